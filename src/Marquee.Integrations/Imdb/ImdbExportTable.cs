namespace Marquee.Integrations.Imdb;

/// <summary>Finds the header and the separator of a text, and walks the rows under it.</summary>
sealed class ImdbExportTable
{
    static readonly char[] Separators = [',', ';', '\t', '|'];

    readonly string _text;
    readonly char _separator;

    /// <summary>Some programs put each whole line into one quoted cell; then each cell is a line of its own.</summary>
    readonly bool _wrapped;

    ImdbExportTable(string text, char separator, bool wrapped, ImdbExportColumns columns, int headerLine) =>
        (_text, _separator, _wrapped, Columns, HeaderLine) = (text, separator, wrapped, columns, headerLine);

    public ImdbExportColumns Columns { get; }

    public int HeaderLine { get; }

    /// <param name="text">The whole file.</param>
    /// <param name="start">The first row that is not empty, for saying what the file is when it is no export.</param>
    /// <returns>Null when no row near the top is a header.</returns>
    public static ImdbExportTable? Find(string text, out IReadOnlyList<string> start)
    {
        ImdbExportTable? best = null;
        start = [];
        foreach (var separator in Separators)
        {
            foreach (var (line, cells) in Filled(new ImdbExportCells(text, separator).Rows()).Take(5))
            {
                start = cells.Count > start.Count ? cells : start;
                best = Better(best, new ImdbExportTable(text, separator, wrapped: false, new ImdbExportColumns(cells), line));
                if (cells.Count(c => c.Length > 0) == 1 && cells[0].Contains(separator))
                {
                    best = Better(best, new ImdbExportTable(text, separator, wrapped: true, new ImdbExportColumns(Unwrapped(cells[0], separator)), line));
                }
            }
        }

        return best;
    }

    /// <returns>The rows under the header that have anything in them.</returns>
    public IEnumerable<(int Line, List<string> Cells)> Rows() =>
        Filled(new ImdbExportCells(_text, _separator).Rows())
            .Where(row => row.Line > HeaderLine)
            .Select(row => _wrapped ? (row.Line, Unwrapped(row.Cells[0], _separator)) : row)
            .Select(row => (row.Line, Aligned(row.Item2)));

    /// <summary>
    /// A title with separators that lost its quotes pushes all later cells to the right. The link shows by how much, and the
    /// pieces are put together again.
    /// </summary>
    List<string> Aligned(List<string> cells)
    {
        var (url, title) = (Columns.At(ImdbExportColumn.Url), Columns.At(ImdbExportColumn.Title));
        if (cells.Count <= Columns.Header.Count || title < 0 || url < title)
        {
            return cells;
        }

        var shift = cells.FindIndex(c => c.Contains("imdb.com/title/", StringComparison.OrdinalIgnoreCase)) - url;
        if (shift <= 0 || cells.Count - shift > Columns.Header.Count)
        {
            return cells;
        }

        // The shift may come from the title or, in the newer layouts, from the original title behind it; only the first can be told.
        return [.. cells[..title], string.Join(_separator, cells[title..(title + shift + 1)]), .. cells[(title + shift + 1)..]];
    }

    static ImdbExportTable? Better(ImdbExportTable? best, ImdbExportTable found) =>
        found.Columns.Exported && found.Columns.Known > (best?.Columns.Known ?? 0) ? found : best;

    static List<string> Unwrapped(string line, char separator) => new ImdbExportCells(line, separator).Rows().FirstOrDefault().Cells ?? [];

    static IEnumerable<(int Line, List<string> Cells)> Filled(IEnumerable<(int Line, List<string> Cells)> rows) =>
        rows.Where(row => row.Cells.Exists(cell => ImdbExportValues.Clean(cell).Length > 0));
}
