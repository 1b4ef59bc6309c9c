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

/// <summary>
/// Takes the best titles one after the other. Never more than three of one director, never more than three with the same reason
/// in a row, and a little less of what the list has already.
/// </summary>
public static class Mixing
{
    public const int MostOfOne = 3;

    /// <param name="best">Best first; only as many as are worth looking at.</param>
    public static IReadOnlyList<Scored> Pick(IReadOnlyList<Scored> best, int limit, Spread spread)
    {
        var rest = new List<Scored>(best);
        var picks = new List<Scored>(limit);
        var directors = new Dictionary<Feature, int>();
        while (picks.Count < limit && rest.Count > 0)
        {
            var next = Next(rest, picks, directors, spread, allowStreak: false) ?? Next(rest, picks, directors, spread, allowStreak: true);
            if (next is null)
            {
                break;
            }

            rest.Remove(next);
            picks.Add(next);
            foreach (var director in next.Features.Where(f => f.Kind == FeatureKind.Director))
            {
                directors[director] = directors.GetValueOrDefault(director) + 1;
            }
        }

        return picks;
    }

    static Scored? Next(List<Scored> rest, List<Scored> picks, Dictionary<Feature, int> directors, Spread spread, bool allowStreak)
    {
        Scored? best = null;
        var points = double.NegativeInfinity;
        foreach (var scored in rest)
        {
            if (scored.Score.Total <= points)
            {
                break; // sorted, and a title can only lose
            }

            if ((!allowStreak && Streak(picks, scored)) || scored.Features.Any(f => f.Kind == FeatureKind.Director && directors.GetValueOrDefault(f) >= MostOfOne))
            {
                continue;
            }

            var left = scored.Score.Total - Repeated(scored, picks, spread);
            if (left > points)
            {
                (best, points) = (scored, left);
            }
        }

        return best;
    }

    /// <summary>The last three picks have this title's reason.</summary>
    static bool Streak(List<Scored> picks, Scored scored) =>
        picks.Count >= MostOfOne && picks.TakeLast(MostOfOne).All(p => p.Score.Largest.Feature == scored.Score.Largest.Feature);

    static double Repeated(Scored scored, List<Scored> picks, Spread spread)
    {
        var points = 0.0;
        var (decade, country) = (First(scored, FeatureKind.Decade), First(scored, FeatureKind.Country));
        foreach (var pick in picks)
        {
            points += decade is not null && First(pick, FeatureKind.Decade) == decade ? spread.SameDecade : 0;
            points += country is not null && First(pick, FeatureKind.Country) == country ? spread.SameCountry : 0;
            points += pick.Title.Genres == scored.Title.Genres ? spread.SameGenres : 0;
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
