using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Letterboxd;

/// <summary>
/// Reads the table that Letterboxd imports, which many programs write as their export (layout known from
/// letterboxd.com/about/importing-data): imdbID, tmdbID, Title, Year, Rating or Rating10, WatchedDate, Rewatch, Tags, Review.
/// </summary>
static class LetterboxdImportTables
{
    public static TableSource Source { get; } = new(LetterboxdTables.Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.HasAll("title") && !header.Has("tmdbrating") && (header.Has("rating10") || header.HasAll("watcheddate", "rating") || header.HasAll("imdbid", "watcheddate") || header.HasAll("tmdbid", "watcheddate"))
            && !header.Has("watchlist")
            ? header.Count("letterboxduri", "url", "tmdbid", "imdbid", "title", "year", "directors", "rating", "rating10", "watcheddate", "rewatch", "tags", "review")
            : 0;

    static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int uri = header.At("letterboxduri", "url"), tmdb = header.At("tmdbid"), imdb = header.At("imdbid"), title = header.At("title"), year = header.At("year");
        int five = header.At("rating"), ten = header.At("rating10"), watched = header.At("watcheddate"), rewatch = header.At("rewatch"), tags = header.At("tags"), review = header.At("review");
        return TablePart.Read(table, LetterboxdTables.Key, "letterboxd-import", ExportContent.Mixed, [watched], dates => (cells, row) =>
        {
            var on = dates.Read(cells[watched], out var dateNote);
            var rating = RatingScale.Of(cells[ten], 10, out var note) ?? RatingScale.Of(cells[five], 5, out note);
            var (number, id, name) = (ExportValues.Number(cells[tmdb]), ExportValues.Imdb(cells[imdb]), cells.Name(title));
            return row with
            {
                Problem = name.Length == 0 && number is null && id is null ? new ExportRemark("exports.row.noTitle") : null,
                Remark = note ?? dateNote,
                ImdbTitle = id,
                Tmdb = number,
                OwnKey = cells.Text(uri),
                Name = name,
                Year = ExportValues.Year(cells[year]),
                Kind = ExportKind.Film,
                Watched = watched >= 0,
                WatchedOn = on,
                Rewatch = cells[rewatch].Equals("true", StringComparison.OrdinalIgnoreCase) || cells[rewatch].Equals("yes", StringComparison.OrdinalIgnoreCase),
                Rating = rating,
                RatedOn = rating is null ? null : on,
                Tags = LetterboxdTags.Of(cells.Text(tags, 2000)),
                Note = cells.Text(review, ExportLimits.Note),
            };
        });
    }
}
