using System.CommandLine;
using System.Globalization;
using System.Text;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee browse`: the filters of the page, with counts.</summary>
static class BrowseVerb
{
    static readonly Option<string[]> Kind = Words("--kind", "help.browse.kind");
    static readonly Option<string[]> Genre = Words("--genre", "help.browse.genre");
    static readonly Option<bool> AllGenres = new("--all-genres") { Description = "help.browse.allGenres" };
    static readonly Option<int[]> Decade = new("--decade") { Description = "help.browse.decade", DefaultValueFactory = _ => [] };
    static readonly Option<string[]> Country = Words("--country", "help.browse.country");
    static readonly Option<string[]> In = Words("--language", "help.browse.in");
    static readonly Option<int?> MinYear = new("--min-year") { Description = "help.browse.minYear" };
    static readonly Option<int?> MaxYear = new("--max-year") { Description = "help.browse.maxYear" };
    static readonly Option<int?> MinRuntime = new("--min-runtime") { Description = "help.browse.minRuntime" };
    static readonly Option<int?> MaxRuntime = new("--max-runtime") { Description = "help.browse.maxRuntime" };
    static readonly Option<int?> MinVotes = new("--min-votes") { Description = "help.browse.minVotes" };
    static readonly Option<int?> MaxVotes = new("--max-votes") { Description = "help.browse.maxVotes" };
    static readonly Option<double?> MinRating = new("--min-rating") { Description = "help.browse.minRating" };
    static readonly Option<double?> MaxRating = new("--max-rating") { Description = "help.browse.maxRating" };
    static readonly Option<string?> Person = new("--person") { Description = "help.browse.person" };
    static readonly Option<bool> HideSeen = new("--hide-seen") { Description = "help.browse.hideSeen" };
    static readonly Option<bool> OnlyWatchlist = new("--only-watchlist") { Description = "help.browse.onlyWatchlist" };
    static readonly Option<string> Sort = new("--sort") { Description = "help.browse.sort", DefaultValueFactory = _ => "popularity" };
    static readonly Option<int> Skip = new Option<int>("--skip") { Description = "help.browse.skip" }.Between(0, TitleBrowse.Deepest);
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.browse.limit", DefaultValueFactory = _ => 20 }.Between(1, BrowseRequest.MostItems);

    sealed record Item(string Id, string Title, int? Year, string Kind, double? Rating, int? Votes);

    sealed record Answer(long Total, IReadOnlyList<Item> Items, BrowseFacets Facets, IReadOnlyList<BrowseRelief> Reliefs, double Ms);

    public static Command Make() => new Command("browse", "help.verb.browse")
    {
        Kind, Genre, AllGenres, Decade, Country, In, MinYear, MaxYear, MinRuntime, MaxRuntime, MinVotes, MaxVotes, MinRating, MaxRating, Person, HideSeen, OnlyWatchlist, Sort, Skip, Limit,
        Verb.MemberOption,
    }.Reads(async (verb, alone) =>
    {
        var request = new BrowseRequest
        {
            Kind = verb.Get(Kind),
            Genre = verb.Get(Genre),
            Genres = verb.Get(AllGenres) ? "all" : null,
            Decade = verb.Get(Decade),
            Country = verb.Get(Country),
            Language = verb.Get(In),
            MinYear = verb.Get(MinYear),
            MaxYear = verb.Get(MaxYear),
            MinRuntime = verb.Get(MinRuntime),
            MaxRuntime = verb.Get(MaxRuntime),
            MinVotes = verb.Get(MinVotes),
            MaxVotes = verb.Get(MaxVotes),
            MinRating = verb.Get(MinRating),
            MaxRating = verb.Get(MaxRating),
            Person = verb.Get(Person),
            HideSeen = verb.Get(HideSeen),
            OnlyWatchlist = verb.Get(OnlyWatchlist),
            Sort = verb.Get(Sort),
            Skip = verb.Get(Skip),
            Limit = verb.Get(Limit),
        };
        var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
        if (request.Read(await alone.Get<Sights>().Of(viewer, verb.Cancellation), out _, out var query) is { } wrong)
        {
            throw new Refusal(wrong);
        }

        var answer = await alone.Get<TitleBrowse>().Find(await alone.Get<BrowseQueries>().WithOwn(query, request, viewer, verb.Cancellation), verb.Cancellation);
        verb.Terminal.Result(
            new Answer(
                answer.Total, [.. answer.Items.Select(t => new Item(t.Id.ToString(), t.Title, t.Year, t.Kind.Spelling(), t.Rating, t.Votes))], answer.Facets, answer.Reliefs,
                Math.Round(answer.Milliseconds, 3)),
            Lines);
    });

    static string Lines(Answer answer)
    {
        var text = new StringBuilder(new Text("app.browseTotal", ("count", answer.Total)).ToString());
        foreach (var relief in answer.Reliefs)
        {
            text.Append('\n').Append(new Text("app.browseRelief", ("filter", relief.Filter.ToString()), ("count", relief.Total)));
        }

        foreach (var item in answer.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{item.Id,-11} {item.Year?.ToString(CultureInfo.InvariantCulture) ?? "    "}  {item.Kind,-12} {item.Rating?.ToString("F1", CultureInfo.InvariantCulture) ?? "   ",4}  {item.Title}");
        }

        Counts("kind", answer.Facets.Kinds.Select(k => (k.Value.Spelling(), k.Count)));
        Counts("genre", answer.Facets.Genres.Select(g => (g.Value, g.Count)));
        Counts("decade", answer.Facets.Decades.Select(d => (d.Value.ToString(CultureInfo.InvariantCulture), d.Count)));
        Counts("country", answer.Facets.Countries.Select(c => (c.Value, c.Count)));
        Counts("language", answer.Facets.Languages.Select(l => (l.Value, l.Count)));
        return text.ToString();

        void Counts(string facet, IEnumerable<(string Value, long Count)> counts)
        {
            const int shown = 12;
            if (counts.Where(c => c.Count > 0).Take(shown).ToList() is { Count: > 0 } some)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{facet,-9} ").AppendJoin("  ", some.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Count:N0}")));
            }
        }
    }

    static Option<string[]> Words(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => [] };
}
