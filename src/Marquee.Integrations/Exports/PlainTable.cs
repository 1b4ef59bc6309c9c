namespace Marquee.Integrations.Exports;

/// <summary>Reads a table that somebody keeps, whatever its columns are called; what was guessed is told with the part.</summary>
static class PlainTable
{
    public const string Key = "csv";

    public static PartReading Read(PartBytes part, ColumnMapping? mapping)
    {
        // Columns that are known by name make a header; among rows that know none, the one with the most cells shows the separator.
        var found = CsvTable.Find(part, header => (ColumnNames.Count(header) * 1000) + header.Names.Count(n => n.Length > 0), out var start);
        if (found is null || (mapping is null && ExportSigns.IsDataset(found.Header.Names)))
        {
            return new SkippedPart(ExportSigns.OfHeader(start));
        }

        var table = mapping?.NoHeader ?? NoHeader(found) ? found.WithoutHeader() : found;
        var guesses = mapping is null ? ColumnGuesses.Of(table) : Said(table, mapping);
        var meanings = guesses.Where(g => g.Meaning != ColumnMeaning.None).ToDictionary(g => g.Meaning, g => g.Column);
        if (!meanings.ContainsKey(ColumnMeaning.Imdb) && !meanings.ContainsKey(ColumnMeaning.Tmdb) && !(meanings.ContainsKey(ColumnMeaning.Name) && (mapping is not null || ColumnNames.Count(table.Header) >= 2)))
        {
            return new SkippedPart(ExportSigns.OfHeader(start));
        }

        int[] dates = [.. guesses.Where(g => g.Meaning is ColumnMeaning.WatchedOn or ColumnMeaning.RatedOn or ColumnMeaning.AddedOn).Select(g => g.Column)];
        var rows = new PlainRows(meanings, guesses.FirstOrDefault(g => g.Meaning == ColumnMeaning.Rating)?.Scale ?? 10, RowsAre(table.Name, mapping), table.Name.Spoken);
        var read = TablePart.Read(table, Key, "csv", ExportContent.Mixed, dates, decided =>
        {
            if (mapping?.DayFirst is { } dayFirst)
            {
                decided.Presume(dayFirst);
            }

            return (cells, row) => rows.Read(cells, row, decided);
        });
        return read is ExportPart made ? made with { Columns = guesses, Remarks = mapping is null ? [new ExportRemark("exports.csv.guessed")] : [] } : read;
    }

    /// <summary>An id or nothing known by name in the first row: it is a row like the others.</summary>
    static bool NoHeader(CsvTable table) => table.Header.Names.Any(n => ExportValues.Imdb(n.Trim()) is not null) && ColumnNames.Count(table.Header) == 0;

    static List<ColumnGuess> Said(CsvTable table, ColumnMapping mapping)
    {
        var guessed = ColumnGuesses.Of(table);
        return [.. guessed.Select(g => g with
        {
            Meaning = mapping.Columns.GetValueOrDefault(g.Column),
            Certainty = 1,
            Scale = mapping.Columns.GetValueOrDefault(g.Column) == ColumnMeaning.Rating ? mapping.Scale ?? g.Scale ?? 10 : null,
        }).DistinctBy(g => g.Meaning == ColumnMeaning.None ? (object)g.Column : g.Meaning)];
    }

    /// <summary>A bare list of titles is what its file is called.</summary>
    static ExportContent RowsAre(PartName name, ColumnMapping? mapping) =>
        mapping?.RowsAre is { } said ? said
        : name.Folded.Contains("watchlist", StringComparison.Ordinal) || name.Folded.Contains("towatch", StringComparison.Ordinal) || name.Folded.Contains("merkliste", StringComparison.Ordinal) ? ExportContent.Watchlist
        : name.Folded.Contains("watched", StringComparison.Ordinal) || name.Folded.Contains("seen", StringComparison.Ordinal) || name.Folded.Contains("gesehen", StringComparison.Ordinal) || name.Folded.Contains("history", StringComparison.Ordinal) ? ExportContent.Watched
        : ExportContent.List;
}
