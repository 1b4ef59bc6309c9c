namespace Marquee.Access.Trust;

/// <summary>A file for its owner alone from its first byte on, whole or not there.</summary>
static class PrivateFile
{
    public static void Write(string path, string text)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(unfinished, create))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
