using Marquee.Catalog;

namespace Marquee.Watching.Review;

/// <summary>How much was watched in a year.</summary>
/// <param name="Watches">Every time counts.</param>
/// <param name="Films">Different ones; everything that is neither an episode nor a series.</param>
/// <param name="Episodes">Different ones.</param>
/// <param name="Series">Different ones of which an episode was watched.</param>
/// <param name="Minutes">Of every watch, as far as the runtime is known.</param>
/// <param name="WithoutRuntime">Watches that <paramref name="Minutes"/> lacks.</param>
/// <param name="Days">With at least one watch.</param>
public sealed record YearCounts(int Watches, int Films, int Episodes, int Series, int Minutes, int WithoutRuntime, int Days)
{
    public static readonly YearCounts Nothing = new(0, 0, 0, 0, 0, 0, 0);
}

/// <param name="Titles">Films, and series whatever the number of their episodes.</param>
public sealed record Share<T>(T What, int Titles);

/// <param name="Episodes">Different ones.</param>
/// <param name="Minutes">Of every watch of them, as far as the runtime is known.</param>
public sealed record SeriesShare(TitleId Series, int Episodes, int Minutes);

public sealed record DatedTitle(TitleId Title, DateOnly Day);

/// <summary>The day with the most minutes; of equal ones that with more watches, then the first.</summary>
public sealed record BusiestDay(DateOnly Day, int Watches, int Minutes);

/// <param name="Rating">The member's, 1 to 10.</param>
/// <param name="Mean">IMDb's, 1 to 10.</param>
public sealed record OwnOpinion(TitleId Title, int Rating, double Mean);

/// <summary>
/// What a member watched in one year of their calendar. Only watches with a known date are in it: what nobody can date belongs to no
/// year. Lists are the best first and short; where there is nothing to name, a value is null or a list empty.
/// </summary>
public sealed record YearInReview
{
    public int Year { get; init; }

    /// <summary>Years with a dated watch, the latest first.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>Watches of the member, of any time, that nobody can date.</summary>
    public int Undated { get; init; }

    public YearCounts Counts { get; init; } = YearCounts.Nothing;

    /// <summary>Of the year before.</summary>
    public YearCounts Before { get; init; } = YearCounts.Nothing;

    public DatedTitle? First { get; init; }

    public DatedTitle? Last { get; init; }

    /// <summary>The member's highest rated of the titles watched in the year, whenever they were rated.</summary>
    public IReadOnlyList<TitleId> Highest { get; init; } = [];

    /// <summary>Those with the most episodes.</summary>
    public IReadOnlyList<SeriesShare> Series { get; init; } = [];

    public IReadOnlyList<Share<string>> Genres { get; init; } = [];

    /// <summary>ISO 3166 codes.</summary>
    public IReadOnlyList<Share<string>> Countries { get; init; } = [];

    /// <summary>By their first year, the earliest first; titles of an unknown year are left out.</summary>
    public IReadOnlyList<Share<int>> Decades { get; init; } = [];

    /// <summary>Of at least two titles.</summary>
    public IReadOnlyList<Share<PersonName>> Directors { get; init; } = [];

    /// <summary>Leading parts in at least two titles.</summary>
    public IReadOnlyList<Share<PersonName>> Actors { get; init; } = [];

    /// <summary>Watches of each month; empty without any.</summary>
    public IReadOnlyList<int> Months { get; init; } = [];

    public BusiestDay? Busiest { get; init; }

    public Streak? Streak { get; init; }

    /// <summary>Of the films, by their year.</summary>
    public TitleId? Oldest { get; init; }

    public TitleId? Shortest { get; init; }

    public TitleId? Longest { get; init; }

    /// <summary>Rated furthest above IMDb's mean, by at least <see cref="ReviewSums.Otherwise"/>.</summary>
    public OwnOpinion? LikedMore { get; init; }

    public OwnOpinion? LikedLess { get; init; }

    /// <summary>Films and episodes that the member had neither watched nor rated before their first watch of the year.</summary>
    public int New { get; init; }

    /// <summary>Films and episodes that the member had watched or rated before; what nobody can date is not asked.</summary>
    public int Again { get; init; }
}
