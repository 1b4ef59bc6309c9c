using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Archive;

/// <summary>The titles of an archive by id, for the rows that only name them.</summary>
static class ArchiveTitles
{
    public static IReadOnlyDictionary<string, ArchiveTitle> Of(ReadOnlyMemory<byte> utf8)
    {
        var titles = new Dictionary<string, ArchiveTitle>(StringComparer.Ordinal);
        foreach (var item in JsonItems.Of(utf8))
        {
            if (item is { Broken: false, List: "titles" } && Read(item.Value) is { } title)
            {
                titles.TryAdd(title.Id, title);
            }
        }

        return titles;
    }

    /// <returns>Null when it is not what a title looks like.</returns>
    public static ArchiveTitle? Read(JsonElement entry) =>
        ArchiveEntries.Read(entry, ArchiveJson.Entries.ArchiveTitle) is { Genres: not null } title && IsId(title.Id) && (title.Series is null || IsId(title.Series))
            ? title with
            {
                Kind = ArchiveEntries.Kept(title.Kind, 40) ?? "other",
                Name = ArchiveEntries.Kept(title.Name, ExportLimits.Name) ?? "",
                Original = ArchiveEntries.Kept(title.Original, ExportLimits.Name),
                SeriesName = ArchiveEntries.Kept(title.SeriesName, ExportLimits.Name),
                Genres = [.. title.Genres.OfType<string>()],
            }
            : null;

    /// <summary>"tt0111161", or "own:N" of a title that IMDb does not know.</summary>
    public static bool IsId(string? id) =>
        id is { Length: < 30 } && (ExportValues.Imdb(id) is not null || (id.StartsWith("own:", StringComparison.Ordinal) && id.Length > 4 && !id.AsSpan(4).ContainsAnyExceptInRange('0', '9')));
}
