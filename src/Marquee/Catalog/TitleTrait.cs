namespace Marquee.Catalog;

/// <summary>What is counted about a title, without its words.</summary>
/// <param name="Year">0 is unknown.</param>
/// <param name="Runtime">Minutes; 0 is unknown.</param>
/// <param name="Series">Of an episode, as the catalog numbers it; 0 for what is none.</param>
readonly record struct TitleTrait(TitleKind Kind, bool Adult, int Year, int Runtime, Genres Genres, long Series);

/// <summary>Where a title comes from and who made it, each once.</summary>
sealed record TitleCredits(IReadOnlyList<string> Countries, IReadOnlyList<long> Directors, IReadOnlyList<long> Actors)
{
    public static readonly TitleCredits None = new([], [], []);

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => 120 + (8L * (Countries.Count + Directors.Count + Actors.Count));
}

/// <summary>Traits of the titles that somebody has seen, and credits of their works: films and series, not episodes. Never changed; with more titles it is another one.</summary>
/// <param name="Merged">Numbers that were merged into another title, with that one.</param>
sealed record TitleTraits(IReadOnlyDictionary<long, TitleTrait> Titles, IReadOnlyDictionary<long, TitleCredits> Works, IReadOnlyDictionary<long, long> Merged)
{
    public static readonly TitleTraits None = new(new Dictionary<long, TitleTrait>(), new Dictionary<long, TitleCredits>(), new Dictionary<long, long>());

    /// <summary>About what they take in memory.</summary>
    public long Bytes => (Titles.Count * 64L) + Works.Values.Sum(work => work.Bytes + 40);

    /// <returns>Null where neither the catalog nor a member's file knows the title.</returns>
    public TitleTrait? Of(long title) => Titles.TryGetValue(title, out var trait) ? trait : null;

    public TitleCredits CreditsOf(long work) => Works.GetValueOrDefault(work, TitleCredits.None);

    /// <returns>An episode's series, as it is numbered now; the title itself where it is no episode, or nobody knows its series.</returns>
    public long WorkOf(long title) => Titles.TryGetValue(title, out var trait) && Merged.GetValueOrDefault(trait.Series, trait.Series) is not 0 and var series && Titles.ContainsKey(series) ? series : title;
}
