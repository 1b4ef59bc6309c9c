using System.Net;
using System.Text.Json;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Discovery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;
using Marquee.Watching;

namespace Marquee.Tests.Merging;

/// <summary>Merging over HTTP: by a host, and by nobody else.</summary>
public sealed class MergeEndpointsTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_host_merges_two_ids_and_takes_it_back_on_the_activity_page(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        using var host = await site.SignedIn("Ada", Role.Host);
        await Ok(host, HttpMethod.Put, "/api/v1/ratings/tt9000001", new { rating = 9 });
        var merged = await Ok(host, HttpMethod.Post, "/api/v1/merges", new { from = "tt9000001", into = "https://www.imdb.com/title/tt9000002/" });
        var id = merged.GetProperty("merge").GetInt64();
        await Finish(site, id);

        var page = await host.Read("/api/v1/titles/tt9000001");
        Assert.Equal(("tt9000002", 9), (page.GetProperty("id").GetString(), page.GetProperty("mine").GetProperty("rating").GetInt32()));
        var card = (await host.Read("/api/v1/merges"))[0];
        Assert.Equal(("tt9000001", "tt9000002", "Nordlys", "merged"), (card.GetProperty("from").GetString(), card.GetProperty("into").GetString(), card.GetProperty("title").GetProperty("title").GetString(), card.GetProperty("state").GetString()));
        var facts = (await host.Read("/api/v1/facts")).GetProperty("items");
        Assert.Equal(["title.merged", "rating.set"], facts.EnumerateArray().Select(f => f.GetProperty("kind").GetString()));
        Assert.Equal("Nordlys", facts[1].GetProperty("title").GetProperty("title").GetString());
        Assert.True(facts[0].GetProperty("undoable").GetBoolean());

        await Ok(host, HttpMethod.Post, $"/api/v1/facts/{facts[0].GetProperty("id").GetInt64()}/undo");
        await Finish(site, id);
        Assert.Equal("tt9000001", (await host.Read("/api/v1/history")).GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Post, "/api/v1/merges/999/undo"));
        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Post, "/api/v1/merges", new { from = "x", into = "tt9000002" }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Proposals_are_accepted_declined_and_reopened(Engine engine)
    {
        await using var house = await Open(engine);
        await using var site = await Start(house);
        await new MergeProposalStore(site.Get<Database>()).Replace(
            [
                new MergeProposal { Title = new TitleId(9000001), Into = new TitleId(9000002), Certainty = 80, Evidence = new MergeEvidence { Title = "The Lamp", Year = 1999, SameYear = true } },
                new MergeProposal { Title = new TitleId(9000005), Into = new TitleId(9000003), Certainty = 60, Evidence = new MergeEvidence { Title = "A Door" } },
            ], 1, default);
        using var host = await site.SignedIn("Ada", Role.Host);
        var open = await host.Read("/api/v1/merges/proposals");
        Assert.Equal(("tt9000001", 80, "The Lamp", true), (open[0].GetProperty("from").GetString(), open[0].GetProperty("certainty").GetInt32(), open[0].GetProperty("evidence").GetProperty("title").GetString(), open[0].GetProperty("evidence").GetProperty("sameYear").GetBoolean()));
        var (first, second) = (open[0].GetProperty("id").GetInt64(), open[1].GetProperty("id").GetInt64());
        await Ok(host, HttpMethod.Post, $"/api/v1/merges/proposals/{first}/accept");
        await Ok(host, HttpMethod.Post, $"/api/v1/merges/proposals/{second}/decline");
        Assert.Equal(0, (await host.Read("/api/v1/merges/proposals")).GetArrayLength());
        Assert.Equal(HttpStatusCode.Conflict, await host.Status(HttpMethod.Post, $"/api/v1/merges/proposals/{second}/decline"));
        await Ok(host, HttpMethod.Post, $"/api/v1/merges/proposals/{second}/reopen");
        Assert.Equal(1, (await host.Read("/api/v1/merges/proposals")).GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Post, "/api/v1/merges/proposals/999/accept"));
    }

    [Fact]
    public async Task Nobody_but_a_host_merges()
    {
        await using var house = await Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var member = await site.SignedIn("Ivo");
        using var stranger = site.Open();
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "/api/v1/merges"), (HttpMethod.Post, "/api/v1/merges"), (HttpMethod.Post, "/api/v1/merges/1/undo"), (HttpMethod.Get, "/api/v1/merges/proposals"),
            (HttpMethod.Post, "/api/v1/merges/proposals/1/accept"), (HttpMethod.Post, "/api/v1/merges/proposals/1/decline"), (HttpMethod.Post, "/api/v1/merges/proposals/1/reopen"),
        })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await member.Status(method, path, method == HttpMethod.Post ? new { } : null));
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(method, path, method == HttpMethod.Post ? new { } : null));
        }
    }

    static async Task<TestHouse> Open(Engine engine)
    {
        var house = await TestHouse.Open(engine);
        await TestCatalog.Add(house, new CatalogTitle(9000001, "The Lamp"), new CatalogTitle(9000002, "Nordlys"), new CatalogTitle(9000003, "The Door"));
        return house;
    }

    static Task<TestSite> Start(TestHouse house) => TestSite.StartWith(
        house, services => services.AddJournal().AddJobs().AddCatalog().AddWatching().AddAcquisition().AddDiscovery().AddScreens(), app =>
        {
            app.MapRatings();
            app.MapWatches();
            app.MapTitles();
            app.MapFacts();
            app.MapMerges();
        });

    static Task<JobRun> Finish(TestSite site, long merge) =>
        site.Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(merge), null, default, key: TitleMergeWork.Key(merge));

    static async Task<JsonElement> Ok(Browser browser, HttpMethod method, string path, object? body = null)
    {
        using var answer = await browser.Send(method, path, body ?? new { });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Browser.Body(answer);
    }
}
