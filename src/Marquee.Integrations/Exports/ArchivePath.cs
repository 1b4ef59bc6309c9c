namespace Marquee.Integrations.Exports;

/// <summary>The paths in an archive. None is ever opened as one; they tell an export's parts apart.</summary>
static class ArchivePath
{
    public static string Of(string path) => path.Replace('\\', '/');

    /// <summary>False when it leads out of the archive, or hides something.</summary>
    public static bool Inside(string path)
    {
        var slashed = Of(path);
        return slashed.Length is > 0 and <= 300 && slashed[0] != '/' && !slashed.Contains(':', StringComparison.Ordinal)
            && !slashed.Any(char.IsControl) && !slashed.Split('/').Any(folder => folder is "." or "..");
    }

    /// <summary>What macOS and Windows add of their own.</summary>
    public static bool OfTheSystem(string path) =>
        Of(path).Split('/') is var folders && (folders.Contains("__MACOSX") || folders[^1].StartsWith('.') || folders[^1] is "Thumbs.db" or "desktop.ini");

    /// <summary>Somebody packed the folder instead of what is in it.</summary>
    /// <returns>How many characters all paths have in common, up to a slash.</returns>
    public static int FolderAround(IReadOnlyList<string> paths)
    {
        var common = 0;
        while (paths.Count > 0 && paths[0].IndexOf('/', common) is var slash and > 0
            && paths[0][..(slash + 1)] is var folder && paths.All(p => p.StartsWith(folder, StringComparison.Ordinal))
            && !Meant(folder))
        {
            common = slash + 1;
        }

        return common;
    }

    public static string Shown(string path) => ExportValues.Text(path, 120) ?? "";

    /// <summary>Folders that say what their files are, even when all files are in one.</summary>
    static bool Meant(string folder) => folder.Split('/')[^2].ToLowerInvariant() is "lists" or "likes" or "deleted" or "orphaned";
}
