using System.Globalization;

namespace Marquee.Integrations.Exports;

/// <summary>Finds the header and the separator of a text, and walks the rows under it.</summary>
sealed class CsvTable
{
    static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>How many rows from the top may come before the header: a <c>sep=;</c>, a block about the list.</summary>
    const int RowsAbove = 5;

    readonly PartBytes _part;
    readonly char _separator;

    /// <summary>Some programs put each whole line into one quoted cell; then each cell is a line of its own.</summary>
    readonly bool _wrapped;

    readonly int _headerLine;

    CsvTable(PartBytes part, char separator, bool wrapped, IReadOnlyList<string> header, int headerLine)
    {
        (_part, _separator, _wrapped, _headerLine) = (part, separator, wrapped, headerLine);
        Header = new CsvHeader(header);
    }

    public CsvHeader Header { get; }

    public PartName Name => _part.Name;

    public char Separator => _separator;

    /// <param name="part">Its text is read anew for each walk.</param>
    /// <param name="known">How many columns of a header are recognised; 0 when it is none.</param>
    /// <param name="start">The first row that is not empty, for saying what the file is when it is no table.</param>
    /// <returns>The table whose header is recognised best; null when no row near the top is one.</returns>
    public static CsvTable? Find(PartBytes part, Func<CsvHeader, int> known, out IReadOnlyList<string> start)
    {
        CsvTable? best = null;
        var bestKnown = 0;
        start = [];
        var text = part.Text();
        foreach (var separator in Separators)
        {
            foreach (var (line, cells) in Filled(new CsvCells(text, separator).Rows()).Take(RowsAbove))
            {
                start = cells.Count > start.Count ? cells : start;
                Consider(new CsvTable(part, separator, wrapped: false, cells, line));
                if (cells.Count(c => c.Length > 0) == 1 && cells[0].Contains(separator))
                {
                    Consider(new CsvTable(part, separator, wrapped: true, Unwrapped(cells[0], separator), line));
                }
            }
        }

        return best;

        void Consider(CsvTable table)
        {
            if (known(table.Header) is var columns && columns > bestKnown)
            {
                (best, bestKnown) = (table, columns);
            }
        }
    }

    /// <returns>The rows above the header that have anything in them.</returns>
    public IEnumerable<IReadOnlyList<string>> Above() =>
        Filled(new CsvCells(_part.Text(), _separator).Rows()).TakeWhile(row => row.Line < _headerLine).Select(row => row.Cells);

    /// <returns>The rows under the header that have anything in them.</returns>
    public IEnumerable<(int Line, List<string> Cells)> Rows() =>
        Filled(new CsvCells(_part.Text(), _separator).Rows())
            .Where(row => row.Line > _headerLine)
            .Select(row => _wrapped ? (row.Line, Unwrapped(row.Cells[0], _separator)) : row);

    /// <summary>The same table where what was taken for the header is its first row; its columns are called 1, 2, 3.</summary>
    public CsvTable WithoutHeader() =>
        new(_part, _separator, _wrapped, [.. Enumerable.Range(1, Header.Names.Count).Select(n => n.ToString(CultureInfo.InvariantCulture))], _headerLine - 1);

    static List<string> Unwrapped(string line, char separator) => new CsvCells(line, separator).Rows().FirstOrDefault().Cells ?? [];

    static IEnumerable<(int Line, List<string> Cells)> Filled(IEnumerable<(int Line, List<string> Cells)> rows) =>
        rows.Where(row => row.Cells.Exists(cell => ExportValues.Clean(cell).Length > 0));
}
