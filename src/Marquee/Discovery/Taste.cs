using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>A title that the member knows, with what it is made of.</summary>
/// <param name="Rating">1 to 10; null when it was watched and not rated, which counts as mildly liked.</param>
public sealed record KnownTaste(TitleId Title, double? Rating, IReadOnlyList<Feature> Features);

/// <summary>How much more or less than usual the member likes titles with a feature.</summary>
/// <param name="Lift">Rating points above (or below) their own mean, drawn towards 0 while there are few titles.</param>
/// <param name="Presence">How much more often than others' it is among the titles that the member liked: the logarithm of the ratio; 0 for people.</param>
/// <param name="Liked">How many of the titles that the member liked have it.</param>
/// <param name="Because">The best liked of them, best first; never one below the member's mean.</param>
public sealed record Affinity(double Lift, double Presence, int Liked, IReadOnlyList<(TitleId Title, double? Rating)> Because);

/// <summary>
/// What a member likes, measured against their own mean: a 7 of somebody who gives 5s says more than one of somebody who gives
/// 8s. Nothing is learned from others, and every number can be shown.
/// </summary>
public sealed class Taste
{
    /// <summary>The mean that somebody with few ratings is taken to have, and how many ratings that is worth.</summary>
    const double UsualMean = 7.0;
    const double UsualWeight = 3;

    /// <summary>Choosing to watch something says a little by itself.</summary>
    const double Watched = 0.5;

    const int Shown = 3;

    /// <summary>Titles of the usual mixture that a member's liked titles are mixed with, before shares are compared.</summary>
    const double UsualMixture = 10;

    /// <summary>How many titles of the mean a feature's own titles are mixed with.</summary>
    static readonly Dictionary<FeatureKind, double> Shrinkage = new()
    {
        [FeatureKind.Genre] = 5,
        [FeatureKind.Decade] = 5,
        [FeatureKind.Country] = 3,
        [FeatureKind.Director] = 1,
        [FeatureKind.Writer] = 1.5,
        [FeatureKind.Actor] = 1.5,
    };

    readonly Dictionary<Feature, Affinity> _affinities;

    Taste(double mean, int titles, int liked, Dictionary<Feature, Affinity> affinities) => (Mean, Titles, Liked, _affinities) = (mean, titles, liked, affinities);

    public static Taste Unknown { get; } = new(UsualMean, 0, 0, []);

    /// <summary>The member's own mean.</summary>
    public double Mean { get; }

    /// <summary>How many titles it was learned from.</summary>
    public int Titles { get; }

    /// <summary>How many of them the member liked: rated above their own mean, or watched without rating.</summary>
    public int Liked { get; }

    public bool IsUnknown => Titles == 0;

    public Affinity? Find(Feature feature) => _affinities.GetValueOrDefault(feature);

    /// <summary>The people that the member likes most, best first.</summary>
    public IEnumerable<PersonId> People(int limit) => _affinities
        .Where(a => a.Key.Kind is FeatureKind.Director or FeatureKind.Writer or FeatureKind.Actor && a.Value.Lift > 0)
        .OrderByDescending(a => a.Value.Lift * (a.Key.Kind == FeatureKind.Director ? 2 : 1)).ThenBy(a => a.Key.Key)
        .Select(a => new PersonId(a.Key.Key)).Distinct().Take(limit);

    /// <param name="known">Each title once.</param>
    /// <param name="usual">The share that each genre, decade and country has in what people watch; nothing is compared for those it lacks.</param>
    public static Taste Of(IReadOnlyCollection<KnownTaste> known, IReadOnlyDictionary<Feature, double>? usual = null)
    {
        if (known.Count == 0)
        {
            return Unknown;
        }

        var rated = known.Where(k => k.Rating is not null).ToList();
        var mean = (rated.Sum(k => k.Rating!.Value) + (UsualMean * UsualWeight)) / (rated.Count + UsualWeight);
        var liked = known.Count(k => Above(k, mean) > 0);
        var byFeature = new Dictionary<Feature, List<KnownTaste>>();
        foreach (var title in known)
        {
            foreach (var feature in title.Features.Distinct())
            {
                (byFeature.TryGetValue(feature, out var list) ? list : byFeature[feature] = []).Add(title);
            }
        }

        // What the member never liked although others do is a feature of their taste too.
        foreach (var feature in usual?.Keys ?? [])
        {
            byFeature.TryAdd(feature, []);
        }

        return new Taste(mean, known.Count, liked, byFeature.ToDictionary(f => f.Key, f => Measured(f.Key, f.Value, mean, liked, usual)));
    }

    static Affinity Measured(Feature feature, List<KnownTaste> titles, double mean, int allLiked, IReadOnlyDictionary<Feature, double>? usual)
    {
        var liked = titles.Where(t => Above(t, mean) > 0).ToList();
        var presence = usual is not null && usual.TryGetValue(feature, out var share) && share > 0
            ? Math.Log((liked.Count + (share * UsualMixture)) / (allLiked + UsualMixture) / share)
            : 0;
        return new Affinity(
            titles.Sum(t => Above(t, mean)) / (titles.Count + Shrinkage[feature.Kind]),
            presence,
            liked.Count,
            [.. liked.OrderByDescending(t => Above(t, mean)).ThenBy(t => t.Title).Take(Shown).Select(t => (t.Title, t.Rating))]);
    }

    static double Above(KnownTaste title, double mean) => title.Rating is { } rating ? rating - mean : Watched;
}
