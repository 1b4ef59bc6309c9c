using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Yamtrack;

/// <summary>
/// Reads Yamtrack's CSV: rows for films, series, seasons and episodes, of which the last three carry the series' id. Books, games
/// and comics stand among them. Layout known from the export and the tests of FuzzyGrim/Yamtrack.
/// </summary>
static class YamtrackTables
{
    public const string Key = "yamtrack";

    public static TableSource Source { get; } = new(Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.HasAll("mediaid", "mediatype", "title", "status")
            ? header.Count("mediaid", "source", "mediatype", "title", "image", "seasonnumber", "episodenumber", "score", "progress", "status", "startdate", "enddate", "notes", "progressedat", "progresschanged", "createdat", "watchdate")
            : 0;

    static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int id = header.At("mediaid"), source = header.At("source"), type = header.At("mediatype"), title = header.At("title"), season = header.At("seasonnumber"), episode = header.At("episodenumber");
        int score = header.At("score"), state = header.At("status"), end = header.At("enddate"), watch = header.At("watchdate"), notes = header.At("notes");
        return TablePart.Read(table, Key, "yamtrack-csv", ExportContent.Mixed, [end, watch], dates => (cells, row) =>
        {
            var kind = cells[type] switch { "movie" => ExportKind.Film, "tv" or "anime" => ExportKind.Series, "season" => ExportKind.Season, "episode" => ExportKind.Episode, _ => ExportKind.Unknown };
            var status = CsvHeader.Fold(cells[state]);
            var seen = kind == ExportKind.Episode || (kind == ExportKind.Film && status == "completed");
            var at = ExportMoment.Of(cells[watch].Length > 0 ? cells[watch] : cells[end], dates, out var dateNote);
            var stars = RatingScale.Of(cells[score], 10, out var ratingNote);
            var from = source < 0 ? "tmdb" : cells[source];
            return row with
            {
                Problem = kind == ExportKind.Unknown ? new ExportRemark("exports.row.noScreen", ("kind", cells.Text(type, 40) ?? "?"))
                    : cells.Name(title).Length == 0 && ExportValues.Number(cells[id]) is null ? new ExportRemark("exports.row.noTitle")
                    : null,
                Remark = seen || stars is not null ? ratingNote ?? dateNote : null,
                Tmdb = from == "tmdb" ? ExportValues.Number(cells[id]) : null,
                OwnKey = from == "tmdb" || cells[id].Length is 0 or > 60 ? null : $"{ExportValues.Text(from, 40)}:{ExportValues.Text(cells[id], 60)}",
                Name = cells.Name(title),
                Kind = kind,
                Season = kind is ExportKind.Season or ExportKind.Episode ? ExportValues.Whole(cells[season], 0, 10_000) : null,
                Episode = kind == ExportKind.Episode ? ExportValues.Whole(cells[episode], 0, 100_000) : null,
                Watched = seen,
                WatchedAt = seen ? at.At : null,
                WatchedOn = seen ? at.On : null,
                Rating = stars,
                Watchlisted = status == "planning" && (kind is ExportKind.Film or ExportKind.Series),
                Note = cells.Text(notes, ExportLimits.Note),
            };
        });
    }
}
