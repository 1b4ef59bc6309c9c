using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Imdb;

/// <summary>
/// Reads what a member exported from IMDb: ratings, watchlist, lists and check-ins, of any generation, also after a spreadsheet
/// has saved it again. Four generations are known: every cell quoted with "You rated" (<c>imdb-2011</c>), Const first
/// (<c>imdb-2017</c>), Position first (<c>imdb-list-2017</c>), and with Original Title (<c>imdb-2024</c>).
/// </summary>
static partial class ImdbTables
{
    public const string Key = "imdb";

    /// <summary>From this share of rated rows on.</summary>
    const double RatingsFile = 0.95;

    const string Unnamed = "exports.imdb.unnamed";

    public static TableSource Source { get; } = new(Key, Known, Read);

    static int Known(CsvHeader header) => new ImdbColumns(header) is { Exported: true } columns ? columns.Known : 0;

    static PartReading Read(CsvTable table)
    {
        var columns = new ImdbColumns(table.Header);
        int rated = 0, rating = columns.At(ImdbColumn.Rating);
        int[] dates = [columns.At(ImdbColumn.RatedOn), columns.At(ImdbColumn.Created), columns.At(ImdbColumn.Modified), columns.At(ImdbColumn.ReleaseDate)];
        if (TablePart.Scan(Rows(table, columns), dates, row => rated += row[rating].Length > 0 ? 1 : 0) is not { } scan)
        {
            return TablePart.TooMany;
        }

        if (scan.Rows == 0)
        {
            return TablePart.Empty(table.Name);
        }

        var (content, list, remark) = columns.IsList ? Content(table.Name) : (ExportContent.Ratings, null, null);
        // A list whose titles are all rated is the export of somebody's ratings, unless its name says otherwise.
        if (rating >= 0 && rated >= scan.Rows * RatingsFile && (remark?.Code == Unnamed || (columns.OldNames && content == ExportContent.List)))
        {
            (content, list, remark) = (ExportContent.Ratings, null, null);
        }

        var reader = new ImdbRows(columns, scan.Dates, content, list);
        var part = TablePart.Of(table, Key, columns.Layout, content, scan.Rows, reader.Read) with
        {
            List = list,
            Rows = TablePart.Rows(table, Rows(table, columns), reader.Read),
            Remarks = remark is null ? [] : [remark],
        };
        return part;
    }

    /// <summary>
    /// Lists, watchlist and check-ins are alike, so only the name of the file tells them apart; IMDb's newer names are random and
    /// tell nothing.
    /// </summary>
    static (ExportContent Content, string? List, ExportRemark? Remark) Content(PartName name) => name.Folded switch
    {
        "watchlist" or "meinewatchlist" => (ExportContent.Watchlist, null, null),
        "checkins" or "yourcheckins" => (ExportContent.Watched, null, null),
        "ratings" or "yourratings" => (ExportContent.Watchlist, null, new ExportRemark(Unnamed)),
        "" or "list" or "export" or "imdb" or "download" => (ExportContent.Watchlist, null, new ExportRemark(Unnamed)),
        _ when RandomName().IsMatch(name.Stem) => (ExportContent.Watchlist, null, new ExportRemark(Unnamed)),
        _ when ListId().IsMatch(name.Stem) => (ExportContent.List, name.Stem, new ExportRemark("exports.imdb.listId", ("list", name.Stem))),
        _ => (ExportContent.List, name.Spoken, new ExportRemark("exports.imdb.listName", ("list", name.Spoken))),
    };

    static IEnumerable<(int Line, List<string> Cells)> Rows(CsvTable table, ImdbColumns columns) =>
        table.Rows().Select(row => (row.Line, Aligned(table, columns, row.Cells)));

    /// <summary>
    /// A title with separators that lost its quotes pushes all later cells to the right. The link shows by how much, and the
    /// pieces are put together again.
    /// </summary>
    static List<string> Aligned(CsvTable table, ImdbColumns columns, List<string> cells)
    {
        var (url, title, width) = (columns.At(ImdbColumn.Url), columns.At(ImdbColumn.Title), table.Header.Names.Count);
        if (cells.Count <= width || title < 0 || url < title)
        {
            return cells;
        }

        var shift = cells.FindIndex(c => c.Contains("imdb.com/title/", StringComparison.OrdinalIgnoreCase)) - url;
        if (shift <= 0 || cells.Count - shift > width)
        {
            return cells;
        }

        // The shift may come from the title or, in the newer layouts, from the original title behind it; only the first can be told.
        return [.. cells[..title], string.Join(table.Separator, cells[title..(title + shift + 1)]), .. cells[(title + shift + 1)..]];
    }

    // "ls012345678": IMDb's number of a list.
    [GeneratedRegex("^ls[0-9]{6,12}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ListId();

    // "3f1c9a52-0d7e-4a58-b1c5-7f0a2f6d9e11", or as many letters and digits without a word in them.
    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{16,}$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RandomName();
}
