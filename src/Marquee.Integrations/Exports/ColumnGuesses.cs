namespace Marquee.Integrations.Exports;

/// <summary>Guesses which column of a table means what, by the columns' names and by what is in them.</summary>
static class ColumnGuesses
{
    const int RowsLookedAt = 500;

    /// <returns>A guess for each column; no meaning but the notes is given twice.</returns>
    public static IReadOnlyList<ColumnGuess> Of(CsvTable table)
    {
        var values = table.Header.Names.Select(_ => new ColumnValues()).ToList();
        foreach (var (_, cells) in table.Rows().Take(RowsLookedAt))
        {
            var row = new CsvRow(0, cells);
            for (var i = 0; i < values.Count; i++)
            {
                values[i].Look(row[i]);
            }
        }

        var guesses = table.Header.Names.Select((name, at) => Guess(at, name, values[at])).ToList();
        foreach (var same in guesses.Where(g => g.Meaning is not ColumnMeaning.None).GroupBy(g => g.Meaning).ToList())
        {
            // Of two columns that look like the same thing, the surer one is it; of equals the first.
            foreach (var lesser in same.OrderByDescending(g => g.Certainty).ThenBy(g => g.Column).Skip(1))
            {
                guesses[lesser.Column] = lesser with { Meaning = ColumnMeaning.None, Certainty = 0, Scale = null };
            }
        }

        return guesses;
    }

    static ColumnGuess Guess(int at, string name, ColumnValues values)
    {
        var header = ExportValues.Text(name, 100) ?? "";
        var named = ColumnNames.Of(name);
        if (named is ColumnMeaning.Watched or ColumnMeaning.Watchlist or ColumnMeaning.Liked && values.AreDays)
        {
            // "Watched: 2020-01-05" says when.
            named = named == ColumnMeaning.Watched ? ColumnMeaning.WatchedOn : ColumnMeaning.AddedOn;
        }

        if (named != ColumnMeaning.None && values.Fits(named))
        {
            var certainty = values.Samples.Count == 0 ? 0.5 : values.Guess().Meaning == named ? 0.98 : 0.9;
            if (named != ColumnMeaning.Rating)
            {
                return new ColumnGuess(at, header, named, certainty, null, values.Samples);
            }

            var (scale, sure) = values.Scale();
            return ColumnNames.Scale(name) is { } said && said >= scale
                ? new ColumnGuess(at, header, named, 0.95, said, values.Samples)
                : new ColumnGuess(at, header, named, Math.Min(certainty, sure), scale, values.Samples);
        }

        var (meaning, guessed) = values.Guess();
        return new ColumnGuess(at, header, meaning, named == ColumnMeaning.None ? guessed : guessed / 2, null, values.Samples);
    }
}
