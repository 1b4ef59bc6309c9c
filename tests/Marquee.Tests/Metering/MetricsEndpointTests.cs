using System.Net;
using Marquee.Access;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;

namespace Marquee.Tests.Metering;

public sealed class MetricsEndpointTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static Task<TestSite> Start(TestHouse house) => TestSite.StartWith(house, s => s.AddJobs(), app => app.MapMetrics());

    static async Task<(HttpStatusCode Status, string Text)> Ask(TestSite site, string? key)
    {
        using var browser = site.Open();
        using var answer = key is null ? await browser.Send(HttpMethod.Get, "/metrics") : await browser.Send(HttpMethod.Get, "/metrics", null, ("Authorization", "Bearer " + key));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_host_s_key_reads_the_house_in_numbers(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await Start(house);
        var key = await site.Key("host", KeyScope.Metrics);
        await Ask(site, key);
        var (status, text) = await Ask(site, key);
        Assert.Equal(HttpStatusCode.OK, status);
        var families = PrometheusText.Parse(text);
        Assert.All(families.Values.Where(f => f.Type == "histogram"), PrometheusText.CheckHistogram);
        Assert.Equal(families.Keys.Order(StringComparer.Ordinal), families.Keys);
        Assert.Equal(1, families["marquee_http_request_duration_seconds"].Samples
            .Single(s => s.Name.EndsWith("_count", StringComparison.Ordinal) && s.Labels is var l && l["route"] == "/metrics" && l["method"] == "GET" && l["status"] == "200").Value);
        Assert.True(families["process_resident_memory_bytes"].Samples[0].Value > 1e6);
        Assert.True(families["marquee_disk_free_bytes"].Samples[0].Value > 0);
        Assert.Contains(families["marquee_store_bytes"].Samples, s => s.Labels["store"] == "house" && s.Value > 0);
        Assert.Equal(["queued", "running"], families["marquee_jobs"].Samples.Select(s => s.Labels["state"]));
        Assert.Equal(1, families["marquee_build_info"].Samples[0].Value);
    }

    [Fact]
    public async Task Nobody_else_reads_it()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var anna = await site.SignedIn("anna");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(site, null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(site, "mq_wrong")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, await anna.Status(HttpMethod.Get, "/metrics"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Ask(site, await site.Key("anna", KeyScope.Metrics))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Ask(site, await site.Key("host", KeyScope.Read, KeyScope.Write, KeyScope.Household, KeyScope.Admin))).Status);
    }

    [Fact]
    public async Task Addresses_that_strangers_make_up_are_no_labels()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var stranger = site.Open();
        for (var i = 0; i < 20; i++)
        {
            await stranger.Status(HttpMethod.Get, $"/api/v1/made-up-{i}");
        }

        Assert.DoesNotContain("made-up", (await Ask(site, await site.Key("host", KeyScope.Metrics))).Text, StringComparison.Ordinal);
    }
}
