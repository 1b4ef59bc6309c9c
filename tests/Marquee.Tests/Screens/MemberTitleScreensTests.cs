using System.Net;
using System.Text.Json;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;
using Marquee.Watching;

namespace Marquee.Tests.Screens;

/// <summary>Likes, notes, lists, progress and corrections over HTTP: their member, another one, and what can be asked for wrongly.</summary>
public sealed class MemberTitleScreensTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_member_says_of_a_title_stands_on_its_page_and_nowhere_else(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        await Ok(ada, HttpMethod.Put, "/api/v1/likes/tt9000001");
        await Ok(ada, HttpMethod.Put, "/api/v1/notes/tt9000001", new { note = "with Ivo" });
        await Ok(ada, HttpMethod.Put, "/api/v1/watchlist/tt9000001/entry", new { note = "soon", priority = 1 });
        var mine = (await ada.Read("/api/v1/titles/tt9000001")).GetProperty("mine");
        Assert.Equal((true, "with Ivo", "soon", 1, 3), (mine.GetProperty("liked").GetBoolean(), mine.GetProperty("note").GetString(), mine.GetProperty("listNote").GetString(), mine.GetProperty("priority").GetInt32(), mine.GetProperty("revision").GetInt32()));
        var others = (await ivo.Read("/api/v1/titles/tt9000001")).GetProperty("mine");
        Assert.Equal((false, 0), (others.GetProperty("liked").GetBoolean(), others.GetProperty("revision").GetInt32()));
        Assert.DoesNotContain("with Ivo", others.ToString(), StringComparison.Ordinal);
        Assert.Equal("tt9000001", (await ada.Read("/api/v1/likes")).GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(0, (await ivo.Read("/api/v1/likes")).GetProperty("total").GetInt32());

        Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Put, "/api/v1/likes/tt9999999"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, "/api/v1/notes/tt9000001", new { note = new string('x', Notes.Longest + 1) }));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, "/api/v1/watchlist/tt9000001/entry", new { priority = 4 }));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.Open().Status(HttpMethod.Put, "/api/v1/likes/tt9000001"));
    }

    [Theory]
    [InlineData(Engine.Sqlite, "likes")]
    [InlineData(Engine.Postgres, "likes")]
    [InlineData(Engine.Sqlite, "not-interested")]
    [InlineData(Engine.Postgres, "not-interested")]
    public async Task What_is_marked_is_listed_in_portions_that_neither_repeat_nor_skip(Engine engine, string mark)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        foreach (var number in Enumerable.Range(1, 3))
        {
            await Ok(ada, HttpMethod.Put, $"/api/v1/{mark}/tt900000{number}");
        }

        var first = await ada.Read($"/api/v1/{mark}?limit=2");
        Assert.Equal(3, first.GetProperty("total").GetInt32());
        Assert.Equal(["tt9000003", "tt9000002"], Ids(first));
        await Ok(ada, HttpMethod.Put, $"/api/v1/{mark}/tt9000010"); // above the place that is asked for
        await Ok(ada, HttpMethod.Delete, $"/api/v1/{mark}/tt9000003");
        var second = await ada.Read($"/api/v1/{mark}?limit=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal(["tt9000001"], Ids(second));
        Assert.False(second.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String);
        Assert.NotEqual(default, first.GetProperty("items")[0].GetProperty("markedAt").GetDateTimeOffset());
        Assert.Empty(Ids(await ivo.Read($"/api/v1/{mark}")));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, $"/api/v1/{mark}?after=nowhere"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_of_no_interest_is_not_suggested(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        Assert.Contains("tt9000001", await Picks(ada));
        var hidden = await Ok(ada, HttpMethod.Put, "/api/v1/not-interested/tt9000001");
        Assert.DoesNotContain("tt9000001", await Picks(ada));
        Assert.Contains("tt9000001", await Picks(ivo));
        Assert.Equal([2, 3], await Ranks("?hideNotInterested=true"));
        Assert.Equal([1, 2, 3], await Ranks(""));
        await Ok(ada, HttpMethod.Post, $"/api/v1/facts/{hidden.GetProperty("fact").GetInt64()}/undo");
        Assert.Contains("tt9000001", await Picks(ada));

        async Task<IEnumerable<int>> Ranks(string query) => (await ada.Read("/api/v1/best" + query)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("rank").GetInt32());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_is_made_filled_ordered_shared_and_read_by_others(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        using var made = await ada.Send(HttpMethod.Post, "/api/v1/lists", new { name = "Winter" });
        var id = (await Browser.Body(made)).GetProperty("id").GetInt64();
        var path = $"/api/v1/lists/{id}";
        foreach (var title in new[] { "tt9000001", "tt9000002", "tt9000003" })
        {
            await Ok(ada, HttpMethod.Put, $"{path}/titles/{title}", new { });
        }

        await Ok(ada, HttpMethod.Put, $"{path}/titles/tt9000003", new { place = 1, note = "the red one" });
        var items = (await ada.Read(path)).GetProperty("items");
        Assert.Equal(["tt9000003", "tt9000001", "tt9000002"], items.EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Equal("the red one", items[0].GetProperty("note").GetString());
        Assert.True((await ada.Read("/api/v1/lists?title=tt9000001"))[0].GetProperty("has").GetBoolean());

        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Get, path));
        await Ok(ada, HttpMethod.Put, path, new { description = "Snow, mostly", shared = true });
        var list = (await ivo.Read(path)).GetProperty("list");
        Assert.Equal(("Ada", "Snow, mostly"), (list.GetProperty("owner").GetString(), list.GetProperty("description").GetString()));
        Assert.Equal("Ada", (await ivo.Read("/api/v1/lists"))[0].GetProperty("owner").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Put, $"{path}/titles/tt9000001", new { place = 3 }));
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Delete, $"{path}/titles/tt9000001"));
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Put, path, new { name = "Taken" }));
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Delete, path));
        Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Put, $"{path}/titles/tt9999999", new { }));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, path, new { name = " " }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Episodes_are_noted_together_and_the_next_one_is_told(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        var noted = await Ok(ada, HttpMethod.Post, "/api/v1/titles/tt9000010/episodes/watches", new { upTo = "tt9000012", at = "2024-05-01" });
        Assert.Equal(2, noted.GetProperty("episodes").GetInt32());
        var next = (await ada.Read("/api/v1/next-up"))[0];
        Assert.Equal(("tt9000013", "Harbour", 3), (next.GetProperty("id").GetString(), next.GetProperty("series").GetProperty("title").GetString(), next.GetProperty("series").GetProperty("episode").GetInt32()));
        Assert.StartsWith("2024-05-01", next.GetProperty("watchedAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await ivo.Read("/api/v1/next-up")).GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Post, $"/api/v1/facts/{noted.GetProperty("fact").GetInt64()}/undo"));
        await Ok(ada, HttpMethod.Post, $"/api/v1/facts/{noted.GetProperty("fact").GetInt64()}/undo");
        Assert.Equal(0, (await ada.Read("/api/v1/next-up")).GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Post, "/api/v1/titles/tt9000010/episodes/watches", new { upTo = "tt9000001" }));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Post, "/api/v1/titles/tt9000010/episodes/watches", new { at = "yesterday" }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_watch_and_a_rating_go_to_the_title_that_they_are_about(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        using var added = await ada.Send(HttpMethod.Post, "/api/v1/titles/tt9000001/watches", new { at = "2024-05-01", device = "projector" });
        var watch = (await Browser.Body(added)).GetProperty("id").GetInt64();
        await Ok(ada, HttpMethod.Put, "/api/v1/ratings/tt9000001", new { rating = 8 });
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Post, $"/api/v1/watches/{watch}/move", new { title = "tt9000002" }));
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Post, "/api/v1/ratings/tt9000001/move", new { title = "tt9000002" }));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Post, $"/api/v1/watches/{watch}/move", new { title = "nothing" }));
        Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Post, $"/api/v1/watches/{watch}/move", new { title = "tt9999999" }));
        await Ok(ada, HttpMethod.Post, $"/api/v1/watches/{watch}/move", new { title = "tt9000002" });
        await Ok(ada, HttpMethod.Post, "/api/v1/ratings/tt9000001/move", new { title = "tt9000002" });
        var mine = (await ada.Read("/api/v1/titles/tt9000002")).GetProperty("mine");
        Assert.Equal((8, "projector"), (mine.GetProperty("rating").GetInt32(), mine.GetProperty("watches")[0].GetProperty("device").GetString()));
        Assert.False((await ada.Read("/api/v1/titles/tt9000001")).GetProperty("mine").GetProperty("seen").GetBoolean());
    }

    static string[] Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    static async Task<IEnumerable<string?>> Picks(Browser browser) =>
        (await browser.Read("/api/v1/tonight?kind=movie&limit=10")).GetProperty("picks").EnumerateArray().Select(p => p.GetProperty("id").GetString()).ToList();

    static async Task<TestHouse> Open(Engine engine)
    {
        var house = await TestHouse.Open(engine);
        await TestCatalog.Add(house,
            new CatalogTitle(9000001, "The Lamp") { Rating = 9.0, Votes = 90000 }, new CatalogTitle(9000002, "Nordlys") { Rating = 8.0, Votes = 80000 },
            new CatalogTitle(9000003, "The Door") { Rating = 7.0, Votes = 70000 }, new CatalogTitle(9000010, "Harbour") { Kind = TitleKind.TvSeries });
        await TestCatalog.Add(house, [.. Enumerable.Range(1, 3).Select(n => new CatalogTitle(9000010 + n, $"Part {n}") { Kind = TitleKind.TvEpisode, Series = 9000010, Number = n })]);
        return house;
    }

    static Task<TestSite> Start(TestHouse house) => TestSite.StartWith(
        house,
        services => services.AddJournal().AddJobs().AddCatalog().AddWatching().AddAcquisition().AddDiscovery().AddScreens(),
        app =>
        {
            app.MapTitles();
            app.MapBest();
            app.MapTonight();
            app.MapRatings();
            app.MapWatches();
            app.MapWatchlist();
            app.MapFacts();
            app.MapLists();
            app.MapTitleWords();
            app.MapProgress();
        });

    static async Task<JsonElement> Ok(Browser browser, HttpMethod method, string path, object? body = null)
    {
        using var answer = await browser.Send(method, path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Browser.Body(answer);
    }
}
