using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>What a folder offers to an import.</summary>
/// <param name="Missing">IMDb's files that are not there; only title.basics must be.</param>
/// <param name="Problem">Why it cannot be imported, as a sentence; null when it can.</param>
public sealed record FolderLook(string Path, IReadOnlyList<FolderFile> Files, IReadOnlyList<string> Missing, long FreeBytes, long NeededBytes, bool Enough, string? Problem);

public sealed record FolderFile(string Name, long Bytes);

/// <summary>Looks into a folder before an import is started, for the page and the command line.</summary>
public sealed class CatalogFolder(DataFolder data)
{
    /// <param name="partly">Only a part will be imported: then the room is looked at when it is known.</param>
    public FolderLook Look(string path, bool partly = false)
    {
        var free = Disk.Free(data.Path);
        try
        {
            var full = Path.GetFullPath(path);
            var sources = ImdbFile.All.Select(file => ImdbSource.Find(full, file)).OfType<ImdbSource>().ToList();
            var needed = new ImportSources(sources).NeededBytes(_ => 1);
            return new FolderLook(
                full,
                [.. sources.Select(s => new FolderFile(s.Label, s.Bytes))],
                [.. ImdbFile.All.Where(f => f != ImdbFile.Countries && sources.TrueForAll(s => s.File != f)).Select(f => f.Name)],
                free,
                needed,
                free >= needed,
                Problem(full, sources, free, partly ? 0 : needed));
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return new FolderLook(path, [], [], free, 0, false, $"The folder cannot be read: {e.Message}");
        }
    }

    static string? Problem(string path, List<ImdbSource> sources, long free, long needed) =>
        !Directory.Exists(path) ? "There is no such folder on the server."
        : sources.TrueForAll(s => s.File != ImdbFile.Basics) ? "The folder has no title.basics.tsv.gz or title.basics.tsv."
        : free < needed ? $"The import needs about {Disk.Sized(needed)}, and {Disk.Sized(free)} are free."
        : null;
}
