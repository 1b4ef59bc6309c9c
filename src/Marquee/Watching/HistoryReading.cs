using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Exports;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Watching;

/// <summary>Reads a file into an import that waits for its member's yes: every row, classified; nothing is applied.</summary>
sealed class HistoryReading(Database database, ImportStore store, MemberTitles mine, Titles titles, MergedTitles merged, TimeProvider time)
{
    const int RowsAtOnce = 1000;

    /// <exception cref="Refusal">The file is no export; the sentence says what it is.</exception>
    public async Task<long> Read(Viewer viewer, Stream file, string fileName, CancellationToken ct)
    {
        var export = await ExportReader.Read(file, fileName, ct) switch
        {
            UnreadableExport unreadable => throw new Refusal(unreadable.Why.Code, unreadable.Why.Values),
            ExportFile { Source: "imdb", Parts: [_] } read => read,
            ExportFile other => throw new Refusal("watching.import.imdbOnly", ("source", other.Source)),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
        var rows = await UnderCurrentNumbers(export, ct);
        var deciding = ImportClassification.Deciding(rows);
        var classification = new ImportClassification(deciding, await Background(viewer, deciding.Keys, ct));
        var id = await database.Write(Store.House, writing => store.Add(writing, new StoredImport
        {
            Member = viewer.Member,
            Source = export.Parts[0].Content == ExportContent.Ratings ? "imdb-ratings" : "imdb-watchlist",
            Layout = export.Parts[0].Layout,
            FileName = ShortName(fileName),
            Header = JsonSerializer.Serialize(export.Parts[0].Header),
            CreatedAt = time.GetUtcNow().ToUnixTimeSeconds(),
        }), ct);
        try
        {
            await store.SetCounts(id, await AddRows(id, rows, classification, ct), export.RowCount, ct);
            return id;
        }
        catch
        {
            await store.Remove(id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>A file may be older than a merge.</summary>
    async Task<IEnumerable<ExportRow>> UnderCurrentNumbers(ExportFile export, CancellationToken ct)
    {
        var now = await merged.Current([.. export.Rows.Where(r => r.Problem is null).Select(r => new TitleId(r.ImdbTitle!.Value))], ct);
        return now.Count == 0 ? export.Rows
            : export.Rows.Select(r => r.ImdbTitle is { } title && now.TryGetValue(new TitleId(title), out var current) ? r with { ImdbTitle = current.Number } : r);
    }

    async Task<ImportCounts> AddRows(long import, IEnumerable<ExportRow> rows, ImportClassification classification, CancellationToken ct)
    {
        var counts = new int[(int)ImportClass.Repeated + 1];
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            await store.AddRows(import, [.. chunk.Select(row => Stored(row, classification, counts))], ct);
        }

        return new ImportCounts { New = counts[1], Changed = counts[2], Known = counts[3], NotInCatalog = counts[4], Unreadable = counts[5], Repeated = counts[6] };
    }

    static NewImportRow Stored(ExportRow row, ImportClassification classification, int[] counts)
    {
        var (what, was, reason) = classification.Of(row);
        counts[(int)what]++;
        var rejected = what is ImportClass.Unreadable or ImportClass.Repeated || (what == ImportClass.Known && reason is not null);
        return new NewImportRow(
            line: row.Line, @class: (int)what, title: row.ImdbTitle, name: Short(row.Name), original: Short(row.Original), year: row.Year,
            kind: row.ImdbKind is { } kind ? (int)TitleKinds.Parse(kind) : null, runtime: row.Runtime, genres: Genres.Of(row.Genres).Bits,
            rating: row.Rating, rated_at: Instants.Noon(row.RatedOn), listed: ImportClassification.Lists(row) && row.Problem is null, added_at: Instants.Noon(row.AddedOn),
            note: row.Note, was: was, reason: StoredText.Write(reason), cells: rejected ? JsonSerializer.Serialize(row.Cells) : null);
    }

    async Task<ImportBackground> Background(Viewer viewer, IReadOnlyCollection<long> named, CancellationToken ct)
    {
        var ratings = (await mine.Rated(viewer, ct)).ToDictionary(r => r.Title.Number, r => r.Rating);
        var watchlist = (await mine.OnWatchlist(viewer, ct)).Select(t => t.Number).ToHashSet();
        var catalog = (await titles.InCatalog([.. named.Select(id => new TitleId(id))], ct)).Select(t => t.Number).ToHashSet();
        return new ImportBackground(ratings, watchlist, catalog);
    }

    /// <summary>Only for people to recognise their file by; it never becomes a path.</summary>
    static string ShortName(string fileName)
    {
        var name = new string([.. fileName.Split('/', '\\')[^1].Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "export.csv" : name.Length > 120 ? name[..120] : name;
    }

    static string? Short(string? text) => text is { Length: > 500 } ? text[..500] : text;
}
