using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Tests.Catalog.Matching;

public sealed class MatcherTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => CatalogHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_id_is_followed_when_the_row_does_not_speak_loudly_against_it(Engine engine)
    {
        await using var house = await Open(engine);
        var salt = new TitleQuestion { Imdb = 101, Names = ["Harbour of Salt"], Year = 1994 };
        Assert.Equal((long[])[101L, 101, 101, 101], await Sure(house,
            salt, salt with { Names = ["Hafen aus Salz"], Year = 2020 }, salt with { Names = ["Sóhavn"] }, salt with { Names = [], Year = null }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_id_whose_name_and_year_are_another_title_is_a_question(Engine engine)
    {
        await using var house = await Open(engine);
        var match = Assert.Single(await Match(house, new TitleQuestion { Imdb = 101, Names = ["Winter Garden"], Year = 2015 }));
        Assert.False(match.IsSure);
        Assert.Equal([101L, 110], match.Candidates.Select(c => c.Title.Number));
        Assert.Contains(match.Evidence, e => e.Code == "matching.id.contradicted");
        // Without a year another name may be another language, unless a title is called so.
        Assert.False(Assert.Single(await Match(house, new TitleQuestion { Imdb = 101, Names = ["The Lighthouse Keepers"] })).IsSure);
        Assert.True(Assert.Single(await Match(house, new TitleQuestion { Imdb = 101, Names = ["Sóhavn"] })).IsSure);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_merged_id_leads_to_the_title_that_it_is_now(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Database.Write(Store.House, house => house.Execute(
            "insert into house.title_merge (title, into_title, redirects, state, member, created_at) values (120, 110, 120, 'merged', 1, 1)"), Ct);
        var match = Assert.Single(await Match(house, new TitleQuestion { Imdb = 120, Names = ["Winter Garden"], Year = 2015 }));
        Assert.Equal(110, match.Title!.Value.Number);
        Assert.True(match.IsSure);
        Assert.Contains(match.Evidence, e => e.Code == "matching.id.merged");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_id_that_the_catalog_lacks_is_a_new_title_or_says_why_not(Engine engine)
    {
        await using var house = await Open(engine);
        var matches = await Match(house,
            new TitleQuestion { Imdb = 900, Names = ["Nobody's Reel"], Year = 1950 },
            new TitleQuestion { Imdb = 900 },
            new TitleQuestion { Imdb = 900, Names = ["Harbour of Salt"], Year = 1994, Kind = AskedKind.Film, Runtime = 102 },
            new TitleQuestion { Imdb = 0, Names = ["Harbour of Salt"], Year = 1994, Kind = AskedKind.Film });
        Assert.Equal((true, true, 900), (matches[0].IsNew, matches[0].IsSure, matches[0].Title!.Value.Number));
        Assert.Equal((false, null), (matches[1].IsNew, matches[1].Title));
        Assert.All(matches.Take(3), match => Assert.Contains(match.Evidence, e => e.Code == "matching.id.lacking"));
        Assert.False(matches[2].IsSure);
        Assert.Equal([900L, 101], matches[2].Candidates.Select(c => c.Title.Number));
        Assert.Equal(101, matches[3].Title!.Value.Number);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Numbers_of_other_sources_are_followed_where_somebody_knows_them(Engine engine)
    {
        await using var house = await Open(engine);
        var asked = new List<OutsideId>();
        Task<IReadOnlyDictionary<OutsideId, TitleId>> Known(IReadOnlyCollection<OutsideId> ids, CancellationToken ct)
        {
            asked.AddRange(ids);
            return Task.FromResult<IReadOnlyDictionary<OutsideId, TitleId>>(new Dictionary<OutsideId, TitleId> { [new(OutsideSource.Tmdb, AskedKind.Film, 7)] = new(101) });
        }

        var matches = await house.Get<Matcher>().Match(
            [new TitleQuestion { Tmdb = 7, Kind = AskedKind.Film }, new TitleQuestion { Tmdb = 7, Kind = AskedKind.Series, Names = ["Winter Garden"] }, new TitleQuestion { Tvdb = 0 }], null, Ct, Known);
        Assert.Equal(101, matches[0].Title!.Value.Number);
        Assert.NotEqual(101, matches[1].Title?.Number);
        Assert.Equal(2, asked.Distinct().Count());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Names_in_any_language_and_order_lead_to_the_title(Engine engine)
    {
        await using var house = await Open(engine);
        TitleQuestion Film(string name, int? year) => new() { Names = [name], Year = year, Kind = AskedKind.Film };
        Assert.Equal((long[])[101L, 101, 101, 110, 110], await Sure(house,
            Film("HARBOUR OF SALT", 1994), Film("Hafen aus Salz", 1994), Film("Harbour of Salt (Sal y puerto) (1994)", null), Film("Garden in Winter, A (Winter Garden)", 2015), Film("Winter Garden", 2015)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_episode_is_found_through_its_series(Engine engine)
    {
        await using var house = await Open(engine);
        var keepers = new TitleQuestion { Kind = AskedKind.Episode, Names = ["Lighthouse Keepers, The"], Year = 2010 };
        Assert.Equal((long[])[10000202L, 10000201, 10000202, 10000202], await Sure(house,
            keepers with { Season = 2, Episode = 5 }, keepers with { EpisodeName = "First Lamp" },
            keepers with { Names = [], Year = null, SeriesImdb = 10000200, Season = 2, Episode = 5 }, keepers with { Imdb = 10000202, Season = 2, Episode = 5 }));
        var missing = Assert.Single(await Match(house, keepers with { Season = 7, Episode = 1 }));
        Assert.Null(missing.Title);
        Assert.Contains(missing.Evidence, e => e.Code == "matching.episode.none");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Titles_for_adults_are_found_by_name_only_for_those_who_may_see_them(Engine engine)
    {
        await using var house = await Open(engine);
        TitleQuestion[] dark = [new() { Names = ["After Dark"], Year = 2001 }];
        var ada = new Viewer(1, "Ada", Role.Member, ShowAdult: true, Origin.Api);
        Assert.Equal(103, (await house.Get<Matcher>().Match(dark, ada, Ct))[0].Title?.Number);
        Assert.DoesNotContain((await house.Get<Matcher>().Match(dark, ada with { ShowAdult = false }, Ct))[0].Candidates, c => c.Title.Number == 103);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_only_a_file_knows_is_found_by_its_name(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<KnownTitles>().Keep([new KnownTitle { Id = new TitleId(42), Title = "Lost Reel", Year = 1931, Kind = TitleKind.Movie, Runtime = 61 }], Ct);
        await house.Get<KnownSearch>().Refresh(Ct);
        Assert.Equal((long[])[42L], await Sure(house, new TitleQuestion { Names = ["Lost Reel"], Year = 1931, Kind = AskedKind.Film, Runtime = 61 }));
    }

    [Fact]
    public async Task Nothing_alike_says_so_in_every_language_and_no_question_has_no_answer()
    {
        await using var house = await Open(Engine.Sqlite);
        var matches = await Match(house, new TitleQuestion { Names = ["Qwxz Vbnm"], Year = 1990 }, new TitleQuestion());
        Assert.All(matches, match => Assert.Null(match.Title));
        Assert.All(Language.All, language => Assert.NotEqual("matching.nothing", matches[1].Evidence[0].In(language)));
        Assert.Empty(await Match(house));
    }

    [Fact]
    public async Task A_row_that_its_file_would_turn_to_another_title_is_a_question()
    {
        using var files = ImdbFiles.Small();
        files.Write(ImdbFile.Basics,
        [
            "tt0000301|movie|Lanterns|Lanterns|0|1998|\\N|90|Drama", "tt0000302|movie|Lanterns|Lanterns|0|1999|\\N|90|Drama",
            .. Enumerable.Range(0, 500).Select(i => $"tt000{1000 + i}|movie|Harbour {i}x Salt|Harbour {i}x Salt|0|{1980 + (i % 20)}|\\N|90|Drama"),
        ]);
        files.Write(ImdbFile.Ratings, "tt0000301|7.0|900", "tt0000302|7.0|900");
        await using var house = await CatalogHouse.With(files, Engine.Sqlite);
        var row = new TitleQuestion { Names = ["Lanterns"], Year = 1998, Kind = AskedKind.Film };
        Assert.Equal(301, Assert.Single(await Match(house, row)).Title!.Value.Number);
        // All years of the file are one off: so this one may be, too.
        var match = (await Match(house, [row, .. Enumerable.Range(0, 500).Select(i => new TitleQuestion { Names = [$"Harbour {i}x Salt"], Year = 1981 + (i % 20), Kind = AskedKind.Film })]))[0];
        Assert.Equal((302L, true, false), (match.Title!.Value.Number, match.IsDivided, match.IsSure));
    }

    [Fact]
    public async Task Matching_ends_when_it_is_cancelled()
    {
        await using var house = await Open(Engine.Sqlite);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Get<Matcher>().Match([.. Enumerable.Repeat(new TitleQuestion { Names = ["Salt"] }, 5000)], null, cancelled.Token));
    }

    static async Task<long[]> Sure(TestHouse house, params TitleQuestion[] questions) =>
        [.. (await Match(house, questions)).Select(match => match.IsSure ? match.Title!.Value.Number : 0)];

    static Task<IReadOnlyList<TitleMatch>> Match(TestHouse house, params TitleQuestion[] questions) => house.Get<Matcher>().Match(questions, null, Ct);

    static async Task<TestHouse> Open(Engine engine)
    {
        using var files = ImdbFiles.Small();
        files.Write(ImdbFile.Basics,
            "tt0000101|movie|Harbour of Salt|Sal y puerto|0|1994|\\N|102|Drama,Romance",
            "tt0000103|video|After Dark|After Dark|1|2001|\\N|70|Adult",
            "tt0000110|movie|A Garden in Winter|Winter Garden|0|2015|\\N|95|Drama",
            "tt0000120|movie|Winter Gardens|Winter Gardens|0|1971|\\N|80|Drama",
            "tt10000200|tvSeries|The Lighthouse Keepers|The Lighthouse Keepers|0|2010|2012|45|Comedy",
            "tt10000201|tvEpisode|First Lamp|First Lamp|0|2010|\\N|45|Comedy",
            "tt10000202|tvEpisode|Second Lamp|Second Lamp|0|2011|\\N|\\N|\\N");
        files.Write(ImdbFile.Ratings, "tt0000101|8.1|40000", "tt0000110|7.0|3000", "tt10000200|8.0|5000");
        return await CatalogHouse.With(files, engine);
    }
}
