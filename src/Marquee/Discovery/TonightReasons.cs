using System.Globalization;
using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>Says in words what a score says in numbers.</summary>
static class TonightReasons
{
    public static TonightReason Of(Pick pick, Taste taste, IReadOnlyDictionary<TitleId, TitleFacts> titles, IReadOnlyDictionary<PersonId, PersonName> people)
    {
        if (pick.Reason.Feature is { } feature && taste.Find(feature) is { } affinity)
        {
            return OfTaste(feature, affinity, taste, titles, people);
        }

        return pick.Scored.Title is { Rating: { } rating, Votes: { } votes } ? Acclaimed(rating, votes) : Rotated(pick.Scored.Features);
    }

    public static TonightReason Rotated(IReadOnlyList<Feature> features)
    {
        var country = features.Where(f => f.Kind == FeatureKind.Country).Select(f => f.CountryCode).FirstOrDefault();
        var decade = features.Where(f => f.Kind == FeatureKind.Decade).Select(f => (int)f.Key).Cast<int?>().FirstOrDefault();
        var pieces = new Dictionary<string, string>();
        if (country is not null)
        {
            pieces["country"] = country;
        }

        if (decade is { } first)
        {
            pieces["decade"] = first.ToString(CultureInfo.InvariantCulture);
        }

        var from = string.Join(", ", new[] { country is null ? null : CountryName(country), decade is { } known ? $"{known}s" : null }.Where(p => p is not null));
        return new TonightReason { Code = "rotation", Params = pieces, Text = from.Length == 0 ? "A chance pick for today." : $"Today's tour through countries and decades: {from}." };
    }

    static TonightReason Acclaimed(double rating, int votes) => new()
    {
        Code = "acclaimed",
        Params = new Dictionary<string, string> { ["rating"] = rating.ToString("0.0", CultureInfo.InvariantCulture), ["votes"] = votes.ToString(CultureInfo.InvariantCulture) },
        Text = string.Create(CultureInfo.InvariantCulture, $"Rated {rating:0.0} by {votes:#,0} people on IMDb."),
    };

    static TonightReason OfTaste(Feature feature, Affinity affinity, Taste taste, IReadOnlyDictionary<TitleId, TitleFacts> titles, IReadOnlyDictionary<PersonId, PersonName> people)
    {
        var because = affinity.Because.Where(b => titles.ContainsKey(b.Title))
            .Select(b => new TonightBecause(b.Title.ToString(), titles[b.Title].Title, b.Rating is { } given ? Math.Round(given, 1) : null)).ToList();
        var person = feature.Kind is FeatureKind.Director or FeatureKind.Writer or FeatureKind.Actor ? people.GetValueOrDefault(new PersonId(feature.Key)) : null;
        // A house without name.basics knows people by their numbers, which tell nobody anything.
        person = person?.Name == person?.Id.ToString() ? null : person;
        return new TonightReason
        {
            Code = feature.Kind.ToString().ToLowerInvariant(),
            Params = feature.Kind switch
            {
                FeatureKind.Genre => new Dictionary<string, string> { ["genre"] = feature.GenreName },
                FeatureKind.Decade => new Dictionary<string, string> { ["decade"] = feature.Key.ToString(CultureInfo.InvariantCulture) },
                FeatureKind.Country => new Dictionary<string, string> { ["country"] = feature.CountryCode },
                _ => new Dictionary<string, string> { ["person"] = person?.Name ?? "" },
            },
            Because = because,
            Person = person is null ? null : new TonightPerson(person.Id.ToString(), person.Name),
            Text = feature.Kind switch
            {
                FeatureKind.Genre => Kindred(feature.GenreName, feature.GenreName, affinity, taste, because),
                FeatureKind.Decade => Kindred($"the {feature.Key}s", $"from the {feature.Key}s", affinity, taste, because),
                FeatureKind.Country => Kindred($"titles from {CountryName(feature.CountryCode)}", $"from {CountryName(feature.CountryCode)}", affinity, taste, because),
                FeatureKind.Director => $"Because {Told(because)}, also directed by {person?.Name ?? "the same person"}.",
                FeatureKind.Writer => $"Because {Told(because)}, also written by {person?.Name ?? "the same person"}.",
                _ => $"Because {Told(because)}, also with {person?.Name ?? "one of the same actors"}.",
            },
        };
    }

    /// <summary>Says whichever counted more: that the member rates such titles higher, or likes more of them than others do.</summary>
    static string Kindred(string what, string origin, Affinity affinity, Taste taste, IReadOnlyList<TonightBecause> because) =>
        affinity.Lift >= Tonight.Weights.Presence * affinity.Presence
            ? $"You rate {what} above your average: {Told(because)}."
            : affinity.Liked == 1
                ? $"One of the {taste.Liked} titles you liked is {origin}: {because.Select(b => b.Title).FirstOrDefault()}."
                : $"{affinity.Liked} of the {taste.Liked} titles you liked are {origin}, among them {string.Join(" and ", because.Take(2).Select(b => b.Title))}.";

    /// <summary>"you gave 10 to Casino and 9 to Heat", "you watched Heat".</summary>
    static string Told(IReadOnlyList<TonightBecause> because)
    {
        var rated = because.Where(b => b.Rating is not null).Take(2).Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Rating:0.#} to {b.Title}")).ToList();
        return rated.Count > 0 ? "you gave " + string.Join(" and ", rated) : "you watched " + string.Join(" and ", because.Take(2).Select(b => b.Title));
    }

    static string CountryName(string code)
    {
        try
        {
            return code.Length == 2 ? new RegionInfo(code).EnglishName : code;
        }
        catch (ArgumentException)
        {
            return code; // a country that is no more
        }
    }
}
