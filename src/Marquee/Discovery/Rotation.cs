using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>
/// An order for titles that nobody has voted on: round after round one title of each country, in each country the decade that
/// was shown least so far, the rest by a seeded chance.
/// </summary>
public static class Rotation
{
    /// <param name="titles">With the countries and the decade that the features tell; unknown ones count as a country and a decade of their own.</param>
    public static IReadOnlyList<T> Order<T>(IReadOnlyCollection<T> titles, Func<T, TitleId> id, Func<T, IReadOnlyList<Feature>> features, int seed)
    {
        var byCountry = titles.GroupBy(t => Country(features(t)))
            .OrderBy(country => Seeded.Chance(seed, country.Key)).ThenBy(country => country.Key)
            .Select(country => country.OrderBy(t => Seeded.Chance(seed, id(t).Number)).ThenBy(t => id(t)).ToList())
            .ToList();
        var shownOfDecade = new Dictionary<long, int>();
        var order = new List<T>(titles.Count);
        while (byCountry.Count > 0)
        {
            foreach (var country in byCountry)
            {
                var next = country.MinBy(t => shownOfDecade.GetValueOrDefault(Decade(features(t))))!;
                country.Remove(next);
                shownOfDecade[Decade(features(next))] = shownOfDecade.GetValueOrDefault(Decade(features(next))) + 1;
                order.Add(next);
            }

            byCountry.RemoveAll(country => country.Count == 0);
        }

        return order;
    }

    /// <summary>A title of several countries stands for the first, its main one.</summary>
    static long Country(IReadOnlyList<Feature> features) => features.FirstOrDefault(f => f.Kind == FeatureKind.Country).Key;

    static long Decade(IReadOnlyList<Feature> features) => features.FirstOrDefault(f => f.Kind == FeatureKind.Decade).Key;
}
