using Marquee.Integrations.Outbound;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Radarr;
using Microsoft.AspNetCore.Http;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>Answers of a genuine Radarr, where they lie beside the checkout.</summary>
public sealed class RecordedAnswerTests : IAsyncLifetime
{
    static CancellationToken None => CancellationToken.None;

    readonly OutboundClients _outbound = ServarrStandIn.Outbound();
    RadarrStandIn _server = null!;

    RadarrClient Client => new ServarrClients(_outbound, TimeProvider.System).Radarr(_server.Connection());

    public async ValueTask InitializeAsync() => _server = await RadarrStandIn.Begin();

    public async ValueTask DisposeAsync()
    {
        _outbound.Dispose();
        await _server.DisposeAsync();
    }

    /// <returns>False where they are not: a user's clone has no ../shared.</returns>
    bool Say(string name)
    {
        if (SharedData.Find("recorded", "radarr", name) is not { } file)
        {
            return false;
        }

        _server.Tricks.Enqueue(async context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.SendFileAsync(file);
            return true;
        });
        return true;
    }

    [Fact]
    public async Task Its_queue_is_read()
    {
        if (!Say("api-queue.json"))
        {
            return;
        }

        var page = (await Client.Activity.Downloads(1, 10, None)).Value();
        Assert.Equal(3, page.TotalRecords);
        var first = page.Records[0];
        Assert.Equal((8537983, 91, "completed", "warning", "SABnzbd_nzo_asdf1234", "Bluray-1080p", 1.0),
            (first.Id, first.MovieId, first.Status, first.TrackedDownloadStatus, first.DownloadId, first.Quality?.Name, first.Progress));
        Assert.StartsWith("Found matching movie via grab history", Assert.Single(Assert.Single(first.StatusMessages!).Messages!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_settings_are_read()
    {
        if (!Say("api-system-status.json"))
        {
            return;
        }

        Assert.Equal("5.0.3.8127", (await Client.Status(None)).Value().Version);
        Say("api-rootfolder.json");
        Assert.Equal(32147635175424, Assert.Single((await Client.RootFolders(None)).Value()).FreeSpace);
        Say("api-tag-detail.json");
        Assert.Equal(["somelabel", "someotherlabel"], (await Client.Tags(None)).Value().Select(t => t.Label!));
        Say("api-health.json");
        Assert.Equal("warning", Assert.Single((await Client.Health(None)).Value()).Type);
    }

    [Fact]
    public async Task Films_that_were_robbed_of_their_numbers_are_not_believed()
    {
        if (Say("api-movie-trimmed.json"))
        {
            Assert.Equal("servarr.layout", Assert.IsType<NotUnderstood>((await Client.Films((_, _) => default, None)).Trouble()).Code);
        }
    }
}
