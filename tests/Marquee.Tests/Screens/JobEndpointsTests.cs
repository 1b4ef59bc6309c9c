using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Security.Claims;
using System.Text.Json;
using Marquee.Access;
using Marquee.Jobs;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marquee.Tests.Screens;

public sealed class JobEndpointsTests
{
    static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Jobs_are_listed_found_and_cancelled()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var node = await Node.Start(house);
        await using var app = await Serve(node, new Viewer(7, "Ada", Role.Member, false, Origin.Page));
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var id = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), member: 7, None);
        await node.Until(id, r => r.Done == 1);

        var listed = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/jobs")).EnumerateArray());
        Assert.Equal((id, "running", "test.steered", 1L, 4L, "steps", 1), (
            listed.GetProperty("id").GetInt64(), listed.GetProperty("state").GetString(), listed.GetProperty("name").GetString(),
            listed.GetProperty("done").GetInt64(), listed.GetProperty("total").GetInt64(), listed.GetProperty("unit").GetString(), listed.GetProperty("attempt").GetInt32()));
        Assert.False(listed.TryGetProperty("member", out _));

        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync(new Uri($"/api/v1/jobs/{id}/cancel", UriKind.Relative), null)).StatusCode);
        await node.Ended(id);
        Assert.Equal("cancelled", (await client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{id}")).GetProperty("state").GetString());

        var missing = await client.GetAsync(new Uri("/api/v1/jobs/4711", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (missing.StatusCode, missing.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(new Uri("/api/v1/jobs/4711/cancel", UriKind.Relative), null)).StatusCode);
    }

    [Fact]
    public async Task A_member_cannot_stop_the_job_of_another_but_a_host_can()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var node = await Node.Start(house);
        var id = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), member: 7, None);
        await node.Until(id, r => r.Done == 1);
        foreach (var (role, expected) in new[] { (Role.Child, HttpStatusCode.NotFound), (Role.Member, HttpStatusCode.NotFound), (Role.Host, HttpStatusCode.Accepted) })
        {
            await using var app = await Serve(node, new Viewer(8, "Bo", role, false, Origin.Page));
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            Assert.Equal(expected, (await client.PostAsync(new Uri($"/api/v1/jobs/{id}/cancel", UriKind.Relative), null)).StatusCode);
        }

        Assert.Equal(JobState.Cancelled, (await node.Ended(id)).State);
    }

    [Fact]
    public async Task Events_tell_how_a_job_goes_from_now_to_its_end()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var node = await Node.Start(house);
        await using var app = await Serve(node);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var id = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), null, None);
        await node.Until(id, r => r.Done == 1);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var states = new List<string?>();
        await foreach (var item in SseParser.Create(await client.GetStreamAsync(new Uri("/api/v1/jobs/events", UriKind.Relative))).EnumerateAsync(patience.Token))
        {
            if (item.EventType == "job")
            {
                var job = JsonSerializer.Deserialize<JsonElement>(item.Data);
                Assert.Equal(id, job.GetProperty("id").GetInt64());
                states.Add(job.GetProperty("state").GetString());
                node.Steering.Gate.TrySetResult();
            }

            if (states is [.., "done"])
            {
                break;
            }
        }

        Assert.Equal("running", states[0]);
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_those_who_listen()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var node = await Node.Start(house);
        await using var app = await Serve(node);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await using var events = await client.GetStreamAsync(new Uri("/api/v1/jobs/events", UriKind.Relative));
        var started = TimeProvider.System.GetTimestamp();
        await app.StopAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    static async Task<WebApplication> Serve(Node node, Viewer? viewer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(_ => node.Runs);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new SignedIn(viewer ?? new Viewer(1, "Host", Role.Host, false, Origin.Page)));
            return next(context);
        });
        app.MapJobs();
        await app.StartAsync();
        return app;
    }
}
