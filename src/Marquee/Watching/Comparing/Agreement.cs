namespace Marquee.Watching.Comparing;

/// <summary>How often two members gave a title these two ratings.</summary>
/// <param name="Mine">1 to 10, of the member who asks.</param>
public sealed record RatingPairs(int Mine, int Theirs, int Titles);

/// <summary>How far the ratings of two members go together.</summary>
/// <param name="Correlation">
/// Pearson's, from -1 (what one likes the other does not) to 1 (the same likes); null below <see cref="Least"/> shared titles, and when
/// one of the two gave all of them the same rating.
/// </param>
/// <param name="Percent">
/// 100 * (1 + r * n / (n + 10)) / 2 for the correlation r of n shared titles: 50 says nothing about each other, 100 the same taste. The few
/// pull towards 50: ten titles count half. Null without a correlation.
/// </param>
/// <param name="MeanDifference">Mine less theirs, in points; null without shared titles.</param>
/// <param name="MeanDistance">The mean of the differences without their signs; null without shared titles.</param>
public sealed record Agreement(double? Correlation, int? Percent, double? MeanDifference, double? MeanDistance)
{
    /// <summary>Shared titles below which chance speaks louder than taste.</summary>
    public const int Least = 5;

    /// <summary>Shared titles at which the correlation counts half.</summary>
    public const int Shrink = 10;

    public static Agreement Of(IReadOnlyCollection<RatingPairs> pairs)
    {
        var n = pairs.Sum(p => p.Titles);
        if (n == 0)
        {
            return new Agreement(null, null, null, null);
        }

        var (mine, theirs) = (Mean(p => p.Mine), Mean(p => p.Theirs));
        var together = Mean(p => (p.Mine - mine) * (p.Theirs - theirs));
        var spread = Math.Sqrt(Mean(p => Math.Pow(p.Mine - mine, 2)) * Mean(p => Math.Pow(p.Theirs - theirs, 2)));
        double? correlation = n < Least || spread < 1e-9 ? null : Math.Clamp(together / spread, -1, 1);
        return new Agreement(
            correlation is { } r ? Math.Round(r, 3) : null,
            correlation is { } whole ? (int)Math.Round(50 * (1 + (whole * n / (n + Shrink)))) : null,
            Math.Round(mine - theirs, 2),
            Math.Round(Mean(p => Math.Abs(p.Mine - p.Theirs)), 2));

        double Mean(Func<RatingPairs, double> of) => pairs.Sum(p => of(p) * p.Titles) / n;
    }
}
