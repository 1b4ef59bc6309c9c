namespace Marquee.Watching.Statistics;

/// <param name="Films">Each once: everything that is neither an episode nor a series.</param>
/// <param name="Episodes">Each once.</param>
/// <param name="Series">Those watched or rated, as a whole or by an episode.</param>
/// <param name="Plays">Watches, each time.</param>
/// <param name="Minutes">Of all plays whose runtime is known.</param>
/// <param name="WithoutRuntime">Plays whose runtime nobody knows; they add nothing to the minutes.</param>
/// <param name="Undated">Plays of which nobody knows when; they are in no year, and in no day.</param>
/// <param name="OnlyRated">Titles that were rated and of which no watch is noted: seen, nobody knows when.</param>
public sealed record SeenTotals(int Films, int Episodes, int Series, int Plays, long Minutes, int WithoutRuntime, int Undated, int OnlyRated);

/// <param name="Rated">Titles rated; in a year those rated in that year.</param>
/// <param name="Mean">Null when nothing is rated.</param>
/// <param name="Distribution">How many were rated 1, 2, ... 10.</param>
/// <param name="Undated">Ratings of which nobody knows when; they are in no year.</param>
public sealed record RatingTotals(int Rated, double? Mean, IReadOnlyList<int> Distribution, int Undated);

/// <summary>Plays of one year, month, weekday or hour.</summary>
/// <param name="Key">The year; the month from 1; the weekday from 1 (Monday) to 7; the hour from 0.</param>
/// <param name="Rated">Titles rated then; 0 for weekdays and hours, which ratings are not counted by.</param>
/// <param name="Mean">Of the member's ratings of what was played, each play once; null when none of it is rated.</param>
public sealed record TimeShare(int Key, int Plays, long Minutes, int Rated, double? Mean);

/// <summary>What has one genre, decade, country, director, actor or class of runtime.</summary>
/// <param name="Key">A genre in IMDb's spelling, a decade (1990), a country (ISO 3166), a person's id, or the least minutes of the class.</param>
/// <param name="Name">Of a person; null otherwise.</param>
/// <param name="Titles">Films and series, each once; of a class of runtime also episodes.</param>
/// <param name="Mean">Of the member's ratings of these titles; a series counts once. Null when none is rated.</param>
public sealed record TraitShare(string Key, string? Name, int Titles, int Plays, double? Mean);

public sealed record DayPlays(DateOnly Day, int Plays);

/// <summary>The days of one year that have a play.</summary>
public sealed record YearOfDays(int Year, IReadOnlyList<DayPlays> Days);

/// <summary>What a member has watched and rated, counted.</summary>
public sealed record MemberStatistics
{
    /// <summary>Null: all years, and what nobody can date.</summary>
    public int? Year { get; init; }

    /// <summary>Whose days and hours these are: an IANA name.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Years with a play or a rating, the latest first.</summary>
    public IReadOnlyList<int> KnownYears { get; init; } = [];

    public SeenTotals Seen { get; init; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    public RatingTotals Ratings { get; init; } = new(0, null, [], 0);

    /// <summary>From the first to the last, with those between that have nothing; only the one in a year.</summary>
    public IReadOnlyList<TimeShare> Years { get; init; } = [];

    /// <summary>All twelve.</summary>
    public IReadOnlyList<TimeShare> Months { get; init; } = [];

    /// <summary>All seven.</summary>
    public IReadOnlyList<TimeShare> Weekdays { get; init; } = [];

    /// <summary>All of the day; empty when no play has an hour.</summary>
    public IReadOnlyList<TimeShare> Hours { get; init; } = [];

    /// <summary>Plays with a day and no hour.</summary>
    public int WithoutHour { get; init; }

    public IReadOnlyList<TraitShare> Genres { get; init; } = [];

    /// <summary>The earliest first.</summary>
    public IReadOnlyList<TraitShare> Decades { get; init; } = [];

    public IReadOnlyList<TraitShare> Countries { get; init; } = [];

    public IReadOnlyList<TraitShare> Directors { get; init; } = [];

    public IReadOnlyList<TraitShare> Actors { get; init; } = [];

    /// <summary>The shortest first.</summary>
    public IReadOnlyList<TraitShare> Runtimes { get; init; } = [];

    /// <summary>Null when no play has a day.</summary>
    public Streak? Streak { get; init; }

    /// <summary>Of the asked year, else of the latest with a play; null when no play has a day.</summary>
    public YearOfDays? Days { get; init; }
}
