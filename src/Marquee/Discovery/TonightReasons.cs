using System.Globalization;
using Marquee.Catalog;
using Marquee.Texts;

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

        var text = (country, decade) switch
        {
            (null, null) => new Text("discovery.chance"),
            (null, { } known) => new Text("discovery.tour.decade", ("decade", known)),
            (_, null) => new Text("discovery.tour.country", ("country", country)),
            (_, { } known) => new Text("discovery.tour.both", ("country", country), ("decade", known)),
        };
        return new TonightReason { Code = "rotation", Params = pieces, Text = text };
    }

    static TonightReason Acclaimed(double rating, int votes) => new()
    {
        Code = "acclaimed",
        Params = new Dictionary<string, string> { ["rating"] = rating.ToString("0.0", CultureInfo.InvariantCulture), ["votes"] = votes.ToString(CultureInfo.InvariantCulture) },
        Text = new Text("discovery.acclaimed", ("rating", rating), ("count", votes)),
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
                FeatureKind.Genre => Kindred("discovery.genre", ("genre", Genres.Said(feature.GenreName)), affinity, taste, because),
                FeatureKind.Decade => Kindred("discovery.decade", ("decade", feature.Key), affinity, taste, because),
                FeatureKind.Country => Kindred("discovery.country", ("country", feature.CountryCode), affinity, taste, because),
                FeatureKind.Director => By("discovery.director", "discovery.sameDirector", person, because),
                FeatureKind.Writer => By("discovery.writer", "discovery.sameWriter", person, because),
                _ => By("discovery.actor", "discovery.sameActor", person, because),
            },
        };
    }

    static Text By(string code, string nobody, PersonName? person, IReadOnlyList<TonightBecause> because) =>
        new(code, ("told", Told(because)), ("person", person?.Name ?? (object)new Text(nobody)));

    /// <summary>Says whichever counted more: that the member rates such titles higher, or likes more of them than others do.</summary>
    /// <param name="code">Of the kind of reason; its messages <c>rated</c> and <c>liked</c> lie under it.</param>
    static Text Kindred(string code, (string, object) what, Affinity affinity, Taste taste, IReadOnlyList<TonightBecause> because) =>
        affinity.Lift >= Tonight.Weights.Presence * affinity.Presence
            ? new Text(code + ".rated", what, ("told", Told(because)))
            : new Text(code + ".liked", what, ("count", affinity.Liked), ("total", taste.Liked), ("titles", because.Take(affinity.Liked == 1 ? 1 : 2).Select(b => Text.Verbatim(b.Title)).ToArray()));

    /// <summary>"you gave 10 to Casino and 9 to Heat", "you watched Heat".</summary>
    static Text Told(IReadOnlyList<TonightBecause> because)
    {
        var rated = because.Where(b => b.Rating is not null).Take(2).Select(b => new Text("discovery.given", ("rating", b.Rating!.Value), ("title", b.Title))).ToArray();
        return rated.Length > 0
            ? new Text("discovery.gave", ("ratings", rated))
            : new Text("discovery.watched", ("titles", because.Take(2).Select(b => Text.Verbatim(b.Title)).ToArray()));
    }
}
