using System.Globalization;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Households;
using Marquee.Storage;

namespace Marquee.Watching.Export;

/// <summary>
/// A member's ratings, watchlist and lists in the layout that IMDb's own export has had since 2024, which IMDb's successors and most
/// other programs read. Titles that IMDb does not know are not in it. A child takes along what it sees.
/// </summary>
public sealed class ImdbExport(Database database, Titles titles, Directors directors, MemberTitles mine, Sights sights, Preferences preferences)
{
    static readonly string[] About = ["Title", "Original Title", "URL", "Title Type", "IMDb Rating", "Runtime (mins)", "Year", "Genres", "Num Votes", "Release Date", "Directors"];

    static readonly string[] RatingHeader = ["Const", "Your Rating", "Date Rated", .. About];

    static readonly string[] ListHeader = ["Position", "Const", "Created", "Modified", "Description", .. About, "Your Rating", "Date Rated"];

    readonly OwnRows _rows = new(database);

    public async Task Ratings(Viewer viewer, Stream to, CancellationToken ct)
    {
        var csv = new CsvText(to);
        await csv.Line(RatingHeader, ct);
        await Write(viewer, csv, _rows.Ratings(viewer.Member, ct), rating => new TitleId(rating.Title), (rating, _, about, days) =>
            [Id(rating.Title), Whole(rating.Value), days.Of(rating.At), .. about], ct);
    }

    public async Task Watchlist(Viewer viewer, Stream to, CancellationToken ct)
    {
        var csv = new CsvText(to);
        await csv.Line(ListHeader, ct);
        await Write(viewer, csv, _rows.Watchlist(viewer.Member, ct), wish => new TitleId(wish.Title), (wish, place, about, days) =>
            [Whole(place), Id(wish.Title), days.Of(wish.At), days.Of(wish.At), wish.Note, .. about, Whole(wish.Rating), days.Of(wish.RatedAt)], ct);
    }

    /// <param name="list">In order.</param>
    public async Task List(Viewer viewer, IReadOnlyList<ListedTitle> list, Stream to, CancellationToken ct)
    {
        var csv = new CsvText(to);
        await csv.Line(ListHeader, ct);
        var own = await mine.Of(viewer, [.. list.Select(entry => entry.Title)], ct);
        await Write(viewer, csv, list.ToAsyncEnumerable(), entry => entry.Title, (entry, place, about, days) =>
            [Whole(place), entry.Title.ToString(), "", "", entry.Note, .. about, Whole(own[entry.Title].Rating), days.Of(own[entry.Title].RatedAt)], ct);
    }

    /// <param name="line">Makes the cells of a row, given its place, what is known of its title, and the member's days.</param>
    async Task Write<T>(Viewer viewer, CsvText csv, IAsyncEnumerable<T> rows, Func<T, TitleId> title, Func<T, int, string?[], OwnDays, string?[]> line, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        var days = new OwnDays((await preferences.Of(viewer.Member, ct)).TimeZone);
        var place = 0;
        await foreach (var some in rows.Where(row => title(row).OfImdb && (sight.Only is null || sight.Shows(title(row)))).Chunk(OwnRows.Page).WithCancellation(ct))
        {
            TitleId[] ids = [.. some.Select(title)];
            var facts = await titles.Find(ids, ct);
            var by = await directors.Of(ids, ct);
            foreach (var row in some)
            {
                var id = title(row);
                await csv.Line(line(row, ++place, Cells(id, Seen(facts.GetValueOrDefault(id), sight), by.GetValueOrDefault(id, [])), days), ct);
            }
        }

        await csv.End(ct);
    }

    /// <summary>A series that is not seen is not named by its episode either.</summary>
    static TitleFacts? Seen(TitleFacts? facts, Sight sight) =>
        facts is { Series: { } series } && sight.Only is not null && !sight.Shows(series.Id) ? facts with { Series = null } : facts;

    static string?[] Cells(TitleId id, TitleFacts? facts, IReadOnlyList<string> directors) =>
    [
        facts is null ? "" : Name(facts),
        facts is null ? "" : facts.Original ?? Name(facts),
        $"https://www.imdb.com/title/{id}/",
        facts is null ? "" : Kind(facts.Kind),
        facts?.Rating?.ToString("0.0", CultureInfo.InvariantCulture),
        Whole(facts?.Runtime),
        Whole(facts?.Year),
        facts is null ? "" : string.Join(", ", facts.Genres.Names),
        Whole(facts?.Votes),
        "", // of release dates only the year is known
        string.Join(", ", directors),
    ];

    /// <summary>An episode is called "Series: Episode" there.</summary>
    static string Name(TitleFacts facts) => facts.Series is { } series ? $"{series.Title}: {facts.Title}" : facts.Title;

    static string Kind(TitleKind kind) => kind switch
    {
        TitleKind.Movie => "Movie",
        TitleKind.Short => "Short",
        TitleKind.TvMovie => "TV Movie",
        TitleKind.TvSeries => "TV Series",
        TitleKind.TvMiniSeries => "TV Mini Series",
        TitleKind.TvEpisode => "TV Episode",
        TitleKind.TvShort => "TV Short",
        TitleKind.TvSpecial => "TV Special",
        TitleKind.TvPilot => "TV Pilot",
        TitleKind.Video => "Video",
        TitleKind.VideoGame => "Video Game",
        _ => "",
    };

    static string Id(long number) => new TitleId(number).ToString();

    static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
