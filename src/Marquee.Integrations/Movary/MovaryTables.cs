using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Movary;

/// <summary>
/// Reads the three tables of Movary's export: history (a row for each play), ratings and watchlist, told apart by their columns.
/// Its watchlist names a column <c>year</c> that its rows do not have. Layout known from leepeuker/movary, <c>Service/Export</c>.
/// </summary>
static class MovaryTables
{
    public const string Key = "movary";

    public static TableSource Source { get; } = new(Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.HasAll("title", "tmdbid", "imdbid") && (header.Has("watchedat") || header.Has("userrating") || header.Has("addedat")) && !header.Has("type") && !header.Has("mediatype")
            ? header.Count("title", "year", "tmdbid", "imdbid", "watchedat", "comment", "userrating", "addedat")
            : 0;

    static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int rated = header.At("userrating"), watched = header.At("watchedat"), added = header.At("addedat"), comment = header.At("comment");
        int title = header.At("title"), year = header.At("year"), tmdb = header.At("tmdbid"), imdb = header.At("imdbid");
        var content = rated >= 0 ? ExportContent.Ratings : watched >= 0 ? ExportContent.History : ExportContent.Watchlist;
        return TablePart.Read(table, Key, $"movary-{content.ToString().ToLowerInvariant()}", content, [watched, added], dates => (cells, row) =>
        {
            if (content == ExportContent.Watchlist && year >= 0 && cells.Cells.Count == header.Names.Count - 1)
            {
                cells = new CsvRow(cells.Line, [.. cells.Cells[..year], "", .. cells.Cells[year..]]);
            }

            var on = dates.Read(cells[watched], out var watchedNote);
            var addedAt = ExportMoment.Of(cells[added], dates, out var addedNote);
            var stars = RatingScale.Of(cells[rated], 10, out var ratingNote);
            var (number, id) = (ExportValues.Number(cells[tmdb]), ExportValues.Imdb(cells[imdb]));
            return row with
            {
                Problem = number is null && id is null && cells.Name(title).Length == 0 ? new ExportRemark("exports.row.noTitle")
                    : rated >= 0 && stars is null ? ratingNote ?? new ExportRemark("exports.row.noRating") : null,
                Remark = ratingNote ?? watchedNote ?? addedNote,
                ImdbTitle = id,
                Tmdb = number,
                Name = cells.Name(title),
                Year = ExportValues.Year(cells[year]),
                Kind = ExportKind.Film,
                Watched = content == ExportContent.History,
                WatchedOn = on,
                Rating = stars,
                Watchlisted = content == ExportContent.Watchlist,
                AddedAt = addedAt.At,
                AddedOn = addedAt.On,
                Note = cells.Text(comment, ExportLimits.Note),
            };
        });
    }
}
