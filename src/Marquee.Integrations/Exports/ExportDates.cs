using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Integrations.Exports;

/// <summary>
/// Reads the dates of one file. Where a spreadsheet or a country's custom wrote them as day-month-year or month-day-year, no
/// single cell such as <c>10-09-20</c> says which, but the file as a whole often does: every date of it must be a real day in
/// the chosen order. Show it all dates first, in the order of the file, with <see cref="Look"/>.
/// </summary>
sealed partial class ExportDates
{
    static readonly string[] Written =
    [
        "ddd MMM d HH:mm:ss yyyy", "d-MMM-yy", "d-MMM-yyyy", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d. MMMM yyyy",
    ];

    bool _dayFirst = true;
    bool _monthFirst = true;
    bool _yearFirst = true;
    bool? _presumedDayFirst;
    Sorting _byDay;
    Sorting _byMonth;

    /// <summary>A date of the file has two readings, and nothing in the file decides.</summary>
    public bool Undecided => Example is not null && _dayFirst && _monthFirst && _presumedDayFirst is null;

    /// <summary>The first date that has two readings; null when there is none.</summary>
    public string? Example { get; private set; }

    /// <summary>Rules out the orders in which this date would be no real day.</summary>
    public void Look(string cell)
    {
        if (cell.Length == 0 || Iso(cell) || Numbers().Match(cell) is not { Success: true } match || FourDigitsFirst(match))
        {
            return;
        }

        var (day, month) = (DayFirst(match), MonthFirst(match));
        _dayFirst &= day is not null;
        _monthFirst &= month is not null;
        _yearFirst &= YearFirst(match) is not null;
        _byDay.Next(day);
        _byMonth.Next(month);
        if (day is not null && month is not null && day != month)
        {
            Example ??= cell;
        }
    }

    /// <summary>For files that run through time: the order in which their dates never turn back decides, when the other turns.</summary>
    public void PresumeSorted()
    {
        if (Undecided && _byDay.Turns != _byMonth.Turns && Math.Min(_byDay.Turns, _byMonth.Turns) == 0)
        {
            _presumedDayFirst = _byDay.Turns == 0;
        }
    }

    /// <summary>What an undecided file's dates are read as.</summary>
    public void Presume(bool dayFirst) => _presumedDayFirst ??= dayFirst;

    /// <param name="cell">The trimmed cell.</param>
    /// <param name="note">Says why a date is unknown although the cell is not empty.</param>
    public DateOnly? Read(string cell, out ExportRemark? note)
    {
        note = null;
        if (cell.Length == 0)
        {
            return null;
        }

        if (Iso(cell) && DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
        {
            return iso;
        }

        if (cell.Length > 60)
        {
            return Known(null, ShortText.Of(cell, 60), out note);
        }

        if (Numbers().Match(cell) is { Success: true } match)
        {
            return FourDigitsFirst(match) ? Known(YearFirst(match), cell, out note) : Ordered(match, cell, out note);
        }

        if (Ctime().IsMatch(cell))
        {
            cell = Spaces().Replace(cell, " ");
        }

        return DateOnly.TryParseExact(cell, Written, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) ? date
            : DateTime.TryParseExact(cell, Written, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) ? DateOnly.FromDateTime(time)
            : Known(SerialDay(cell), cell, out note);
    }

    DateOnly? Ordered(Match match, string cell, out ExportRemark? note)
    {
        note = null;
        // With both usual orders ruled out by other rows, the file is a mixture: then a date counts only when it has one reading.
        var mixture = !_dayFirst && !_monthFirst && !_yearFirst;
        var day = _dayFirst || mixture ? DayFirst(match) : null;
        var month = _monthFirst || mixture ? MonthFirst(match) : null;
        if (day is not null && month is not null && day != month)
        {
            if (_presumedDayFirst is { } dayFirst && !mixture)
            {
                return dayFirst ? day : month;
            }

            note = new ExportRemark("exports.row.twoDates", ("date", cell));
            return null;
        }

        return Known(day ?? month ?? (_yearFirst ? YearFirst(match) : null), cell, out note);
    }

    static DateOnly? Known(DateOnly? date, string cell, out ExportRemark? note)
    {
        note = date is null ? new ExportRemark("exports.row.badDate", ("date", cell)) : null;
        return date;
    }

    /// <summary>How nearly all dates are written; the pattern is for the others.</summary>
    static bool Iso(string cell) => cell.Length == 10 && cell[4] == '-' && cell[7] == '-';

    static bool FourDigitsFirst(Match match) => match.Groups["a"].Length == 4;

    static DateOnly? DayFirst(Match match) => Day(match.Groups["c"], match.Groups["b"], match.Groups["a"]);

    /// <summary>No country writes the month first with dots.</summary>
    static DateOnly? MonthFirst(Match match) => match.Groups["s"].ValueSpan[0] == '.' ? null : Day(match.Groups["c"], match.Groups["a"], match.Groups["b"]);

    static DateOnly? YearFirst(Match match) => match.Groups["c"].Length > 2 ? null : Day(match.Groups["a"], match.Groups["b"], match.Groups["c"]);

    static DateOnly? Day(Group year, Group month, Group day)
    {
        if (year.Length is not 2 and not 4 || month.Length > 2 || day.Length > 2)
        {
            return null;
        }

        var (y, m, d) = (Number(year), Number(month), Number(day));
        // Nobody rated a film on IMDb before 1990; two digits up to 69 are of this century.
        y += year.Length == 4 ? 0 : y < 70 ? 2000 : 1900;
        return y >= 1 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    /// <summary>A spreadsheet's bare number of days; 42007 is 3 January 2015.</summary>
    static DateOnly? SerialDay(string cell) =>
        cell.Length == 5 && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 30_000 and < 80_000
            ? new DateOnly(1899, 12, 30).AddDays(days)
            : null;

    static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // "2015-01-03", "10-09-20", "3/1/2015", "03.01.2015", "2015. 01. 03.", "2015-01-03T00:00:00Z", "3/1/2015 0:00": three numbers, a time may follow.
    [GeneratedRegex(@"^(?<a>[0-9]{1,4})(?<s>[-/.]) ?(?<b>[0-9]{1,2})[-/.] ?(?<c>[0-9]{1,4})\.?([T ][0-9]{1,2}:[0-9]{2}.*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();

    // "Sat Jan  3 00:00:00 2015": the day is padded with a space.
    [GeneratedRegex(@"^[A-Z][a-z]{2} [A-Z][a-z]{2} +[0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ctime();

    [GeneratedRegex(" +", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    /// <summary>How often a run of dates turns around.</summary>
    struct Sorting
    {
        DateOnly? _last;
        int _rises;
        int _falls;

        /// <summary>Rows against the direction that most go.</summary>
        public readonly int Turns => Math.Min(_rises, _falls);

        public void Next(DateOnly? date)
        {
            if (date is not null && _last is not null)
            {
                _rises += date > _last ? 1 : 0;
                _falls += date < _last ? 1 : 0;
            }

            _last = date ?? _last;
        }
    }
}
