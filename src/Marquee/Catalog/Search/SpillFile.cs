namespace Marquee.Catalog.Search;

/// <summary>Temporary files that have no name any more once they are open: not even a killed process leaves one behind.</summary>
internal static class SpillFile
{
    public static FileStream Open(string path, int bufferSize)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, bufferSize);
        File.Delete(path);
        return file;
    }
}
