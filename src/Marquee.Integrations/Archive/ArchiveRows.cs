using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marquee.Integrations.Exports;
using Marquee.Integrations.Imdb;

namespace Marquee.Integrations.Archive;

/// <summary>
/// The entries of an archive as rows, one for each thing that it says. What is about no single title (a list itself, an answer, a
/// preference), and the facts of the titles, are <see cref="ExportRow.Beside"/>: the entry itself, and its section in the cells.
/// </summary>
sealed class ArchiveRows(PartBytes part, IReadOnlyDictionary<string, ArchiveTitle> titles)
{
    /// <summary>Of a note of two titles that were merged; one that somebody wrote is far shorter.</summary>
    const int LongestNote = 100_000;

    const int LongestListName = 120;

    static readonly ArchiveJson Json = ArchiveJson.Entries;

    public IEnumerable<ExportRow> Rows()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in JsonItems.Of(JsonPart.Utf8(part)))
        {
            var row = new ExportRow { Line = item.Number, Part = part.Name.Part, Cells = [] };
            foreach (var made in item.Broken ? [row with { Problem = new ExportRemark(JsonPart.Broken) }] : Of(item, row, names))
            {
                yield return made.Cells.Count > 0 ? made : made with { Cells = [item.List, ArchiveEntries.Kept(item.Broken ? "" : item.Value.GetRawText(), ExportLimits.Cell) ?? ""] };
            }
        }
    }

    IEnumerable<ExportRow> Of(JsonItem item, ExportRow row, Dictionary<string, int> names)
    {
        return item.List switch
        {
            "titles" => [ArchiveTitles.Read(item.Value) is { } title ? Beside(Titled(row, title.Id), "titles", title, Json.ArchiveTitle) : Wrong(row)],
            "watches" => [Read(Json.ArchiveWatch) is { } w ? Titled(row, w.Title) with { Watched = true, WatchedAt = w.At, Device = ArchiveEntries.Kept(w.Device, 200), Origin = Origin(w.Origin) } : Wrong(row)],
            "ratings" => [Read(Json.ArchiveRating) is { } r ? Rated(row, r) : Wrong(row)],
            "watchlist" => [Read(Json.ArchiveWish) is { } w ? Titled(row, w.Title) with { Watchlisted = true, AddedAt = w.At, Note = ArchiveEntries.Kept(w.Note, LongestNote), Priority = w.Priority is >= 1 and <= 3 ? w.Priority : null } : Wrong(row)],
            "likes" => [Read(Json.ArchiveMark) is { } m ? Titled(row, m.Title) with { Liked = true, AddedAt = m.At } : Wrong(row)],
            "notInterested" => [Read(Json.ArchiveMark) is { } m ? Titled(row, m.Title) with { NotInterested = true, AddedAt = m.At } : Wrong(row)],
            "notes" => [Read(Json.ArchiveNote) is { } n && ArchiveEntries.Kept(n.Note, LongestNote) is { } note ? Titled(row, n.Title) with { Note = note } : Wrong(row)],
            "lists" => Read(Json.ArchiveList) is { Entries: not null } list && ArchiveEntries.Kept(list.Name, LongestListName) is { } name ? List(row, list with { Name = name }, names) : [Wrong(row)],
            "answers" => [Read(Json.ArchiveAnswer) is { } a && ArchiveEntries.Kept(a.Key, 300) is { } key && (a.Title is null || ArchiveTitles.IsId(a.Title))
                ? Beside(row with { Name = key }, "answers", a with { Key = key }, Json.ArchiveAnswer) : Wrong(row)],
            "corrections" => [Read(Json.ArchiveCorrection) is { What: "watch" or "rating" } c && ArchiveTitles.IsId(c.Title) && ArchiveTitles.IsId(c.Into)
                ? Beside(row with { Name = titles.GetValueOrDefault(c.Title)?.Name ?? c.Title }, "corrections", c, Json.ArchiveCorrection) : Wrong(row)],
            "inbox" => [Read(Json.ArchiveInbox) is { } i && ArchiveEntries.Kept(i.Source, 40) is { } source ? Beside(row with { Name = source }, "inbox", i with { Source = source }, Json.ArchiveInbox) : Wrong(row)],
            "preferences" => [Read(Json.ArchivePreferences) is { } p ? Beside(row with { Name = "preferences" }, "preferences", p, Json.ArchivePreferences) : Wrong(row)],
            _ => [], // somebody's own section
        };

        T? Read<T>(JsonTypeInfo<T> type) where T : class => ArchiveEntries.Read(item.Value, type);
    }

    ExportRow Rated(ExportRow row, ArchiveRating rating) => rating.Rating is < 1 or > 10
        ? row with { Problem = new ExportRemark("exports.row.badRating", ("rating", rating.Rating)) }
        : Titled(row, rating.Title) with { Rating = rating.Rating, RatedAt = rating.At };

    /// <summary>The list itself, then its entries. Lists of one name are told apart by a number behind it.</summary>
    IEnumerable<ExportRow> List(ExportRow row, ArchiveList list, Dictionary<string, int> names)
    {
        var key = list.Name;
        while (!names.TryAdd(key, 1))
        {
            key = $"{ArchiveEntries.Kept(list.Name, LongestListName - 8)} ({++names[list.Name]})";
        }

        yield return Beside(
            row with { Name = list.Name, List = key },
            "lists",
            list with { Description = ArchiveEntries.Kept(list.Description, LongestNote), Query = ArchiveEntries.Kept(list.Query, 2000), Entries = [] },
            Json.ArchiveList);
        foreach (var (at, entry) in (list.Live ? [] : list.Entries).Index())
        {
            yield return Titled(row with { Cells = ["lists", key, entry?.Title ?? ""] }, entry?.Title) with { List = key, Position = at + 1, Note = ArchiveEntries.Kept(entry?.Note, LongestNote) };
        }
    }

    ExportRow Titled(ExportRow row, string? id)
    {
        if (!ArchiveTitles.IsId(id))
        {
            return row with { Problem = new ExportRemark("exports.row.badId", ("id", ArchiveEntries.Kept(id, 40) ?? "")) };
        }

        var title = titles.GetValueOrDefault(id!);
        var episode = title?.Kind == "tvEpisode";
        return row with
        {
            ImdbTitle = ExportValues.Imdb(id),
            OwnKey = id,
            Name = (episode ? title!.SeriesName : null) ?? title?.Name ?? "",
            Original = episode ? null : title?.Original,
            Year = title?.Year,
            Kind = title is null ? ExportKind.Unknown : ImdbValues.OfKind(title.Kind),
            ImdbKind = title?.Kind,
            Season = title?.Season,
            Episode = title?.Episode,
            EpisodeName = episode ? title!.Name : null,
            Runtime = title?.Runtime,
            Genres = title?.Genres ?? [],
        };
    }

    static ExportRow Beside<T>(ExportRow row, string section, T entry, JsonTypeInfo<T> type)
    {
        var text = JsonSerializer.Serialize(entry, type);
        return row with { Cells = [section, text], Beside = text };
    }

    static ExportRow Wrong(ExportRow row) => row with { Problem = new ExportRemark("exports.archive.entry") };

    static string Origin(string? origin) => origin is "page" or "api" or "cli" or "import" or "job" or "phone" ? origin : "import";
}
