namespace Marquee.Integrations.Exports;

/// <summary>One row of a table.</summary>
readonly record struct CsvRow(int Line, List<string> Cells)
{
    /// <summary>The trimmed cell; empty when the column (-1) or the cell is missing.</summary>
    public string this[int at] => at >= 0 && at < Cells.Count ? ExportValues.Clean(Cells[at]) : "";

    public string Name(int at) => ExportValues.Text(this[at], ExportLimits.Name) ?? "";

    public string? Text(int at, int most = ExportLimits.Name) => ExportValues.Text(this[at], most);
}

/// <summary>A program that writes tables.</summary>
/// <param name="Known">How many columns of a header are its own; 0 when the header is not of this program.</param>
sealed record TableSource(string Key, Func<CsvHeader, int> Known, Func<CsvTable, PartReading> Read);

/// <summary>Makes a part out of a table and of what its program's columns mean.</summary>
static class TablePart
{
    /// <summary>Makes a row out of its cells; <paramref name="row"/> has line, part and cells.</summary>
    public delegate ExportRow Maker(CsvRow cells, ExportRow row);

    /// <summary>Walks the rows once to learn what only the file as a whole says: how many there are, and the order of its dates.</summary>
    /// <returns>Null when there are more rows than any member has.</returns>
    public static (int Rows, ExportDates Dates)? Scan(IEnumerable<(int Line, List<string> Cells)> rows, IReadOnlyList<int> dateColumns, Action<CsvRow>? look = null)
    {
        var dates = new ExportDates();
        var count = 0;
        foreach (var (line, cells) in rows)
        {
            if (++count > ExportLimits.Rows)
            {
                return null;
            }

            var row = new CsvRow(line, cells);
            foreach (var column in dateColumns)
            {
                dates.Look(row[column]);
            }

            look?.Invoke(row);
        }

        return (count, dates);
    }

    public static SkippedPart TooMany { get; } = new(new ExportRemark("exports.tooManyRows", ("most", ExportLimits.Rows)));

    public static SkippedPart Empty(PartName name) => new(new ExportRemark("exports.noRows", ("part", ArchivePath.Shown(name.Path))));

    public static ExportPart Of(CsvTable table, string source, string layout, ExportContent content, int rows, Maker make) => new()
    {
        Name = table.Name.Part,
        Source = source,
        Layout = layout,
        Content = content,
        Header = table.Header.Names,
        RowCount = rows,
        Rows = Rows(table, table.Rows(), make),
    };

    /// <summary>Scans and makes in one.</summary>
    public static PartReading Read(CsvTable table, string source, string layout, ExportContent content, IReadOnlyList<int> dateColumns, Func<ExportDates, Maker> maker) =>
        Scan(table.Rows(), dateColumns) is not { } scan ? TooMany
        : scan.Rows == 0 ? Empty(table.Name)
        : Of(table, source, layout, content, scan.Rows, maker(scan.Dates));

    public static IEnumerable<ExportRow> Rows(CsvTable table, IEnumerable<(int Line, List<string> Cells)> rows, Maker make)
    {
        foreach (var (line, cells) in rows)
        {
            var row = new ExportRow { Line = line, Part = table.Name.Part, Cells = ExportValues.Kept(cells) };
            yield return Surplus(table.Header, cells) is { } surplus ? row with { Problem = surplus } : make(new CsvRow(line, cells), row);
        }
    }

    /// <summary>Cells beyond the header mean that separators were lost or added, so no cell can be trusted; empty ones do not.</summary>
    static ExportRemark? Surplus(CsvHeader header, List<string> cells)
    {
        for (var i = header.Names.Count; i < cells.Count; i++)
        {
            if (ExportValues.Clean(cells[i]).Length > 0)
            {
                return new ExportRemark("exports.row.surplus", ("cells", cells.Count), ("header", header.Names.Count));
            }
        }

        return null;
    }
}
