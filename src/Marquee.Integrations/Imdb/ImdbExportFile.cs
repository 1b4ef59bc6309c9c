namespace Marquee.Integrations.Imdb;

/// <summary>
/// Reads what a member exported from IMDb: ratings, watchlist or list, of any generation, also after a spreadsheet has saved
/// it again. Knows IMDb's files and nothing about our catalog.
/// </summary>
public static class ImdbExportFile
{
    public const int MostBytes = 50 * 1024 * 1024;

    public const int MostRows = 500_000;

    /// <summary>From this share of rated rows on, a list with a rating column is the export of somebody's ratings.</summary>
    const double RatingsFile = 0.95;

    public static async Task<ImdbExportReading> Read(Stream file, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await file.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > MostBytes)
            {
                return new UnreadableExport(new ImdbRemark("imdbExport.tooLarge", ("most", MostBytes)));
            }

            bytes.Write(buffer, 0, read);
        }

        return Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    public static ImdbExportReading Read(ReadOnlySpan<byte> bytes)
    {
        if (ImdbExportSigns.OfBytes(bytes) is { } other)
        {
            return new UnreadableExport(other);
        }

        var text = ImdbExportText.Decode(bytes);
        return ImdbExportSigns.OfText(text) is { } notCsv ? new UnreadableExport(notCsv)
            : ImdbExportTable.Find(text, out var start) is { } table ? Read(table)
            : new UnreadableExport(ImdbExportSigns.OfHeader(start));
    }

    /// <summary>Walks the rows once to learn what only the file as a whole says: its content, and the order of its dates.</summary>
    static ImdbExportReading Read(ImdbExportTable table)
    {
        var columns = table.Columns;
        var dates = new ImdbExportDates();
        int rows = 0, rated = 0;
        foreach (var (_, cells) in table.Rows())
        {
            if (++rows > MostRows)
            {
                return new UnreadableExport(new ImdbRemark("imdbExport.tooManyRows", ("most", MostRows)));
            }

            rated += columns.Cell(cells, ImdbExportColumn.Rating).Length > 0 ? 1 : 0;
            foreach (var column in (ImdbExportColumn[])[ImdbExportColumn.RatedOn, ImdbExportColumn.Created, ImdbExportColumn.Modified, ImdbExportColumn.ReleaseDate])
            {
                dates.Look(columns.Cell(cells, column));
            }
        }

        if (rows == 0)
        {
            return new UnreadableExport(new ImdbRemark("imdbExport.noRows"));
        }

        var isList = columns.Has(ImdbExportColumn.Position) || columns.Has(ImdbExportColumn.Created);
        var content = columns.Has(ImdbExportColumn.Rating) && (!isList || rated >= rows * RatingsFile) ? ImdbExportContent.Ratings : ImdbExportContent.Watchlist;
        var reader = new ImdbExportRows(columns, dates, content);
        return new ImdbExport(columns.Layout, content, columns.Header, rows, table.Rows().Select(row => reader.Read(row.Line, row.Cells)));
    }
}
