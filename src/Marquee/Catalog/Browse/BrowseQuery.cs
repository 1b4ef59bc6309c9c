namespace Marquee.Catalog.Browse;

/// <summary>How a browsed list is ordered. Titles that lack the number come last; among equals those with more votes come first.</summary>
public enum BrowseSort
{
    /// <summary>Most votes first.</summary>
    Popularity,

    /// <summary>Best by <see cref="WeightedRating"/> first, within the mean of its own kind.</summary>
    Weighted,

    /// <summary>Highest mean first, however few voted.</summary>
    Rating,
    Newest,
    Oldest,
    Shortest,
    Longest,
}

/// <summary>From one number to another, both included; null is open. What lacks the number is never within a closed or half-open range.</summary>
public readonly record struct NumberRange(int? Least, int? Most)
{
    public bool IsAll => Least is null && Most is null;
}

/// <summary>
/// What to browse. Values of one facet widen (a film or a series), facets and ranges narrow (of the nineties, in German).
/// </summary>
public sealed record BrowseQuery
{
    /// <summary>Empty: everything but episodes.</summary>
    public IReadOnlyList<TitleKind> Kinds { get; init; } = [];

    public Genres Genres { get; init; }

    /// <summary>All of the genres instead of any; genres are then counted as a further one beside those chosen.</summary>
    public bool AllGenres { get; init; }

    /// <summary>First years: 1990.</summary>
    public IReadOnlyList<int> Decades { get; init; } = [];

    /// <summary>ISO 3166.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>ISO 639 as IMDb writes it: languages in which a title has a name.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public NumberRange Years { get; init; }

    /// <summary>Minutes.</summary>
    public NumberRange Runtime { get; init; }

    public NumberRange Votes { get; init; }

    /// <summary>Ten times the mean.</summary>
    public NumberRange Rating { get; init; }

    /// <summary>Somebody who made the title or plays in it.</summary>
    public PersonId? Person { get; init; }

    public Sight Sight { get; init; } = Sight.WithoutAdult;

    /// <summary>Only these, when not null: a member's watchlist.</summary>
    public IReadOnlySet<TitleId>? Only { get; init; }

    /// <summary>Without these: what a member has seen.</summary>
    public IReadOnlySet<TitleId>? Without { get; init; }

    public BrowseSort Sort { get; init; }

    public int Skip { get; init; }

    public int Limit { get; init; } = 60;
}

/// <summary>The filters by name, as addresses and answers spell them.</summary>
public enum BrowseFilter
{
    Kind,
    Genre,
    Decade,
    Country,
    Language,
    Years,
    Runtime,
    Votes,
    Rating,
    Person,
    OnlyWatchlist,
    HideSeen,
}

public static class BrowseFilters
{
    /// <summary>The filters that a query uses.</summary>
    public static IEnumerable<BrowseFilter> Used(this BrowseQuery query) =>
        from filter in Enum.GetValues<BrowseFilter>() where query.Uses(filter) select filter;

    static bool Uses(this BrowseQuery query, BrowseFilter filter) => filter switch
    {
        BrowseFilter.Kind => query.Kinds.Count > 0,
        BrowseFilter.Genre => !query.Genres.IsEmpty,
        BrowseFilter.Decade => query.Decades.Count > 0,
        BrowseFilter.Country => query.Countries.Count > 0,
        BrowseFilter.Language => query.Languages.Count > 0,
        BrowseFilter.Years => !query.Years.IsAll,
        BrowseFilter.Runtime => !query.Runtime.IsAll,
        BrowseFilter.Votes => !query.Votes.IsAll,
        BrowseFilter.Rating => !query.Rating.IsAll,
        BrowseFilter.Person => query.Person is not null,
        BrowseFilter.OnlyWatchlist => query.Only is not null,
        _ => query.Without is not null,
    };

    /// <summary>The same query with one filter less.</summary>
    public static BrowseQuery Dropping(this BrowseQuery query, BrowseFilter filter) => filter switch
    {
        BrowseFilter.Kind => query with { Kinds = [] },
        BrowseFilter.Genre => query with { Genres = Genres.None },
        BrowseFilter.Decade => query with { Decades = [] },
        BrowseFilter.Country => query with { Countries = [] },
        BrowseFilter.Language => query with { Languages = [] },
        BrowseFilter.Years => query with { Years = default },
        BrowseFilter.Runtime => query with { Runtime = default },
        BrowseFilter.Votes => query with { Votes = default },
        BrowseFilter.Rating => query with { Rating = default },
        BrowseFilter.Person => query with { Person = null },
        BrowseFilter.OnlyWatchlist => query with { Only = null },
        _ => query with { Without = null },
    };
}
