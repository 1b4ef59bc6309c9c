using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>A title with its score, ready to be put on the list.</summary>
public sealed record Scored(Candidate Title, IReadOnlyList<Feature> Features, TitleScore Score);

/// <summary>How strongly a list is spread.</summary>
/// <param name="SameDecade">Points that a title loses for each title of its decade that is on the list.</param>
/// <param name="SameGenres">The same for each title whose genres are all its own too.</param>
/// <param name="SameCountry">The same for each title of its first country.</param>
public sealed record Spread(double SameDecade, double SameGenres, double SameCountry)
{
    /// <summary>For a member's own list: a touch of variety.</summary>
    public static readonly Spread Light = new(0.02, 0.05, 0.01);

    /// <summary>For somebody we know nothing about: something of everything.</summary>
    public static readonly Spread Wide = new(0.15, 0.15, 0.15);
}

/// <param name="Reason">The part of its score that is named: the largest, or the next one when the list has said that often enough.</param>
public sealed record Pick(Scored Scored, ScorePart Reason);

/// <summary>
/// Takes the best titles one after the other. Never more than three of one director, never more than three with the same reason
/// in a row nor more than a fifth of the list while there is something else to say, and a little less of what the list has
/// already.
/// </summary>
public static class Mixing
{
    public const int MostOfOne = 3;

    /// <summary>How much of a list may have one reason.</summary>
    public const double MostOfOneReason = 0.2;

    /// <param name="best">Best first; only as many as are worth looking at.</param>
    public static IReadOnlyList<Pick> Pick(IReadOnlyList<Scored> best, int limit, Spread spread)
    {
        var rest = new List<Scored>(best);
        var picks = new List<Pick>(limit);
        var directors = new Dictionary<Feature, int>();
        var most = Math.Max(MostOfOne, (int)(limit * MostOfOneReason));
        while (picks.Count < limit && rest.Count > 0)
        {
            var next = Next(rest, picks, directors, spread, reason => Fresh(reason, picks, most)) ?? Next(rest, picks, directors, spread, _ => true);
            if (next is null)
            {
                break;
            }

            rest.Remove(next.Scored);
            picks.Add(next);
            foreach (var director in next.Scored.Features.Where(f => f.Kind == FeatureKind.Director))
            {
                directors[director] = directors.GetValueOrDefault(director) + 1;
            }
        }

        return picks;
    }

    static Pick? Next(List<Scored> rest, List<Pick> picks, Dictionary<Feature, int> directors, Spread spread, Func<ScorePart, bool> mayBeSaid)
    {
        Pick? best = null;
        var points = double.NegativeInfinity;
        foreach (var scored in rest)
        {
            if (scored.Score.Total <= points)
            {
                break; // sorted, and a title can only lose
            }

            if (scored.Features.Any(f => f.Kind == FeatureKind.Director && directors.GetValueOrDefault(f) >= MostOfOne)
                || scored.Score.Reasons.Where(mayBeSaid).Cast<ScorePart?>().FirstOrDefault() is not { } reason)
            {
                continue;
            }

            var left = scored.Score.Total - Repeated(scored, picks, spread);
            if (left > points)
            {
                (best, points) = (new Pick(scored, reason), left);
            }
        }

        return best;
    }

    /// <summary>
    /// Neither the last three picks nor too many of all have this reason. That everybody likes a title is a new thing to say each
    /// time, because the numbers differ.
    /// </summary>
    static bool Fresh(ScorePart reason, List<Pick> picks, int most) =>
        reason.Feature is null
        || (picks.Count(p => p.Reason.Feature == reason.Feature) < most
            && !(picks.Count >= MostOfOne && picks.TakeLast(MostOfOne).All(p => p.Reason.Feature == reason.Feature)));

    static double Repeated(Scored scored, List<Pick> picks, Spread spread)
    {
        var points = 0.0;
        var (decade, country) = (First(scored, FeatureKind.Decade), First(scored, FeatureKind.Country));
        foreach (var pick in picks)
        {
            points += decade is not null && First(pick.Scored, FeatureKind.Decade) == decade ? spread.SameDecade : 0;
            points += country is not null && First(pick.Scored, FeatureKind.Country) == country ? spread.SameCountry : 0;
            points += pick.Scored.Title.Genres == scored.Title.Genres ? spread.SameGenres : 0;
        }

        return points;
    }

    static Feature? First(Scored scored, FeatureKind kind)
    {
        foreach (var feature in scored.Features)
        {
            if (feature.Kind == kind)
            {
                return feature;
            }
        }

        return null;
    }
}
