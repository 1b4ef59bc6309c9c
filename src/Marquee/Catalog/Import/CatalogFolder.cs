using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Catalog.Import;

/// <summary>What a folder offers to an import.</summary>
/// <param name="Missing">IMDb's files that are not there; only title.basics must be.</param>
/// <param name="Problem">Why it cannot be imported, null when it can.</param>
public sealed record FolderLook(string Path, IReadOnlyList<FolderFile> Files, IReadOnlyList<string> Missing, long FreeBytes, long NeededBytes, bool Enough, Text? Problem);

public sealed record FolderFile(string Name, long Bytes);

/// <summary>Looks into a folder before an import is started, for the page and the command line.</summary>
public sealed class CatalogFolder(DataFolder data, ICatalogEngine engine)
{
    /// <param name="partly">Only a part will be imported: then the room is looked at when it is known.</param>
    public FolderLook Look(string path, bool partly = false)
    {
        var free = Disk.Free(data.Path);
        try
        {
            var full = Path.GetFullPath(path);
            var sources = ImdbFile.All.Select(file => ImdbSource.Find(full, file)).OfType<ImdbSource>().ToList();
            var needed = engine.NeededBytes(new ImportSources(sources), ImportSources.Every);
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
            return new FolderLook(path, [], [], free, 0, false, new Text("catalog.folder.unreadable", ("why", e.Message)));
        }
    }

    static Text? Problem(string path, List<ImdbSource> sources, long free, long needed) =>
        !Directory.Exists(path) ? new Text("catalog.folder.missing")
        : sources.TrueForAll(s => s.File != ImdbFile.Basics) ? new Text("catalog.folder.noBasics")
        : free < needed ? new Text("catalog.folder.diskTooSmall", ("needed", needed), ("free", free))
        : null;
}
