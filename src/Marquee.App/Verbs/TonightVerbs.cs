using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee recommend` (what to watch tonight) and `marquee best`.</summary>
static class TonightVerbs
{
    static readonly Option<string[]> Kinds = new("--kind") { Description = "help.tonight.kinds", DefaultValueFactory = _ => [] };
    static readonly Option<string> OneKind = new("--kind") { Description = "help.tonight.oneKind", DefaultValueFactory = _ => "movie" };
    static readonly Option<string?> Genre = new("--genre") { Description = "help.tonight.genre" };
    static readonly Option<int?> Decade = new("--decade") { Description = "help.tonight.decade" };
    static readonly Option<string?> Country = new("--country") { Description = "help.tonight.country" };
    static readonly Option<int?> MinVotes = new("--min-votes") { Description = "help.tonight.minVotes" };
    static readonly Option<double?> Prior = new Option<double?>("--m") { Description = "help.tonight.prior" }.Between(0, 1e9);
    static readonly Option<double?> Mean = new Option<double?>("--c") { Description = "help.tonight.mean" }.Between(1, 10);
    static readonly Option<int?> MaxRuntime = new("--max-runtime") { Description = "help.tonight.maxRuntime" };
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.tonight.limit", DefaultValueFactory = _ => 10 }.Between(1, 250);

    public static Command Recommend() =>
        new Command("recommend", "help.verb.recommend") { Kinds, MaxRuntime, Genre, Decade, Limit, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var kinds = (verb.Get(Kinds) ?? []).Select(Kind).ToList();
            var answer = await alone.Get<Tonight>().Picks(await alone.Viewer(verb.Member, verb.Cancellation), new TonightFilters
            {
                Kinds = kinds.Count == 0 ? TonightFilters.UsualKinds : kinds,
                MaxRuntime = verb.Get(MaxRuntime),
                Genres = GenresOf(verb),
                Decade = verb.Get(Decade),
                Limit = verb.Get(Limit),
            }, verb.Cancellation);
            verb.Terminal.Result(
                answer.Picks.Select(p => new { id = p.Title.Id.ToString(), p.Title.Title, p.Title.Year, kind = p.Title.Kind.Spelling(), p.Title.Runtime, p.Title.Rating, score = Math.Round(p.Score, 3), p.Reason }).ToList(),
                picks => picks.Count == 0 ? new Text("app.nothingFits").ToString() : string.Join('\n', picks.Select(p => $"{p.Title} ({p.Year})\n    {p.Reason.Text}")));
        });

    public static Command Best() =>
        new Command("best", "help.verb.best") { OneKind, Genre, Decade, Country, MinVotes, Prior, Mean, Limit }.Reads(async (verb, alone) =>
        {
            var list = await alone.Get<BestLists>().Find(new BestQuery
            {
                Kind = Kind(verb.Get(OneKind)!),
                Genres = GenresOf(verb),
                Decade = verb.Get(Decade) / 10 * 10,
                Country = verb.Get(Country)?.ToUpperInvariant(),
                MinVotes = verb.Get(MinVotes),
                Prior = verb.Get(Prior),
                Mean = verb.Get(Mean),
                Limit = verb.Get(Limit),
            }, verb.Cancellation);
            verb.Terminal.Say("app.bestTotal", ("count", list.Total), ("more", list.WithoutVotes));
            verb.Terminal.Result(
                list.Items.Select(i => new { i.Rank, id = i.Title.Id.ToString(), i.Title.Title, i.Title.Year, i.Title.Rating, i.Title.Votes, weighted = Math.Round(i.Weighted, 3) }).ToList(),
                items => items.Count == 0 ? new Text("app.noVotesFit").ToString() : string.Join('\n', items.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Rank,3}. {i.weighted:F2}  {i.Title} ({i.Year})  {i.Rating:F1}, {i.Votes:N0} votes"))));
        });

    public static TitleKind Kind(string word) => TitleKinds.Parse(word) is var kind && (kind != TitleKind.Other || word == "other")
        ? kind
        : throw new Refusal("catalog.noKind", ("kind", word));

    static Genres GenresOf(Verb verb) => verb.Get(Genre) is not { Length: > 0 } genre ? Genres.None
        : Genres.Named(genre) ?? throw new Refusal("catalog.noGenre", ("genre", genre));
}
