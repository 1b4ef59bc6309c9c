using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Imdb;
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
        var export = await ImdbExportFile.Read(file, ct) switch
        {
            UnreadableExport unreadable => throw new Refusal(unreadable.Why.Code, unreadable.Why.Values),
            ImdbExport read => await UnderCurrentNumbers(read, ct),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
        var deciding = ImportClassification.Deciding(export);
        var classification = new ImportClassification(export, deciding, await Background(viewer, deciding.Keys, ct));
        var id = await database.Write(Store.House, writing => store.Add(writing, new StoredImport
        {
            Member = viewer.Member,
            Source = export.Content == ImdbExportContent.Ratings ? "imdb-ratings" : "imdb-watchlist",
            Layout = Name(export.Layout),
            FileName = ShortName(fileName),
            Header = JsonSerializer.Serialize(export.Header),
            CreatedAt = time.GetUtcNow().ToUnixTimeSeconds(),
        }), ct);
        try
        {
            await store.SetCounts(id, await AddRows(id, export, classification, ct), export.RowCount, ct);
            return id;
        }
        catch
        {
            await store.Remove(id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>A file may be older than a merge.</summary>
    async Task<ImdbExport> UnderCurrentNumbers(ImdbExport export, CancellationToken ct)
    {
        var now = await merged.Current([.. export.Rows.Where(r => r.Problem is null).Select(r => new TitleId(r.Title))], ct);
        return now.Count == 0 ? export : export with
        {
            Rows = [.. export.Rows.Select(r => now.TryGetValue(new TitleId(r.Title), out var current) ? r with { Title = current.Number } : r)],
        };
    }

    async Task<ImportCounts> AddRows(long import, ImdbExport export, ImportClassification classification, CancellationToken ct)
    {
        var counts = new int[(int)ImportClass.Repeated + 1];
        foreach (var chunk in export.Rows.Chunk(RowsAtOnce))
        {
            await store.AddRows(import, [.. chunk.Select(row => Stored(row, classification, counts))], ct);
        }

        return new ImportCounts { New = counts[1], Changed = counts[2], Known = counts[3], NotInCatalog = counts[4], Unreadable = counts[5], Repeated = counts[6] };
    }

    static NewImportRow Stored(ImdbExportRow row, ImportClassification classification, int[] counts)
    {
        var (what, was, reason) = classification.Of(row);
        counts[(int)what]++;
        var rejected = what is ImportClass.Unreadable or ImportClass.Repeated || (what == ImportClass.Known && reason is not null);
        return new NewImportRow(
            line: row.Line, @class: (int)what, title: row.Title > 0 ? row.Title : null, name: Short(row.Name), original: Short(row.Original), year: row.Year,
            kind: row.Kind is { } kind ? (int)TitleKinds.Parse(kind) : null, runtime: row.Runtime, genres: Genres.Of(row.Genres).Bits,
            rating: row.Rating, rated_at: Instants.Noon(row.RatedOn), listed: classification.Lists && row.Problem is null, added_at: Instants.Noon(row.Created),
            note: row.Description, was: was, reason: StoredText.Write(reason), cells: rejected ? JsonSerializer.Serialize(row.Cells) : null);
    }

    async Task<ImportBackground> Background(Viewer viewer, IReadOnlyCollection<long> named, CancellationToken ct)
    {
        var ratings = (await mine.Rated(viewer, ct)).ToDictionary(r => r.Title.Number, r => r.Rating);
        var watchlist = (await mine.OnWatchlist(viewer, ct)).Select(t => t.Number).ToHashSet();
        var catalog = (await titles.InCatalog([.. named.Select(id => new TitleId(id))], ct)).Select(t => t.Number).ToHashSet();
        return new ImportBackground(ratings, watchlist, catalog);
    }

    static string Name(ImdbExportLayout layout) => layout switch
    {
        ImdbExportLayout.Imdb2011 => "imdb-2011",
        ImdbExportLayout.Imdb2017 => "imdb-2017",
        ImdbExportLayout.ImdbList2017 => "imdb-list-2017",
        _ => "imdb-2024",
    };

    /// <summary>Only for people to recognise their file by; it never becomes a path.</summary>
    static string ShortName(string fileName)
    {
        var name = new string([.. fileName.Split('/', '\\')[^1].Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "export.csv" : name.Length > 120 ? name[..120] : name;
    }

    static string? Short(string? text) => text is { Length: > 500 } ? text[..500] : text;
}
