namespace Marquee.Catalog.Ceilings;

/// <summary>How far a child sees.</summary>
/// <param name="Age">Titles rated for this age, in years, or for a lower one.</param>
/// <param name="Rule">Which titles that nobody has rated; an empty rule lets none through.</param>
/// <param name="Without">Titles of any of these genres are hidden, whatever their age, unless a host lets one through by itself.</param>
public sealed record Ceiling(int Age, CeilingRule Rule, Genres Without = default)
{
    public const int HighestAge = 21;

    /// <summary>Of a child whom no host has given one.</summary>
    public static readonly Ceiling Lowest = new(0, CeilingRule.Empty);

    /// <summary>The same for ceilings whose rules take the same titles, whatever their ages.</summary>
    internal string RuleKey => $"{Rule.Sql} {Rule.Parameters(Without)}";
}

/// <summary>What a title must be to be seen without an age rating. What lacks a number that is asked for does not pass.</summary>
public sealed record CeilingRule
{
    public static readonly CeilingRule Empty = new();

    /// <summary>Any of them.</summary>
    public Genres Genres { get; init; }

    /// <summary>Empty asks for no kind.</summary>
    public IReadOnlyList<TitleKind> Kinds { get; init; } = [];

    public int? FromYear { get; init; }

    /// <summary>The first year that is too late.</summary>
    public int? BeforeYear { get; init; }

    public int? MinVotes { get; init; }

    /// <summary>Ten times the mean.</summary>
    public int? MinRating { get; init; }

    public bool IsEmpty => Genres.IsEmpty && Kinds.Count == 0 && FromYear is null && BeforeYear is null && MinVotes is null && MinRating is null;

    /// <summary>Of <c>catalog.title t</c>; episodes follow their series. Of adult titles and of genres that a ceiling leaves out it says nothing.</summary>
    internal string Sql => $"t.kind <> {(int)TitleKind.TvEpisode}"
        + (Genres.IsEmpty ? "" : " and (t.genres & @genres) <> 0")
        + (Kinds.Count == 0 ? "" : $" and t.kind in ({string.Join(", ", Kinds.Select(k => (int)k))})")
        + (FromYear is null ? "" : " and t.year >= @from")
        + (BeforeYear is null ? "" : " and t.year < @before")
        + (MinVotes is null ? "" : " and t.votes is not null and t.votes >= @votes")
        + (MinRating is null ? "" : " and t.rating >= @rating");

    internal object Parameters(Genres without) =>
        new { genres = Genres.Bits, from = FromYear, before = BeforeYear, votes = MinVotes, rating = MinRating, without = without.Bits };
}

/// <summary>What a host said of one title for one child.</summary>
/// <param name="Allowed">False hides it.</param>
public sealed record CeilingTitle(TitleId Title, bool Allowed);

/// <summary>From what age a title is, as a source or a host says.</summary>
/// <param name="Age">Years.</param>
public sealed record AgeRating(TitleId Title, int Age);

/// <summary>All that decides what one child sees.</summary>
/// <param name="Titles">Of this child.</param>
/// <param name="Ages">Of the house: of all titles, for all children.</param>
sealed record CeilingState(Ceiling Ceiling, IReadOnlyList<CeilingTitle> Titles, IReadOnlyList<AgeRating> Ages)
{
    /// <summary>
    /// What is decided of single titles: hidden ones are hidden; then an age rating says, and nothing overrules it; then the titles
    /// that a host lets through. All others are the rule's.
    /// </summary>
    /// <param name="withoutGenre">Whether a title is of a genre that the ceiling leaves out.</param>
    public Dictionary<long, bool> Decided(Func<long, bool> withoutGenre)
    {
        var allowed = Titles.Where(t => t.Allowed).Select(t => t.Title).ToHashSet();
        var decided = Ages.ToDictionary(a => a.Title.Number, a => a.Age <= Ceiling.Age && (allowed.Contains(a.Title) || !withoutGenre(a.Title.Number)));
        foreach (var title in Titles.Where(t => !t.Allowed || !decided.ContainsKey(t.Title.Number)))
        {
            decided[title.Title.Number] = title.Allowed;
        }

        return decided;
    }
}
