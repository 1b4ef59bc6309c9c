using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Households;
using Marquee.Storage;

namespace Marquee.Watching.Export;

/// <summary>
/// A member's films in the tables that Letterboxd imports (letterboxd.com/about/importing-data): every viewing with its day, ratings,
/// and the watchlist. Series, episodes and games are not for Letterboxd; notes stay here, since there a review is read by everybody.
/// </summary>
public sealed class LetterboxdExport(Database database, Titles titles, Directors directors, Sights sights, Preferences preferences, TimeProvider time)
{
    /// <summary>Letterboxd takes files of up to a megabyte.</summary>
    public const int MostBytes = 1_000_000;

    static readonly string[] WatchedHeader = ["imdbID", "Title", "Year", "Directors", "Rating10", "WatchedDate", "Rewatch"];

    static readonly string[] WatchlistHeader = ["imdbID", "Title", "Year", "Directors"];

    readonly OwnRows _rows = new(database);

    /// <summary>A film with all that the member has of it.</summary>
    sealed record Film(long Title, IReadOnlyList<OwnWatch> Watches, int? Rating);

    /// <summary>Writes <c>films-1.csv</c>, <c>films-2.csv</c> and so on, and the same of the watchlist, as a ZIP.</summary>
    public async Task Write(Viewer viewer, Stream to, CancellationToken ct)
    {
        using var packed = new MemoryStream(); // some hundred kilobytes
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            var days = new OwnDays((await preferences.Of(viewer.Member, ct)).TimeZone);
            await Tables(zip, "films", WatchedHeader, Lines(viewer, Films(viewer.Member, ct), film => film.Title, (film, about) => Cells(film, about, days), ct), ct);
            await Tables(zip, "watchlist", WatchlistHeader, Lines(viewer, _rows.Watchlist(viewer.Member, ct), wish => wish.Title, (_, about) => [about], ct), ct);
        }

        packed.Position = 0;
        await packed.CopyToAsync(to, ct);
    }

    /// <summary>Everything watched, then what was rated without a viewing: rating says that it was seen.</summary>
    async IAsyncEnumerable<Film> Films(long member, [EnumeratorCancellation] CancellationToken ct)
    {
        var ratings = new Dictionary<long, int>();
        await foreach (var rating in _rows.Ratings(member, ct))
        {
            ratings[rating.Title] = rating.Value;
        }

        await foreach (var watches in _rows.WatchesByTitle(member, ct))
        {
            yield return new Film(watches[0].Title, watches, ratings.Remove(watches[0].Title, out var rating) ? rating : null);
        }

        foreach (var (title, rating) in ratings)
        {
            yield return new Film(title, [], rating);
        }
    }

    /// <summary>One row for each day. The rating stands with the last one, where Letterboxd takes it as the film's.</summary>
    static IEnumerable<string?[]> Cells(Film film, string?[] about, OwnDays days)
    {
        string[] on = [.. film.Watches.Where(w => w.At is not null).Select(w => days.Of(w.At)).Distinct()];
        if (on.Length == 0)
        {
            yield return [.. about, Rating(film.Rating), "", ""];
        }

        foreach (var (i, day) in on.Index())
        {
            yield return [.. about, i == on.Length - 1 ? Rating(film.Rating) : "", day, i > 0 ? "true" : "false"];
        }
    }

    async IAsyncEnumerable<string> Lines<T>(
        Viewer viewer, IAsyncEnumerable<T> rows, Func<T, long> title, Func<T, string?[], IEnumerable<string?[]>> cells, [EnumeratorCancellation] CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        await foreach (var some in rows.Where(row => sight.Only is null || sight.Shows(new TitleId(title(row)))).Chunk(OwnRows.Page).WithCancellation(ct))
        {
            TitleId[] ids = [.. some.Select(row => new TitleId(title(row)))];
            var facts = await titles.Find(ids, ct);
            var by = await directors.Of(ids, ct);
            foreach (var (row, id) in some.Zip(ids))
            {
                if (facts.GetValueOrDefault(id) is not { } film || !OfLetterboxd(film.Kind))
                {
                    continue;
                }

                string?[] about = [id.OfImdb ? id.ToString() : "", film.Title, film.Year?.ToString(CultureInfo.InvariantCulture), string.Join(", ", by.GetValueOrDefault(id, []))];
                foreach (var line in cells(row, about))
                {
                    yield return CsvText.Of(line);
                }
            }
        }
    }

    async Task Tables(ZipArchive zip, string name, string[] header, IAsyncEnumerable<string> lines, CancellationToken ct)
    {
        var (number, text, bytes) = (0, new StringBuilder(), 0);
        await foreach (var line in lines.WithCancellation(ct))
        {
            var more = Encoding.UTF8.GetByteCount(line);
            if (bytes + more > MostBytes)
            {
                Add();
            }

            if (bytes == 0)
            {
                var top = CsvText.Of(header);
                text.Append(top);
                bytes = top.Length;
            }

            text.Append(line);
            bytes += more;
        }

        if (bytes > 0)
        {
            Add();
        }

        void Add()
        {
            var entry = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"{name}-{++number}.csv"));
            entry.LastWriteTime = time.GetUtcNow();
            using (var file = entry.Open())
            {
                file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            }

            text.Clear();
            bytes = 0;
        }
    }

    static bool OfLetterboxd(TitleKind kind) => kind is TitleKind.Movie or TitleKind.Short or TitleKind.TvMovie or TitleKind.TvShort or TitleKind.TvSpecial or TitleKind.Video;

    static string Rating(int? rating) => rating?.ToString(CultureInfo.InvariantCulture) ?? "";
}
