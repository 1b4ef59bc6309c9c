using System.Net;
using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Integrations.Imdb;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Tests.Access;
using Marquee.Tests.Catalog.Refresh;

namespace Marquee.Tests.Screens;

public sealed class CatalogRefreshEndpointsTests
{
    const string Address = "/api/v1/catalog/refresh";

    static Task<TestSite> Site(RefreshHouse it) => TestSite.StartWith(it.House, s => RefreshHouse.Configure(s.AddJobs().AddCatalog()), app => app.MapCatalogRefresh(), settings: ("Jobs:Work", "true"));

    static object Settings(bool on = true, int ratings = 2, int everything = 14, string at = "05:15", int jitter = 0, string? address = null) =>
        new { on, ratingsDays = ratings, everythingDays = everything, at, jitterMinutes = jitter, address };

    [Fact]
    public async Task The_host_sets_when_the_catalog_refreshes_itself_within_bounds_and_nobody_else_does()
    {
        await using var it = await RefreshHouse.Open();
        await using var site = await Site(it);
        using var host = await site.SignedIn("host", Role.Host);
        Assert.False((await host.Read(Address)).GetProperty("settings").GetProperty("on").GetBoolean());
        foreach (var (field, wrong) in new[]
        {
            ("ratingsDays", Settings(ratings: 0)), ("everythingDays", Settings(everything: 91)), ("jitterMinutes", Settings(jitter: 241)), ("at", Settings(at: "25:00")), ("address", Settings(address: "ftp://x/")),
        })
        {
            using var refused = await host.Send(HttpMethod.Put, Address + "/settings", wrong);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal([field], (await Browser.Body(refused)).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }

        Assert.Equal(HttpStatusCode.OK, await host.Status(HttpMethod.Put, Address + "/settings", Settings(address: "http://films.example/data")));
        var shown = await host.Read(Address);
        Assert.Equal(("05:15", 14, "http://films.example/data"), (
            shown.GetProperty("settings").GetProperty("at").GetString(), shown.GetProperty("settings").GetProperty("everythingDays").GetInt32(), shown.GetProperty("address").GetString()));
        Assert.InRange(shown.GetProperty("ratings").GetProperty("next").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(-1), TimeSpan.FromHours(25));

        using var member = await site.SignedIn("Ivo");
        Assert.Equal(HttpStatusCode.Forbidden, await member.Status(HttpMethod.Get, Address));
        Assert.Equal(HttpStatusCode.Forbidden, await member.Status(HttpMethod.Put, Address + "/settings", Settings(on: false)));
        Assert.Equal(HttpStatusCode.Forbidden, await member.Status(HttpMethod.Post, Address + "/held/load"));
    }

    [Fact]
    public async Task A_refresh_is_a_job_and_what_it_holds_back_is_asked_and_answered()
    {
        await using var it = await RefreshHouse.Open();
        await it.Refresh();
        await using var site = await Site(it);
        using var host = await site.SignedIn("host", Role.Host);
        it.Server.Serve(ImdbFile.Basics, "\"2\"", RefreshHouse.Films(60));
        var held = await Run(HttpMethod.Post, Address, new { scope = "everything", address = it.Server.Address });
        Assert.Equal("held", held.GetProperty("outcome").GetString());
        var question = Assert.Single((await host.Read(Address)).GetProperty("held").EnumerateArray());
        Assert.Equal(("title.basics", 60, 100, 40.0), (
            question.GetProperty("name").GetString(), question.GetProperty("rows").GetInt32(), question.GetProperty("rowsBefore").GetInt32(), question.GetProperty("percent").GetDouble()));
        Assert.Contains("40 % fewer rows", question.GetProperty("question").GetString(), StringComparison.Ordinal);

        Assert.Equal("loaded", (await Run(HttpMethod.Post, Address + "/held/load", null)).GetProperty("outcome").GetString());
        Assert.Empty((await host.Read(Address)).GetProperty("held").EnumerateArray());
        it.Server.Serve(ImdbFile.Basics, "\"3\"", RefreshHouse.Films(20));
        await Run(HttpMethod.Post, Address, new { address = it.Server.Address });
        Assert.Equal(HttpStatusCode.NoContent, await host.Status(HttpMethod.Post, Address + "/held/discard"));
        Assert.Empty((await host.Read(Address)).GetProperty("held").EnumerateArray());

        async Task<JsonElement> Run(HttpMethod method, string path, object? body)
        {
            using var started = await host.Send(method, path, body);
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            var id = (await Browser.Body(started)).GetProperty("job").GetInt64();
            for (var i = 0; i < 600; i++)
            {
                if (await site.Get<JobRuns>().Find(id, CancellationToken.None) is { Ended: true } run)
                {
                    return run.Result!.Value;
                }

                await Task.Delay(50);
            }

            throw new TimeoutException($"{path} never ended");
        }
    }
}
