using System.Globalization;
using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Simkl;

/// <summary>
/// Reads <c>SimklBackup.csv</c>: a row for each title with its state ("Watchlist"), and of a series the last episode that was
/// watched; those before it are not in the file. Layout known from recorded headers.
/// </summary>
static partial class SimklTables
{
    public static TableSource Source { get; } = new(SimklJson.Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.HasAll("simklid", "title") || header.HasAll("title", "lastepwatched", "watchlist")
            ? header.Count("simklid", "tvdbid", "tvdb", "tmdb", "tmdbid", "imdbid", "imdb", "malid", "type", "title", "year", "lastepwatched", "watchlist", "watcheddate", "rating", "memo")
            : 0;

    static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int simkl = header.At("simklid"), imdb = header.At("imdbid", "imdb"), tmdb = header.At("tmdb", "tmdbid"), tvdb = header.At("tvdbid", "tvdb"), mal = header.At("malid");
        int type = header.At("type"), title = header.At("title"), year = header.At("year"), last = header.At("lastepwatched");
        int state = header.At("watchlist"), date = header.At("watcheddate"), rating = header.At("rating"), memo = header.At("memo");
        var read = TablePart.Read(table, SimklJson.Key, "simkl-csv", ExportContent.Mixed, [date], dates =>
        {
            // Simkl writes its dates as Americans do.
            dates.Presume(dayFirst: false);
            return (cells, row) =>
            {
                var film = cells[type].Contains("movie", StringComparison.OrdinalIgnoreCase);
                var status = CsvHeader.Fold(cells[state]);
                var at = ExportMoment.Of(cells[date], dates, out var dateNote);
                var stars = RatingScale.Of(cells[rating], 10, out var ratingNote);
                var episode = !film && cells[last].Length < 20 && Episode().Match(cells[last]) is { Success: true } match ? match : null;
                var watched = status != "plantowatch" && (film ? status == "completed" : episode is not null);
                return row with
                {
                    Problem = cells.Name(title).Length == 0 ? new ExportRemark("exports.row.noTitle") : null,
                    Remark = ratingNote ?? dateNote ?? (watched && episode is not null ? new ExportRemark("exports.simkl.lastOnly") : null),
                    ImdbTitle = ExportValues.Imdb(cells[imdb]),
                    Tmdb = ExportValues.Number(cells[tmdb]),
                    Tvdb = ExportValues.Number(cells[tvdb]),
                    OwnKey = ExportValues.Number(cells[simkl]) is { } own ? FormattableString.Invariant($"simkl:{(film ? "movie" : "show")}:{own}")
                        : ExportValues.Number(cells[mal]) is { } anime ? FormattableString.Invariant($"mal:{anime}") : null,
                    Name = cells.Name(title),
                    Year = ExportValues.Year(cells[year]),
                    Kind = film ? ExportKind.Film : watched ? ExportKind.Episode : ExportKind.Series,
                    Season = watched && episode is not null ? Number(episode, "season") : null,
                    Episode = watched && episode is not null ? Number(episode, "episode") : null,
                    Watched = watched,
                    WatchedAt = watched ? at.At : null,
                    WatchedOn = watched ? at.On : null,
                    Watchlisted = status == "plantowatch",
                    NotInterested = status == "notinteresting",
                    // A row about an episode must not give the series' rating to the episode.
                    Rating = watched && !film ? null : stars,
                    Note = cells.Text(memo, ExportLimits.Note),
                };
            };
        });
        return read is ExportPart part ? WithSeriesRatings(part with { Remarks = [new ExportRemark("exports.simkl.states")] }, rating) : read;
    }

    /// <summary>A watched series gives two rows: the last episode, and the rating of the series.</summary>
    static ExportPart WithSeriesRatings(ExportPart part, int rating)
    {
        var rows = part.Rows.SelectMany<ExportRow, ExportRow>(row => row is { Kind: ExportKind.Episode, Problem: null } && RatingScale.Of(CellOf(row), 10, out _) is { } stars
            ? [row, row with { Kind = ExportKind.Series, Season = null, Episode = null, Watched = false, WatchedAt = null, WatchedOn = null, Remark = null, Note = null, Rating = stars }]
            : [row]);
        return part with { Rows = rows, RowCount = rows.Count() };

        string CellOf(ExportRow row) => rating >= 0 && rating < row.Cells.Count ? ExportValues.Clean(row.Cells[rating]) : "";
    }

    static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // "s1e2", "S01E02"
    [GeneratedRegex("^s(?<season>[0-9]{1,3})e(?<episode>[0-9]{1,4})$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Episode();
}
