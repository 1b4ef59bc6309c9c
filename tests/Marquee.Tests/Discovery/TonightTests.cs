using Marquee.Access;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.Tests.Discovery;

public sealed class TonightTests
{
    const long Holm = 500;

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_seen_is_never_picked_nor_episodes_games_or_adult_titles(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house,
            [.. Films(votes: true), Film(900, "An Episode", TitleKind.TvEpisode), Film(901, "A Game", TitleKind.VideoGame), Film(902, "A Short", TitleKind.Short), Film(903, "Adult") with { Adult = true }]);
        await house.Get<Ratings>().Set(ada, new TitleId(1), 9, CancellationToken.None);
        await house.Get<Watches>().Add(ada, new TitleId(2), null, CancellationToken.None);
        var picks = Ids(await house.Get<Tonight>().Picks(ada, new TonightFilters { Limit = 100 }, CancellationToken.None));
        Assert.Equal(38, picks.Count);
        Assert.Empty(picks.Intersect([1, 2, 900, 901, 902, 903]));
        Assert.Contains(903, Ids(await house.Get<Tonight>().Picks(ada with { ShowAdult = true }, new TonightFilters { Limit = 100 }, CancellationToken.None)));
        Assert.Equal([902], Ids(await house.Get<Tonight>().Picks(ada, new TonightFilters { Kinds = [TitleKind.Short] }, CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_liked_director_is_a_reason_and_the_reason_is_true(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house, Films(votes: true));
        await TestCatalog.Person(house, Holm, "Ada Holm");
        await house.Get<Ratings>().Set(ada, new TitleId(5), 10, CancellationToken.None);
        await house.Get<Ratings>().Set(ada, new TitleId(10), 9, CancellationToken.None);
        foreach (var other in (long[])[1, 2, 3])
        {
            await house.Get<Ratings>().Set(ada, new TitleId(other), 3, CancellationToken.None);
        }

        var answer = await house.Get<Tonight>().Picks(ada, new TonightFilters(), CancellationToken.None);
        Assert.Equal((TonightBasis.History, 5, 0), (answer.Basis, answer.History.Ratings, answer.History.Watches));
        var pick = answer.Picks.First(p => p.Reason.Code == "director");
        Assert.Equal(0, pick.Title.Id.Number % 5);
        Assert.Equal(("nm0000500", "Ada Holm"), (pick.Reason.Person!.Id, pick.Reason.Person.Name));
        Assert.Equal([("tt0000005", 10), ("tt0000010", 9.0)], pick.Reason.Because!.Select(b => (b.Id, b.Rating!.Value)));
        Assert.Equal("Because you gave 10 to Film 5 and 9 to Film 10, also directed by Ada Holm.", pick.Reason.Text.In(Language.English));
        Assert.True(answer.Picks.Count(p => p.Title.Id.Number % 5 == 0) <= Mixing.MostOfOne);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_new_rating_changes_the_list_at_once(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house, Films(votes: true));
        Assert.Equal(TonightBasis.Votes, (await house.Get<Tonight>().Picks(ada, new TonightFilters(), CancellationToken.None)).Basis);
        await house.Get<Ratings>().Set(ada, new TitleId(40), 10, CancellationToken.None);
        var after = await house.Get<Tonight>().Picks(ada, new TonightFilters(), CancellationToken.None);
        Assert.Equal(TonightBasis.History, after.Basis);
        Assert.DoesNotContain(40, Ids(after));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Filters_leave_only_what_fits(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house, Films(votes: true));
        var tonight = house.Get<Tonight>();
        var byRuntime = await tonight.Picks(ada, new TonightFilters { MaxRuntime = 100, Limit = 100 }, CancellationToken.None);
        Assert.Equal(20, byRuntime.Picks.Count);
        Assert.All(byRuntime.Picks, p => Assert.True(p.Title.Runtime <= 100));
        Assert.All((await tonight.Picks(ada, new TonightFilters { Genres = Genres.Named("Crime")!.Value }, CancellationToken.None)).Picks, p => Assert.Contains("Crime", p.Title.Genres.Names));
        Assert.All((await tonight.Picks(ada, new TonightFilters { Decade = 1970 }, CancellationToken.None)).Picks, p => Assert.InRange(p.Title.Year!.Value, 1970, 1979));
        Assert.Empty((await tonight.Picks(ada, new TonightFilters { Kinds = [TitleKind.TvSeries] }, CancellationToken.None)).Picks);
        Assert.Contains(1970, byRuntime.Decades);
        Assert.Contains("Crime", byRuntime.Genres);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Without_votes_taste_comes_first_and_a_tour_fills_the_rest(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house, Films(votes: false));
        var stranger = await house.Get<Tonight>().Picks(ada, new TonightFilters(), CancellationToken.None);
        Assert.Equal((TonightBasis.Rotation, 24), (stranger.Basis, stranger.Picks.Count));
        Assert.All(stranger.Picks, p => Assert.Equal("rotation", p.Reason.Code));
        Assert.Equal(["FR", "JP", "SE", "SN"], stranger.Picks.Take(4).Select(p => p.Title.Countries.Single()).Order(StringComparer.Ordinal));

        await house.Get<Ratings>().Set(ada, new TitleId(5), 10, CancellationToken.None);
        await house.Get<Ratings>().Set(ada, new TitleId(2), 2, CancellationToken.None);
        var known = await house.Get<Tonight>().Picks(ada, new TonightFilters(), CancellationToken.None);
        Assert.Equal((TonightBasis.History, 24), (known.Basis, known.Picks.Count));
        Assert.NotEqual("rotation", known.Picks[0].Reason.Code);
        Assert.DoesNotContain("acclaimed", known.Picks.Select(p => p.Reason.Code));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Without_history_the_best_are_mixed_and_say_by_whom_they_are_rated(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house, Films(votes: true));
        var answer = await house.Get<Tonight>().Picks(ada, new TonightFilters(), CancellationToken.None);
        Assert.Equal((TonightBasis.Votes, 24), (answer.Basis, answer.Picks.Count));
        var best = answer.Picks.First(p => p.Title.Id.Number == 40);
        Assert.Equal(("acclaimed", "Rated 9.0 by 400,000 people on IMDb."), (best.Reason.Code, best.Reason.Text.In(Language.English)));
        Assert.True(answer.Picks.Select(p => p.Title.Year / 10).Distinct().Count() >= 4);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_seed_gives_the_same_list_and_another_another(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house, Films(votes: false));
        var tonight = house.Get<Tonight>();
        var first = Ids(await tonight.Picks(ada, new TonightFilters { Seed = 1 }, CancellationToken.None));
        Assert.Equal(first, Ids(await tonight.Picks(ada, new TonightFilters { Seed = 1 }, CancellationToken.None)));
        Assert.NotEqual(first, Ids(await tonight.Picks(ada, new TonightFilters { Seed = 2 }, CancellationToken.None)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_series_counts_as_seen_once_an_episode_is(Engine engine)
    {
        await using var house = await Open(engine);
        var ada = await Ada(house);
        await TestCatalog.Add(house, [.. Films(votes: true), Film(700, "A Series", TitleKind.TvSeries), Film(701, "Pilot", TitleKind.TvEpisode) with { Series = 700 }]);
        Assert.Contains(700, Ids(await house.Get<Tonight>().Picks(ada, new TonightFilters { Limit = 100 }, CancellationToken.None)));
        await house.Get<Ratings>().Set(ada, new TitleId(701), 9, CancellationToken.None);
        Assert.DoesNotContain(700, Ids(await house.Get<Tonight>().Picks(ada, new TonightFilters { Limit = 100 }, CancellationToken.None)));
    }

    [Fact]
    public async Task The_sample_gives_a_stranger_a_tour_of_the_world()
    {
        await using var house = await Open(Engine.Sqlite);
        await house.Get<SampleCatalog>().LoadIfEmpty(CancellationToken.None);
        var answer = await house.Get<Tonight>().Picks(await Ada(house), new TonightFilters(), CancellationToken.None);
        Assert.Equal((TonightBasis.Rotation, 24), (answer.Basis, answer.Picks.Count));
        Assert.True(answer.Picks.SelectMany(p => p.Title.Countries).Distinct().Count() >= 20);
        Assert.True(answer.Picks.Select(p => p.Title.Year / 10).Distinct().Count() >= 5);
        Assert.All(answer.Picks, p => Assert.False(p.Title.Kind == TitleKind.TvEpisode));
    }

    static Task<TestHouse> Open(Engine engine) =>
        TestHouse.Open(engine, services => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddDiscovery());

    static async Task<Viewer> Ada(TestHouse house) => Viewers.Of(await house.Get<Members>().EnsureHost("Ada", CancellationToken.None), Origin.Page);

    static List<long> Ids(TonightAnswer answer) => [.. answer.Picks.Select(p => p.Title.Id.Number)];

    /// <summary>Forty films of eight decades and four countries; every fifth is by one director, and the later ones are better known.</summary>
    static CatalogTitle[] Films(bool votes) =>
    [
        .. Enumerable.Range(1, 40).Select(i => new CatalogTitle(i, $"Film {i}")
        {
            Year = 1950 + (i % 8 * 10),
            Runtime = i % 2 == 0 ? 90 : 140,
            Genres = i % 3 == 0 ? "Crime" : "Drama",
            Countries = ((string[])["FR", "SN", "JP", "SE"])[i % 4],
            Directors = i % 5 == 0 ? [Holm] : [1000 + i],
            Rating = votes ? 5 + (i * 0.1) : null,
            Votes = votes ? i * 10_000 : null,
        }),
    ];

    static CatalogTitle Film(long id, string title, TitleKind kind = TitleKind.Movie) => new(id, title) { Kind = kind, Rating = 8, Votes = 90_000, Year = 2001 };
}
