namespace Marquee.Catalog;

/// <summary>IMDb's weighted rating: pulls a title's mean towards the mean of its kind until it has enough votes to stand alone.</summary>
public static class WeightedRating
{
    /// <summary>Votes at which a title's own mean and the mean of its kind weigh the same.</summary>
    public const double UsualPrior = 25_000;

    /// <summary>WR = v/(v+m) R + m/(v+m) C.</summary>
    /// <param name="mean">R, the title's own mean; of no weight without votes.</param>
    /// <param name="votes">v.</param>
    /// <param name="kindMean">C.</param>
    /// <param name="prior">m, 0 or more; with neither votes nor prior the answer is C.</param>
    public static double Of(double mean, long votes, double kindMean, double prior) =>
        votes + prior > 0 ? (votes / (votes + prior) * mean) + (prior / (votes + prior) * kindMean) : kindMean;
}
