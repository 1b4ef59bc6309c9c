using System.Net;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;
using Marquee.Watching;

namespace Marquee.Tests.Screens;

/// <summary>Browsing the built-in sample over HTTP, and the lists made from it.</summary>
public sealed class BrowseScreensTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task Filters_narrow_counts_agree_and_own_titles_count(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var all = await ada.Read("/api/v1/browse");
        var total = all.GetProperty("total").GetInt64();
        Assert.Equal(60, all.GetProperty("items").GetArrayLength());
        foreach (var (facet, name) in ((string, string)[])[("genres", "genre"), ("decades", "decade"), ("countries", "country"), ("languages", "language"), ("kinds", "kind")])
        {
            var first = all.GetProperty("facets").GetProperty(facet)[0];
            var narrowed = await ada.Read($"/api/v1/browse?{name}={first.GetProperty("value")}");
            Assert.Equal(first.GetProperty("count").GetInt64(), narrowed.GetProperty("total").GetInt64());
            Assert.InRange(narrowed.GetProperty("total").GetInt64(), 1, total);
        }

        var title = all.GetProperty("items")[0].GetProperty("id").GetString()!;
        using var seen = await ada.Send(HttpMethod.Put, $"/api/v1/ratings/{title}", new { rating = 8 });
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(total - 1, (await ada.Read("/api/v1/browse?hideSeen=true")).GetProperty("total").GetInt64());
        Assert.Equal(0, (await ada.Read("/api/v1/browse?onlyWatchlist=true")).GetProperty("total").GetInt64());
        var none = await ada.Read("/api/v1/browse?onlyWatchlist=true&genre=Drama");
        Assert.Equal("onlyWatchlist", Assert.Single(none.GetProperty("reliefs").EnumerateArray()).GetProperty("filter").GetString());

        var cast = (await ada.Read($"/api/v1/titles/{title}")).GetProperty("directors")[0].GetProperty("id").GetString();
        var person = await ada.Read($"/api/v1/browse?person={cast}");
        Assert.Contains(title, person.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Equal(cast, person.GetProperty("person").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("kind=film", "kind", "catalog.noKind")]
    [InlineData("genre=Romcom", "genre", "catalog.noGenre")]
    [InlineData("genres=some", "genres", "screens.browse.genres")]
    [InlineData("person=tt0000001", "person", "screens.browse.person")]
    [InlineData("sort=name", "sort", "screens.browse.sort")]
    [InlineData("sort=99", "sort", "screens.browse.sort")]
    [InlineData("skip=100001", "skip", "screens.browse.deep")]
    [InlineData("minYear=2000&maxYear=1990", "minYear", "screens.browse.range")]
    public async Task What_is_asked_wrongly_is_said(string query, string field, string code)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var answer = await ada.Send(HttpMethod.Get, "/api/v1/browse?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await Browser.Body(answer);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_belongs_to_its_member_and_a_live_one_asks_anew(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        var fits = (await ada.Read("/api/v1/browse?genre=War&hideSeen=true")).GetProperty("total").GetInt32();
        var kept = await Make(ada, new { name = "War", query = "?genre=War&hideSeen=true", limit = 3 });
        var live = await Make(ada, new { name = "Still to see", query = "genre=War&hideSeen=true", live = true });
        var items = (await ada.Read($"/api/v1/lists/{kept}")).GetProperty("items");
        Assert.Equal(3, items.GetArrayLength());
        using var rated = await ada.Send(HttpMethod.Put, $"/api/v1/ratings/{items[0].GetProperty("id").GetString()}", new { rating = 8 });
        Assert.Equal(3, (await ada.Read($"/api/v1/lists/{kept}")).GetProperty("total").GetInt32());
        Assert.Equal(fits - 1, (await ada.Read($"/api/v1/lists/{live}")).GetProperty("total").GetInt32());

        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Get, $"/api/v1/lists/{kept}"));
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Delete, $"/api/v1/lists/{kept}"));
        Assert.Equal(HttpStatusCode.NotFound, await ivo.Status(HttpMethod.Delete, $"/api/v1/lists/{kept}/titles/{items[0].GetProperty("id").GetString()}"));
        using var renamed = await ivo.Send(HttpMethod.Put, $"/api/v1/lists/{kept}", new { name = "Mine" });
        Assert.Equal(HttpStatusCode.NotFound, renamed.StatusCode);
        Assert.Equal(0, (await ivo.Read("/api/v1/lists")).GetArrayLength());

        foreach (var wrong in (object[])[new { name = " ", query = "" }, new { name = new string('x', 121), query = "" }, new { name = "x", query = "kind=film" }])
        {
            using var answer = await ada.Send(HttpMethod.Post, "/api/v1/lists", wrong);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    static async Task<long> Make(Browser browser, object list)
    {
        using var made = await browser.Send(HttpMethod.Post, "/api/v1/lists", list);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await Browser.Body(made)).GetProperty("id").GetInt64();
    }

    static async Task<TestSite> Start(TestHouse house)
    {
        var site = await TestSite.StartWith(
            house,
            services => services.AddJournal().AddJobs().AddCatalog().AddWatching().AddDiscovery().AddScreens(),
            app =>
            {
                app.MapBrowse();
                app.MapLists();
                app.MapRatings();
                app.MapTitles();
            });
        await site.Get<SampleCatalog>().Load(CancellationToken.None);
        return site;
    }
}
