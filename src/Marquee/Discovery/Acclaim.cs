using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>
/// What everybody's votes say about a title, as points above a usual candidate of the evening (the hundredth best of the films,
/// or of the series). What all candidates share is no reason for any of them.
/// </summary>
public sealed class Acclaim
{
    const int Usual = 100;

    readonly Dictionary<TitleKind, double> _means;
    readonly TonightWeights _weights;
    readonly double _prior;
    readonly double _usualFilm;
    readonly double _usualSeries;

    /// <param name="pools">All that is chosen from.</param>
    /// <param name="weights">Of quality and reach.</param>
    /// <param name="prior">m of the weighted rating.</param>
    public Acclaim(IReadOnlyList<Pool> pools, TonightWeights weights, double prior = WeightedRating.UsualPrior)
    {
        (_weights, _prior) = (weights, prior);
        _means = pools.Where(p => p.MeanVote is not null).ToDictionary(p => p.Kind, p => p.MeanVote!.Value);
        _usualFilm = UsualOf(pools.Where(p => !p.Kind.IsSeries()));
        _usualSeries = UsualOf(pools.Where(p => p.Kind.IsSeries()));
    }

    /// <summary>Whether anybody has voted on anything.</summary>
    public bool Known => _means.Count > 0;

    /// <returns>0 where no title of the kind has votes.</returns>
    public double Of(Candidate title) => !_means.ContainsKey(title.Kind) ? 0 : Raw(title) - (title.Kind.IsSeries() ? _usualSeries : _usualFilm);

    double Raw(Candidate title)
    {
        var votes = title.Rating is null ? 0 : title.Votes ?? 0;
        return (_weights.Quality * WeightedRating.Of(title.Rating ?? 0, votes, _means[title.Kind], _prior)) + (_weights.Reach * Math.Log10(votes + 1));
    }

    double UsualOf(IEnumerable<Pool> pools)
    {
        var raw = pools.Where(p => p.MeanVote is not null).SelectMany(p => p.Titles).Select(t => Raw(t.Title)).OrderDescending().ToList();
        return raw.Count == 0 ? 0 : raw[Math.Min(Usual, raw.Count / 4)];
    }
}
