using System.Net;
using System.Text.Json;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;
using Marquee.Watching;

namespace Marquee.Tests.Screens;

/// <summary>What title and person pages ask for beside the page itself, over HTTP, on both engines.</summary>
public sealed class CatalogScreensTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task A_series_gives_all_episode_ratings_in_one_answer(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var answer = await ada.Read("/api/v1/titles/tt0000100/episodes/ratings");
        Assert.Equal(3, answer.GetProperty("items").GetArrayLength());
        Assert.Equal(("tt0000102", "tt0000101"), (answer.GetProperty("best").GetString(), answer.GetProperty("worst").GetString()));
        var first = answer.GetProperty("items")[0];
        Assert.Equal((1, 6.1, 200), (first.GetProperty("season").GetInt32(), first.GetProperty("rating").GetDouble(), first.GetProperty("votes").GetInt32()));
        Assert.Equal(0, (await ada.Read("/api/v1/titles/tt0000201/episodes/ratings")).GetProperty("items").GetArrayLength());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_titles_share_people_and_a_series_shares_those_of_its_episodes(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var answer = await ada.Read("/api/v1/titles/tt0000100/common/tt0000201");
        Assert.Equal(("The Quay", 2), (answer.GetProperty("other").GetProperty("title").GetString(), answer.GetProperty("total").GetInt32()));
        var people = answer.GetProperty("people").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);
        Assert.Equal(["Ines Vega", "Lola Mar"], people.Keys.Order());
        Assert.Equal([("actor", 2)], Roles(people["Lola Mar"], "here"));
        Assert.Equal([("actor", 0)], Roles(people["Lola Mar"], "there"));
        Assert.Equal([("director", 0)], Roles(people["Ines Vega"], "there"));
        Assert.Empty((await ada.Read("/api/v1/titles/tt0000201/common/tt0000204")).GetProperty("people").EnumerateArray());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Collaborators_are_counted_by_works_not_by_episodes(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var answer = await ada.Read("/api/v1/people/nm0000003/collaborators");
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([("Ines Vega", 3), ("Tomas Rey", 2)], items.Select(i => (i.GetProperty("name").GetString()!, i.GetProperty("works").GetInt32())));
        Assert.Equal(["The Bay", "The Quay", "The Keepers"], items[0].GetProperty("titles").EnumerateArray().Select(t => t.GetProperty("title").GetString()));
        Assert.Equal((6, 6), (answer.GetProperty("looked").GetInt32(), answer.GetProperty("credits").GetInt32()));
        Assert.Single((await ada.Read("/api/v1/people/nm0000003/collaborators?limit=1")).GetProperty("items").EnumerateArray());
        Assert.Equal(0, (await ada.Read("/api/v1/people/nm0099999/collaborators")).GetProperty("credits").GetInt32());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_person_page_names_the_best_and_worst_with_the_votes_that_were_asked(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var extremes = (await ada.Read("/api/v1/people/nm0000003")).GetProperty("extremes");
        Assert.Equal(("The Bay", "The Quay"), (Title(extremes, "best"), Title(extremes, "worst")));
        Assert.Equal((5, 2), (extremes.GetProperty("minVotes").GetInt32(), extremes.GetProperty("ranked").GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await ada.Read("/api/v1/people/nm0000009")).GetProperty("extremes").ValueKind);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_filmography_comes_in_portions_with_the_career_counted_at_once(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var person = await ada.Read("/api/v1/people/nm0000003");
        Assert.Equal(4, person.GetProperty("films").GetProperty("total").GetInt32());
        var career = person.GetProperty("career");
        Assert.Equal(4, career.GetProperty("undated").GetInt32() + career.GetProperty("years").EnumerateArray().Sum(y => y.GetProperty("films").GetInt32() + y.GetProperty("series").GetInt32()));
        Assert.Equal(("actor", 4), (person.GetProperty("roles")[0].GetProperty("category").GetString(), person.GetProperty("roles")[0].GetProperty("films").GetInt32()));

        var all = person.GetProperty("films").GetProperty("items").EnumerateArray().Select(f => f.GetProperty("id").GetString()).ToList();
        var first = await ada.Read("/api/v1/people/nm0000003/credits?limit=3");
        var second = await ada.Read($"/api/v1/people/nm0000003/credits?limit=3&after={first.GetProperty("next").GetString()}");
        Assert.Equal(all, first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(f => f.GetProperty("id").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal("The Bay", (await ada.Read("/api/v1/people/nm0000003/credits?sort=rating&role=actor")).GetProperty("items")[0].GetProperty("title").GetString());
        Assert.Equal(0, (await ada.Read("/api/v1/people/nm0000003/credits?role=composer")).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/people/nm0000003/credits?after=nowhere"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/people/nm0000003/credits?sort=fame"));
        Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Get, "/api/v1/people/nm0099999/credits"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_nobody_knows_or_may_see_is_not_found(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var stranger = site.Open();
        foreach (var path in (string[])["tt0000999/episodes/ratings", "tt0000205/episodes/ratings", "tt0000201/common/tt0000999", "tt0000999/common/tt0000201", "tt0000201/common/tt0000205", "tt0000205/common/tt0000201"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Get, "/api/v1/titles/" + path));
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/api/v1/titles/" + path));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/api/v1/people/nm0000003/collaborators"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/watchlist?after=nowhere!"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/watchlist/places?genre=Sleep"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/watchlist?kind=poem"));
    }

    [Fact]
    public async Task A_watchlist_is_read_page_by_page()
    {
        await using var house = await Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        foreach (var id in (string[])["tt0000100", "tt0000201", "tt0000202", "tt0000204"])
        {
            Assert.Equal(HttpStatusCode.OK, await ada.Status(HttpMethod.Put, $"/api/v1/watchlist/{id}"));
        }

        var first = await ada.Read("/api/v1/watchlist?sort=title&limit=3");
        Assert.Equal(4, first.GetProperty("total").GetInt32());
        var second = await ada.Read($"/api/v1/watchlist?sort=title&limit=3&after={first.GetProperty("next").GetString()}");
        Assert.Equal(["The Quay"], second.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString()));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (second.GetProperty("total").ValueKind, second.GetProperty("next").ValueKind));
        Assert.Equal(first.GetProperty("next").GetString(), (await ada.Read("/api/v1/watchlist/places?sort=title&every=3")).GetProperty("places")[0].GetString());
        Assert.Equal(1, (await ada.Read("/api/v1/watchlist?kind=tvSeries&unseen=true")).GetProperty("total").GetInt32());
    }

    static IEnumerable<(string, int)> Roles(JsonElement person, string side) =>
        person.GetProperty(side).EnumerateArray().Select(r => (r.GetProperty("category").GetString()!, r.GetProperty("episodes").GetInt32()));

    static string? Title(JsonElement extremes, string end) => extremes.GetProperty(end)[0].GetProperty("title").GetString();

    /// <summary>Lola (3) plays in a series with three episodes and in three films, two with votes; Ines (1) directs, Tomas (2) is beside her in two.</summary>
    static async Task<TestHouse> Open(Engine engine)
    {
        var house = await TestHouse.Open(engine);
        await TestCatalog.Add(house,
            new CatalogTitle(100, "The Keepers") { Kind = TitleKind.TvSeries },
            new CatalogTitle(101, "Lamp") { Kind = TitleKind.TvEpisode, Series = 100, Rating = 6.1, Votes = 200, Directors = [1], Cast = [3] },
            new CatalogTitle(102, "Storm") { Kind = TitleKind.TvEpisode, Series = 100, Rating = 8.4, Votes = 150, Directors = [1], Cast = [3] },
            new CatalogTitle(103, "Calm") { Kind = TitleKind.TvEpisode, Series = 100, Cast = [9] },
            new CatalogTitle(201, "The Quay") { Rating = 4.0, Votes = 900, Directors = [1], Cast = [3, 2] },
            new CatalogTitle(202, "The Bay") { Rating = 8.0, Votes = 9000, Directors = [1], Cast = [3, 2] },
            new CatalogTitle(203, "The Pier") { Cast = [3] },
            new CatalogTitle(204, "Elsewhere") { Cast = [9] },
            new CatalogTitle(205, "After Dark") { Adult = true, Cast = [3] });
        foreach (var (id, name) in ((long, string)[])[(1, "Ines Vega"), (2, "Tomas Rey"), (3, "Lola Mar")])
        {
            await TestCatalog.Person(house, id, name);
        }

        return house;
    }

    static Task<TestSite> Start(TestHouse house) => TestSite.StartWith(
        house,
        services => services.AddJournal().AddJobs().AddCatalog().AddWatching().AddScreens(),
        app =>
        {
            app.MapTitles();
            app.MapPeople();
            app.MapWatchlist();
        });
}
