using System.Globalization;

namespace Marquee.Integrations.Exports;

/// <summary>What the cells of one column look like, from the first rows of a table.</summary>
sealed class ColumnValues
{
    const int Shown = 3;

    /// <summary>Longer cells are texts of people.</summary>
    const int LongestValue = 300;

    readonly List<string> _samples = [];
    readonly ExportDates _dates = new();
    int _filled;
    int _imdb;
    int _years;
    int _days;
    int _numbers;
    int _halves;
    int _marks;
    int _letters;
    decimal _most;

    public IReadOnlyList<string> Samples => _samples;

    public void Look(string cell)
    {
        if (cell.Length == 0)
        {
            return;
        }

        _filled++;
        if (_samples.Count < Shown && ExportValues.Text(cell, 60) is { } sample && !_samples.Contains(sample))
        {
            _samples.Add(sample);
        }

        if (cell.Length > LongestValue)
        {
            _letters++;
            return;
        }

        _imdb += ExportValues.Imdb(cell) is not null ? 1 : 0;
        _years += cell.Length == 4 && ExportValues.Year(cell) is not null ? 1 : 0;
        _days += cell.Length is > 5 and < 40 && char.IsAsciiDigit(cell[^1]) | char.IsAsciiDigit(cell[0]) && Day(cell) ? 1 : 0;
        _marks += Mark(cell) is not null ? 1 : 0;
        _letters += cell.Any(char.IsLetter) ? 1 : 0;
        if (RatingScale.Value(cell, 100) is { } number)
        {
            _numbers++;
            _halves += decimal.Truncate(number) == number ? 0 : 1;
            _most = Math.Max(_most, number);
        }
        else if (RatingScale.Value(cell, 5) is { } stars)
        {
            _numbers++;
            _halves++;
            _most = Math.Max(_most, stars);
        }
    }

    /// <summary>What the column may be by its cells alone, and how surely.</summary>
    public (ColumnMeaning Meaning, double Certainty) Guess() =>
        _filled == 0 ? (ColumnMeaning.None, 0)
        : Mostly(_imdb) ? (ColumnMeaning.Imdb, 0.95)
        : Mostly(_days) ? (ColumnMeaning.WatchedOn, 0.6)
        : Mostly(_years) ? (ColumnMeaning.Year, 0.7)
        : Mostly(_marks) && _numbers == 0 ? (ColumnMeaning.Watched, 0.4)
        : Mostly(_letters) ? (ColumnMeaning.Name, 0.4)
        : (ColumnMeaning.None, 0);

    /// <summary>Whether its cells can mean what its name says.</summary>
    public bool Fits(ColumnMeaning meaning) => _filled == 0 || meaning switch
    {
        ColumnMeaning.Imdb => Mostly(_imdb),
        ColumnMeaning.Year => Mostly(_years) || Mostly(_days),
        ColumnMeaning.Tmdb or ColumnMeaning.Tvdb or ColumnMeaning.Season or ColumnMeaning.Episode => !Mostly(_letters),
        ColumnMeaning.Rating => Mostly(_numbers),
        ColumnMeaning.WatchedOn or ColumnMeaning.RatedOn or ColumnMeaning.AddedOn => Mostly(_days) || !Mostly(_letters),
        ColumnMeaning.Watched or ColumnMeaning.Watchlist or ColumnMeaning.Liked => Mostly(_marks) || Mostly(_days),
        _ => true,
    };

    public bool AreDays => Mostly(_days);

    /// <returns>The scale that its numbers look like, and how surely: nothing above 5 may also be a strict judge's ten.</returns>
    public (int Scale, double Certainty) Scale() =>
        _most > 10 ? (100, 0.95) : _most > 5 ? (10, 0.9) : _halves > 0 ? (5, 0.8) : (5, 0.5);

    /// <summary>"yes", "x", "✓", "1", "true" in some languages, or their opposites.</summary>
    public static bool? Mark(string cell) => cell.ToLower(CultureInfo.InvariantCulture) switch
    {
        "yes" or "y" or "x" or "true" or "1" or "✓" or "✔" or "☑" or "ja" or "oui" or "si" or "sí" or "wahr" or "watched" or "seen" or "gesehen" or "completed" => true,
        "no" or "n" or "false" or "0" or "-" or "☐" or "nein" or "non" or "falsch" or "unwatched" or "unseen" => false,
        _ => null,
    };

    bool Day(string cell) => _dates.Read(cell, out var note) is not null || note?.Code == "exports.row.twoDates" || ExportMoment.Instant(cell) is not null;

    bool Mostly(int count) => count >= Math.Max(1, _filled * 0.8);
}
