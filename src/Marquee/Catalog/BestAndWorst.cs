namespace Marquee.Catalog;

/// <param name="Weighted">By <see cref="WeightedRating"/> with m = <see cref="BestAndWorst.MinVotes"/> and the mean of the title's kind.</param>
public sealed record WeighedTitle(Film Title, double Weighted);

/// <summary>The ends of somebody's work by weighted rating; no title stands at both.</summary>
/// <param name="MinVotes">Titles with fewer votes were left out.</param>
/// <param name="Ranked">Titles that were compared.</param>
public sealed record BestAndWorst(IReadOnlyList<WeighedTitle> Best, IReadOnlyList<WeighedTitle> Worst, int MinVotes, int Ranked)
{
    const int Each = 3;

    /// <summary>Asked of titles in turn until four are left; who works on small films is not measured by large ones.</summary>
    static readonly int[] Least = [10_000, 1_000, 100, 5];

    /// <param name="means">The mean vote of each kind.</param>
    public static BestAndWorst Of(IReadOnlyCollection<Film> titles, IReadOnlyDictionary<TitleKind, double> means)
    {
        var voted = titles.Where(t => t.Rating is not null && means.ContainsKey(t.Kind)).ToList();
        var least = Least.FirstOrDefault(votes => voted.Count(t => t.Votes >= votes) >= 4, Least[^1]);
        var ranked = voted.Where(t => t.Votes >= least)
            .Select(t => new WeighedTitle(t, WeightedRating.Of(t.Rating!.Value, t.Votes!.Value, means[t.Kind], least)))
            .OrderByDescending(t => t.Weighted).ThenByDescending(t => t.Title.Votes).ThenBy(t => t.Title.Id).ToList();
        var each = Math.Min(Each, ranked.Count / 2);
        return new BestAndWorst([.. ranked.Take(each)], [.. Enumerable.Reverse(ranked).Take(each)], least, ranked.Count);
    }
}
