using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Sonarr;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>Marquee sets itself up on a server, which tries at once whether it reaches it.</summary>
public sealed class ServarrWebhookTests : IAsyncLifetime
{
    static CancellationToken None => CancellationToken.None;

    readonly OutboundClients _outbound = ServarrStandIn.Outbound();
    readonly ConcurrentQueue<string> _credentials = [];
    WebApplication _marquee = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _marquee = builder.Build();
        _marquee.MapPost("/hooks/{id}", (HttpContext context) =>
        {
            var told = Encoding.UTF8.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()["Basic ".Length..]));
            _credentials.Enqueue(told);
            return told == "marquee:right" ? Results.NoContent() : Results.Unauthorized();
        });
        await _marquee.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _outbound.Dispose();
        await _marquee.DisposeAsync();
    }

    WebhookToSet Webhook(string password, string path = "/hooks/1") => new("Marquee", new Uri(new Uri(_marquee.Urls.First()), path), "marquee", password);

    [Theory]
    [InlineData("radarr")]
    [InlineData("v3")]
    [InlineData("v5")]
    public async Task A_webhook_is_set_once_changed_and_removed(string which)
    {
        await using ServarrStandIn server = which == "radarr" ? await RadarrStandIn.Begin() : await SonarrStandIn.Begin(which);
        var clients = new ServarrClients(_outbound, TimeProvider.System);
        ServarrClient client = which == "radarr" ? clients.Radarr(server.Connection()) : clients.Sonarr(server.Connection(), which == "v5" ? SonarrVersion.V5 : SonarrVersion.V3);

        var set = (await client.Webhooks.Set(Webhook("right"), None)).Value();
        // What its host has set besides stays.
        var stored = Assert.Single(server.Settings.StoredWebhooks);
        stored["includeHealthWarnings"] = true;
        stored["tags"] = new JsonArray(1);
        var again = (await client.Webhooks.Set(Webhook("right", "/hooks/2"), None)).Value();
        Assert.Equal(set.Id, again.Id);
        var there = Assert.Single((await client.Webhooks.All(None)).Value());
        Assert.Equal((set.Id, "Marquee", Webhook("", "/hooks/2").Address.AbsoluteUri), (there.Id, there.Name, there.Address));
        Assert.Superset(new HashSet<string>(["onGrab", "onDownload", "onUpgrade", "onRename", "onHealthIssue", "onHealthRestored", "onApplicationUpdate", "onManualInteractionRequired"]), there.Events.ToHashSet());
        Assert.Contains(which == "radarr" ? "onMovieAdded" : "onSeriesAdd", there.Events);
        Assert.Equal(["marquee:right", "marquee:right"], _credentials);

        stored = Assert.Single(server.Settings.StoredWebhooks);
        Assert.Contains("right", stored.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((true, "[1]"), (stored["includeHealthWarnings"]!.GetValue<bool>(), stored["tags"]!.ToJsonString()));
        (await client.Webhooks.Remove(set.Id, None)).Value();
        (await client.Webhooks.Remove(set.Id, None)).Value();
        Assert.Empty((await client.Webhooks.All(None)).Value());
    }

    [Fact]
    public async Task A_server_that_cannot_reach_us_says_so_and_nothing_is_set()
    {
        await using var server = await RadarrStandIn.Begin();
        var client = new ServarrClients(_outbound, TimeProvider.System).Radarr(server.Connection());
        var refused = Assert.IsType<Refused>((await client.Webhooks.Set(Webhook("wrong"), None)).Trouble());
        Assert.Equal("Unable to send test message: 401", Assert.Single(refused.Objections).Message);
        Assert.Empty(server.Settings.StoredWebhooks);
        Assert.DoesNotContain("wrong", refused.Told(), StringComparison.Ordinal);
        Assert.Equal("Marquee", Webhook("wrong").ToString());
    }
}
