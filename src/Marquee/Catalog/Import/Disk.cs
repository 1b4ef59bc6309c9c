namespace Marquee.Catalog.Import;

/// <summary>Room on the disk.</summary>
static class Disk
{
    /// <summary>Waits until what lies in the folder is safe from a power cut.</summary>
    public static void Flush(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    public static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace;
}
