using Marquee.Integrations.Exports;

namespace Marquee.Integrations.MdbList;

/// <summary>Reads a list of MDBList's that was saved as a table, with the names of its JSON as columns.</summary>
static class MdbListTables
{
    public static TableSource Source { get; } = new(MdbListJson.Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.HasAll("mediatype", "title") && (header.Has("imdbid") || header.Has("id") || header.Has("tmdbid")) && !header.Has("mediaid")
            ? header.Count("id", "rank", "adult", "title", "imdbid", "tmdbid", "tvdbid", "mediatype", "releaseyear", "language", "spokenlanguage")
            : 0;

    static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int imdb = header.At("imdbid"), tmdb = header.At("tmdbid", "id"), tvdb = header.At("tvdbid"), title = header.At("title"), year = header.At("releaseyear", "year"), type = header.At("mediatype"), rank = header.At("rank");
        var list = MdbListName.Of(table.Name);
        var read = TablePart.Read(table, MdbListJson.Key, "mdblist-csv", list is null ? ExportContent.Watchlist : ExportContent.List, [], _ => (cells, row) => row with
        {
            Problem = cells.Name(title).Length == 0 && ExportValues.Imdb(cells[imdb]) is null ? new ExportRemark("exports.row.noTitle") : null,
            ImdbTitle = ExportValues.Imdb(cells[imdb]),
            Tmdb = ExportValues.Number(cells[tmdb]),
            Tvdb = ExportValues.Number(cells[tvdb]),
            Name = cells.Name(title),
            Year = ExportValues.Year(cells[year]),
            Kind = cells[type] switch { "movie" => ExportKind.Film, "show" => ExportKind.Series, _ => ExportKind.Unknown },
            Watchlisted = list is null,
            List = list,
            Position = list is null ? null : ExportValues.Whole(cells[rank], 1, 1_000_000),
        });
        return read is ExportPart part ? part with { List = list } : read;
    }
}
