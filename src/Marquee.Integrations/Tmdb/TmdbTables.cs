using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Tmdb;

/// <summary>
/// Reads the CSV that TMDB's account settings export: ratings, watchlist, favourites and lists share one layout, so the name of
/// the file, or else the ratings in it, tell them apart. Of an episode the ids are the episode's own, and its name ends in
/// "S1E1". Layout known from the tests of FuzzyGrim/Yamtrack.
/// </summary>
static partial class TmdbTables
{
    public const string Key = "tmdb";

    public static TableSource Source { get; } = new(Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.HasAll("tmdbid", "type", "name", "releasedate", "yourrating")
            ? header.Count("tmdbid", "imdbid", "type", "name", "releasedate", "seasonnumber", "episodenumber", "rating", "yourrating", "daterated")
            : 0;

    static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int tmdb = header.At("tmdbid"), imdb = header.At("imdbid"), type = header.At("type"), name = header.At("name"), released = header.At("releasedate");
        int season = header.At("seasonnumber"), episode = header.At("episodenumber"), rating = header.At("yourrating"), date = header.At("daterated");
        var rated = 0;
        if (TablePart.Scan(table.Rows(), [date], row => rated += row[rating].Length > 0 ? 1 : 0) is not { } scan)
        {
            return TablePart.TooMany;
        }

        if (scan.Rows == 0)
        {
            return TablePart.Empty(table.Name);
        }

        var content = Content(table.Name, rated, scan.Rows);
        var list = content == ExportContent.List ? table.Name.Spoken : null;
        var part = TablePart.Of(table, Key, $"tmdb-{content.ToString().ToLowerInvariant()}", content, scan.Rows, Make) with { List = list };
        return part;

        ExportRow Make(CsvRow cells, ExportRow row)
        {
            var at = ExportMoment.Of(cells[date], scan.Dates, out var dateNote);
            var stars = RatingScale.Of(cells[rating], 10, out var ratingNote);
            var (number, id) = (ExportValues.Number(cells[tmdb]), ExportValues.Imdb(cells[imdb]));
            var (ofSeason, ofEpisode) = (ExportValues.Whole(cells[season], 0, 10_000), ExportValues.Whole(cells[episode], 0, 100_000));
            var isEpisode = ofEpisode is not null;
            return row with
            {
                Problem = number is null && id is null && cells.Name(name).Length == 0 ? new ExportRemark("exports.row.noTitle")
                    : content == ExportContent.Ratings && stars is null ? new ExportRemark("exports.row.noRating") : null,
                Remark = ratingNote ?? dateNote,
                ImdbTitle = isEpisode ? null : id,
                ImdbEpisode = isEpisode ? id : null,
                Tmdb = isEpisode || ofSeason is not null ? null : number,
                TmdbEpisode = isEpisode ? number : null,
                Name = isEpisode || ofSeason is not null ? Numbered().Replace(cells.Name(name), "") : cells.Name(name),
                Year = isEpisode ? null : ExportValues.Year(cells[released]),
                Kind = isEpisode ? ExportKind.Episode : ofSeason is not null ? ExportKind.Season : cells[type] == "movie" ? ExportKind.Film : cells[type] == "tv" ? ExportKind.Series : ExportKind.Unknown,
                Season = ofSeason,
                Episode = ofEpisode,
                Rating = stars,
                RatedAt = stars is null ? null : at.At,
                RatedOn = stars is null ? null : at.On,
                Watchlisted = content == ExportContent.Watchlist,
                Liked = content == ExportContent.Likes,
                List = list,
                AddedAt = stars is null ? at.At : null,
                AddedOn = stars is null ? at.On : null,
            };
        }
    }

    static ExportContent Content(PartName name, int rated, int rows) =>
        name.Folded.Contains("favo", StringComparison.Ordinal) ? ExportContent.Likes
        : name.Folded.Contains("watchlist", StringComparison.Ordinal) ? ExportContent.Watchlist
        : rated == rows || name.Folded.Contains("rat", StringComparison.Ordinal) ? ExportContent.Ratings
        : name.Folded.Contains("list", StringComparison.Ordinal) ? ExportContent.List
        : ExportContent.Watchlist;

    // "Friends S1E1" ends in it.
    [GeneratedRegex(" S[0-9]{1,3}(E[0-9]{1,4})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbered();
}
