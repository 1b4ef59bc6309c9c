using System.Net;
using System.Net.Http.Headers;
using System.Text;
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
using Marquee.Watching.Importing;

namespace Marquee.Tests.Screens;

/// <summary>What a member has, over HTTP: two members, a stranger, and everything that can be asked for wrongly.</summary>
public sealed class WatchingScreensTests
{
    const string Ratings = "Const,Your Rating,Date Rated,Title,URL,Title Type\ntt9000001,9,2021-04-03,The Lamp,,movie\ntt9000002,7,,Nordlys,,movie\n,4,2021-04-06,=Nobody's,,movie\n";

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task Rating_listing_watching_and_taking_it_back(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var rated = await Ok(ada, HttpMethod.Put, "/api/v1/ratings/tt9000001", new { rating = 9 });
        await Ok(ada, HttpMethod.Put, "/api/v1/watchlist/tt9000002");
        using var watch = await ada.Send(HttpMethod.Post, "/api/v1/titles/tt9000003/watches", new { at = "2024-05-01" });
        Assert.Equal(HttpStatusCode.Created, watch.StatusCode);

        var history = (await ada.Read("/api/v1/history")).GetProperty("items");
        Assert.Equal(["tt9000001", "tt9000003"], history.EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Equal((9, true), (history[0].GetProperty("mine").GetProperty("rating").GetInt32(), history[0].GetProperty("mine").GetProperty("seen").GetBoolean()));
        Assert.StartsWith("2024-05-01", history[1].GetProperty("watchedAt").GetString(), StringComparison.Ordinal);
        var listed = (await ada.Read("/api/v1/watchlist?sort=title")).GetProperty("items")[0];
        Assert.Equal(("tt9000002", "Nordlys", true), (listed.GetProperty("id").GetString(), listed.GetProperty("title").GetString(), listed.GetProperty("mine").GetProperty("watchlist").GetBoolean()));

        var facts = (await ada.Read("/api/v1/facts")).GetProperty("items");
        Assert.Equal(["watch.added", "watchlist.added", "rating.set"], facts.EnumerateArray().Select(f => f.GetProperty("kind").GetString()));
        Assert.Equal(("page", "The Lamp", true), (facts[2].GetProperty("origin").GetString(), facts[2].GetProperty("title").GetProperty("title").GetString(), facts[2].GetProperty("undoable").GetBoolean()));
        await Ok(ada, HttpMethod.Post, $"/api/v1/facts/{rated.GetProperty("fact").GetInt64()}/undo");
        Assert.Equal(1, (await ada.Read("/api/v1/history")).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, await ada.Status(HttpMethod.Post, $"/api/v1/facts/{rated.GetProperty("fact").GetInt64()}/undo"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_is_previewed_applied_and_taken_back(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var preview = await Upload(site, ada, Ratings, HttpStatusCode.Created);
        var id = preview.GetProperty("id").GetInt64();
        Assert.Equal(("imdb", "imdb-2017", "preview", "ratings.csv"), (preview.GetProperty("source").GetString(), preview.GetProperty("layout").GetString(), preview.GetProperty("state").GetString(), preview.GetProperty("fileName").GetString()));
        Assert.Equal((2, 1), (preview.GetProperty("counts").GetProperty("new").GetInt32(), preview.GetProperty("counts").GetProperty("unreadable").GetInt32()));
        Assert.Equal(("tt9000001", 9), (preview.GetProperty("sample").GetProperty("new")[0].GetProperty("id").GetString(), preview.GetProperty("sample").GetProperty("new")[0].GetProperty("rating").GetInt32()));

        Assert.True((await Accepted(ada, $"/api/v1/imports/{id}/apply")).GetProperty("job").GetInt64() > 0);
        await site.Get<InlineJobs>().Run(HistoryApplyWork.Name, new HistoryImportArguments(id), null, CancellationToken.None, key: id.ToString(null, null));
        Assert.Equal("applied", (await ada.Read($"/api/v1/imports/{id}")).GetProperty("state").GetString());
        Assert.Equal(2, (await ada.Read("/api/v1/history")).GetProperty("total").GetInt32());
        using var rejects = await ada.Send(HttpMethod.Get, $"/api/v1/imports/{id}/rejects");
        Assert.Equal("text/csv", rejects.Content.Headers.ContentType!.MediaType);
        Assert.Contains("4,the row has no id,,4,2021-04-06,'=Nobody's", await rejects.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await Accepted(ada, $"/api/v1/imports/{id}/undo");
        await site.Get<InlineJobs>().Run(HistoryUndoWork.Name, new HistoryImportArguments(id), null, CancellationToken.None, key: id.ToString(null, null));
        Assert.Equal("undone", (await ada.Read("/api/v1/imports"))[0].GetProperty("state").GetString());
        Assert.Equal(0, (await ada.Read("/api/v1/history")).GetProperty("total").GetInt32());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_reaches_what_another_member_has(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        using var stranger = site.Open();
        var fact = (await Ok(ada, HttpMethod.Put, "/api/v1/ratings/tt9000001", new { rating = 9 })).GetProperty("fact").GetInt64();
        using var made = await ada.Send(HttpMethod.Post, "/api/v1/titles/tt9000003/watches", new { });
        var watch = (await Browser.Body(made)).GetProperty("id").GetInt64();
        var import = (await Upload(site, ada, Ratings, HttpStatusCode.Created)).GetProperty("id").GetInt64();
        (HttpMethod Method, string Path)[] theirs =
        [
            (HttpMethod.Post, $"/api/v1/facts/{fact}/undo"), (HttpMethod.Delete, $"/api/v1/watches/{watch}"), (HttpMethod.Get, $"/api/v1/imports/{import}"),
            (HttpMethod.Get, $"/api/v1/imports/{import}/rejects"), (HttpMethod.Post, $"/api/v1/imports/{import}/apply"), (HttpMethod.Post, $"/api/v1/imports/{import}/undo"),
            (HttpMethod.Delete, $"/api/v1/imports/{import}"),
        ];
        foreach (var (method, path) in theirs)
        {
            Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(method, path));
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(method, path));
        }

        foreach (var path in (string[])["/api/v1/facts", "/api/v1/history", "/api/v1/watchlist", "/api/v1/imports", "/api/v1/tonight"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, path));
        }

        Assert.Empty((await ivo.Read("/api/v1/facts")).GetProperty("items").EnumerateArray());
        Assert.Equal(0, (await ivo.Read("/api/v1/history")).GetProperty("total").GetInt32());
        Assert.Equal(2, (await ada.Read("/api/v1/history")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_said_in_a_sentence()
    {
        await using var house = await Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, "/api/v1/ratings/tt9000001", new { rating = 11 }));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, "/api/v1/ratings/tt9000001", new { }));
        Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Put, "/api/v1/ratings/tt1234567", new { rating = 7 }));
        Assert.Equal(HttpStatusCode.NotFound, await ada.Status(HttpMethod.Put, "/api/v1/watchlist/tt1234567"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Post, "/api/v1/titles/tt9000001/watches", new { at = "yesterday" }));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/watchlist?sort=mood"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/tonight?kind=tvEpisode"));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Get, "/api/v1/tonight?genre=Sleep"));
        var refused = await Upload(site, ada, "<html><body>Sign in</body></html>", HttpStatusCode.BadRequest);
        Assert.Contains("web page", refused.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("file", refused.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task Tonight_answers_cards_with_reasons()
    {
        await using var house = await Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var tonight = await ada.Read("/api/v1/tonight?kind=movie&kind=tvSeries&maxRuntime=120&limit=2&seed=1");
        Assert.Equal(("rotation", 2), (tonight.GetProperty("basis").GetString(), tonight.GetProperty("picks").GetArrayLength()));
        var pick = tonight.GetProperty("picks")[0];
        Assert.Equal(("rotation", "movie"), (pick.GetProperty("reason").GetProperty("code").GetString(), pick.GetProperty("kind").GetString()));
        Assert.Contains("1990s", pick.GetProperty("reason").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, tonight.GetProperty("history").GetProperty("ratings").GetInt32());
    }

    static async Task<TestHouse> Open(Engine engine)
    {
        var house = await TestHouse.Open(engine);
        await TestCatalog.Add(house, new CatalogTitle(9000001, "The Lamp"), new CatalogTitle(9000002, "Nordlys"), new CatalogTitle(9000003, "The Door"));
        return house;
    }

    static Task<TestSite> Start(TestHouse house) => TestSite.StartWith(
        house,
        services => services.AddJournal().AddJobs().AddCatalog().AddWatching().AddAcquisition().AddDiscovery().AddScreens(),
        app =>
        {
            app.MapRatings();
            app.MapWatches();
            app.MapWatchlist();
            app.MapHistoryImports();
            app.MapFacts();
            app.MapTonight();
        });

    static async Task<JsonElement> Ok(Browser browser, HttpMethod method, string path, object? body = null)
    {
        using var answer = await browser.Send(method, path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Browser.Body(answer);
    }

    static async Task<JsonElement> Accepted(Browser browser, string path)
    {
        using var answer = await browser.Send(HttpMethod.Post, path);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await Browser.Body(answer);
    }

    static async Task<JsonElement> Upload(TestSite site, Browser browser, string csv, HttpStatusCode expected)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site.Address };
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var form = new MultipartFormDataContent { { file, "file", "ratings.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports") { Content = form };
        request.Headers.Add("Cookie", browser.Cookie);
        request.Headers.Add("X-CSRF-Token", browser.Token);
        using var answer = await http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        return await Browser.Body(answer);
    }
}
