namespace Marquee.Catalog.Search;

/// <summary>What somebody typed, and what they want to see.</summary>
public sealed record SearchQuery
{
    /// <summary>A title or part of it in any language, with typos, with a year, an episode such as <c>s05e16</c>, an IMDb id or link.</summary>
    public required string Text { get; init; }

    /// <summary>At most so many hits, 1 to 1,000.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Null for every kind.</summary>
    public IReadOnlySet<TitleKind>? Kinds { get; init; }

    public bool IncludeAdult { get; init; }

    /// <summary>Nothing but these, as if the catalog had no others; null for all.</summary>
    public VisibleTitles? Only { get; init; }
}

/// <summary>A title that fits what was typed.</summary>
/// <param name="Score">Above 0, up to 1; comparable within one answer only.</param>
/// <param name="Year">Null when not known.</param>
/// <param name="Votes">Null when not known.</param>
/// <param name="MatchedName">The words of the name that matched, folded: <c>le fabuleux destin d amelie poulain</c>. Empty for an id or a numbered episode.</param>
public sealed record SearchHit(long TitleId, double Score, TitleKind Kind, int? Year, int? Votes, string MatchedName, NameKind MatchedNameKind);
