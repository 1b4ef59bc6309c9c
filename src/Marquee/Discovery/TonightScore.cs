namespace Marquee.Discovery;

/// <summary>How much each part of the score counts; chosen on MovieLens (<c>bench tonight</c>, docs/decisions/0011).</summary>
public sealed record TonightWeights
{
    /// <summary>Of the weighted rating.</summary>
    public double Quality { get; init; } = 1;

    /// <summary>Of how widely a title is known, per tenfold votes.</summary>
    public double Reach { get; init; } = 2;

    /// <summary>How many points of rating it is worth that a genre, decade or country is e times as frequent among what the member liked.</summary>
    public double Presence { get; init; } = 1.5;

    public double Genre { get; init; } = 0.6;

    public double Decade { get; init; } = 0.5;

    public double Country { get; init; } = 0.5;

    public double Director { get; init; } = 1;

    public double Writer { get; init; } = 0.5;

    public double Actor { get; init; } = 0.5;

    public double Of(FeatureKind kind) => kind switch
    {
        FeatureKind.Genre => Genre,
        FeatureKind.Decade => Decade,
        FeatureKind.Country => Country,
        FeatureKind.Director => Director,
        FeatureKind.Writer => Writer,
        _ => Actor,
    };
}

/// <summary>One part of a score.</summary>
/// <param name="Feature">What it comes from; null for the votes of everybody.</param>
/// <param name="Points">What it adds, in points of rating.</param>
public readonly record struct ScorePart(Feature? Feature, double Points);

/// <param name="Total">The sum of all parts.</param>
/// <param name="Reasons">The parts that may be named as the reason, largest first; what everybody's votes say is among them where there are any, and when there is nothing else.</param>
public readonly record struct TitleScore(double Total, IReadOnlyList<ScorePart> Reasons)
{
    /// <summary>The part that says most why this title is here.</summary>
    public ScorePart Largest => Reasons[0];
}

/// <summary>The score is a plain sum, so that each of its parts is a true reason.</summary>
public static class TonightScore
{
    /// <param name="features">Of the title.</param>
    /// <param name="taste">Of the member.</param>
    /// <param name="acclaim">Weighted rating and reach above what a usual candidate of the evening has; 0 without votes.</param>
    public static TitleScore Of(IReadOnlyList<Feature> features, Taste taste, double acclaim, TonightWeights weights)
    {
        var total = acclaim;
        var reasons = new List<ScorePart>();
        Span<int> counts = stackalloc int[6];
        foreach (var feature in features)
        {
            counts[(int)feature.Kind]++;
        }

        foreach (var feature in features)
        {
            if (taste.Find(feature) is { } affinity)
            {
                // Two directors or three genres are not twice or three times the reason: parts of one kind share.
                var part = new ScorePart(feature, weights.Of(feature.Kind) * (affinity.Lift + (weights.Presence * affinity.Presence)) / Math.Sqrt(counts[(int)feature.Kind]));
                total += part.Points;
                if (part.Points > 0 && affinity.Because.Count > 0)
                {
                    reasons.Add(part);
                }
            }
        }

        if (acclaim != 0 || reasons.Count == 0)
        {
            reasons.Add(new ScorePart(null, acclaim));
        }

        return new TitleScore(total, [.. reasons.OrderByDescending(part => part.Points)]);
    }
}
