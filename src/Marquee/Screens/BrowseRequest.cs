using Marquee.Catalog;
using Marquee.Catalog.Browse;
using Marquee.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Marquee.Screens;

/// <summary>
/// What to browse, as addresses spell it: those of the API, of the page, and of saved searches. Repeated values of one name
/// widen, different names narrow.
/// </summary>
public sealed record BrowseRequest
{
    public const int MostItems = 200;

    /// <summary>Every kind but episodes when left out.</summary>
    [FromQuery(Name = "kind")] public string[]? Kind { get; init; }

    [FromQuery(Name = "genre")] public string[]? Genre { get; init; }

    /// <summary><c>any</c> or <c>all</c> of the genres.</summary>
    [FromQuery(Name = "genres")] public string? Genres { get; init; }

    /// <summary>First years: 1990.</summary>
    [FromQuery(Name = "decade")] public int[]? Decade { get; init; }

    [FromQuery(Name = "country")] public string[]? Country { get; init; }

    /// <summary>In which the title has a name.</summary>
    [FromQuery(Name = "language")] public string[]? Language { get; init; }

    [FromQuery(Name = "minYear")] public int? MinYear { get; init; }

    [FromQuery(Name = "maxYear")] public int? MaxYear { get; init; }

    [FromQuery(Name = "minRuntime")] public int? MinRuntime { get; init; }

    [FromQuery(Name = "maxRuntime")] public int? MaxRuntime { get; init; }

    [FromQuery(Name = "minVotes")] public int? MinVotes { get; init; }

    [FromQuery(Name = "maxVotes")] public int? MaxVotes { get; init; }

    [FromQuery(Name = "minRating")] public double? MinRating { get; init; }

    [FromQuery(Name = "maxRating")] public double? MaxRating { get; init; }

    [FromQuery(Name = "person")] public string? Person { get; init; }

    /// <summary>Without what the member has seen.</summary>
    [FromQuery(Name = "hideSeen")] public bool? HideSeen { get; init; }

    [FromQuery(Name = "onlyWatchlist")] public bool? OnlyWatchlist { get; init; }

    [FromQuery(Name = "sort")] public string? Sort { get; init; }

    [FromQuery(Name = "skip")] public int? Skip { get; init; }

    [FromQuery(Name = "limit")] public int? Limit { get; init; }

    /// <param name="query">Of an address: <c>kind=movie&amp;decade=1990</c>. What is no number is left out.</param>
    public static BrowseRequest Of(string query)
    {
        var values = new QueryCollection(QueryHelpers.ParseQuery(query));
        return new BrowseRequest
        {
            Kind = Words("kind"),
            Genre = Words("genre"),
            Genres = Words("genres")?.FirstOrDefault(),
            Decade = Words("decade")?.Select(Number).OfType<int>().ToArray(),
            Country = Words("country"),
            Language = Words("language"),
            MinYear = Number(Words("minYear")?[0]),
            MaxYear = Number(Words("maxYear")?[0]),
            MinRuntime = Number(Words("minRuntime")?[0]),
            MaxRuntime = Number(Words("maxRuntime")?[0]),
            MinVotes = Number(Words("minVotes")?[0]),
            MaxVotes = Number(Words("maxVotes")?[0]),
            MinRating = Mean(Words("minRating")?[0]),
            MaxRating = Mean(Words("maxRating")?[0]),
            Person = Words("person")?[0],
            HideSeen = Words("hideSeen")?[0] == "true",
            OnlyWatchlist = Words("onlyWatchlist")?[0] == "true",
            Sort = Words("sort")?[0],
        };

        string[]? Words(string name) => values[name].OfType<string>().Where(word => word.Length > 0).ToArray() is { Length: > 0 } words ? words : null;

        static int? Number(string? word) => int.TryParse(word, null, out var number) ? number : null;

        static double? Mean(string? word) => double.TryParse(word, null, out var mean) ? mean : null;
    }

    /// <summary>Everything but what only the member's own titles can say.</summary>
    /// <param name="field">The parameter that is wrong.</param>
    /// <param name="query">Complete when nothing is wrong.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Text? Read(Sight sight, out string field, out BrowseQuery query)
    {
        query = new BrowseQuery();
        var kinds = Some(Kind);
        field = "kind";
        if (kinds.Find(word => TitleKinds.Parse(word) == TitleKind.Other && word != "other") is { } noKind)
        {
            return new Text("catalog.noKind", ("kind", noKind));
        }

        var genres = Some(Genre);
        field = "genre";
        if (genres.Find(word => Catalog.Genres.Named(word) is null) is { } noGenre)
        {
            return new Text("catalog.noGenre", ("genre", noGenre));
        }

        field = "genres";
        if (Genres is not (null or "" or "any" or "all"))
        {
            return new Text("screens.browse.genres");
        }

        PersonId person = default;
        field = "person";
        if (!string.IsNullOrWhiteSpace(Person) && !PersonId.TryParse(Person, null, out person))
        {
            return new Text("screens.browse.person", ("person", Person));
        }

        var sort = BrowseSort.Popularity;
        field = "sort";
        if (!string.IsNullOrEmpty(Sort) && !(Enum.TryParse(Sort, ignoreCase: true, out sort) && Enum.IsDefined(sort)))
        {
            return new Text("screens.browse.sort");
        }

        var skip = Math.Max(Skip ?? 0, 0);
        field = "skip";
        if (skip > TitleBrowse.Deepest)
        {
            return new Text("screens.browse.deep", ("most", TitleBrowse.Deepest));
        }

        (string Name, NumberRange Range)[] ranges =
        [
            ("minYear", new NumberRange(MinYear, MaxYear)), ("minRuntime", new NumberRange(MinRuntime, MaxRuntime)), ("minVotes", new NumberRange(MinVotes, MaxVotes)),
            ("minRating", new NumberRange(Tenths(MinRating), Tenths(MaxRating))),
        ];
        foreach (var (name, range) in ranges)
        {
            field = name;
            if (range.Least > range.Most)
            {
                return new Text("screens.browse.range", ("name", name));
            }
        }

        query = new BrowseQuery
        {
            Kinds = [.. kinds.Select(TitleKinds.Parse).Distinct()],
            Genres = Catalog.Genres.Of(genres),
            AllGenres = Genres == "all",
            Decades = [.. (Decade ?? []).Select(decade => decade / 10 * 10).Distinct()],
            Countries = [.. Some(Country).Select(code => code.ToUpperInvariant()).Distinct()],
            Languages = [.. Some(Language).Select(code => code.ToLowerInvariant()).Distinct()],
            Years = ranges[0].Range,
            Runtime = ranges[1].Range,
            Votes = ranges[2].Range,
            Rating = ranges[3].Range,
            Person = person == default ? null : person,
            Sight = sight,
            Sort = sort,
            Skip = skip,
            Limit = Math.Clamp(Limit ?? 60, 1, MostItems),
        };
        return null;
    }

    static List<string> Some(string[]? words) => [.. (words ?? []).Select(word => word.Trim()).Where(word => word.Length > 0)];

    static int? Tenths(double? mean) => mean is { } known && double.IsFinite(known) ? (int)Math.Round(Math.Clamp(known, 0, 100) * 10) : null;
}
