using System.Text;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Sonarr;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>Every call against answers that are damaged at random (with a seed): a value or trouble, and never an exception.</summary>
public sealed class ServarrDamageTests : IDisposable
{
    static readonly string[] Answers =
    [
        """{"appName":"Radarr","version":"1"}""",
        """[{"id":1,"name":"Any","path":"/media/first","label":"a","tmdbId":900001,"tvdbId":800001,"monitored":true,"seasons":[{"seasonNumber":1,"monitored":true}]}]""",
        """{"id":1,"tmdbId":900001,"tvdbId":800001,"monitored":true,"path":"/x","status":"queued","seasons":[{"seasonNumber":1,"monitored":false},null,3]}""",
        """{"page":1,"pageSize":10,"totalRecords":2,"records":[{"id":1,"size":1.5,"statusMessages":[null],"date":"2026-01-01T00:00:00Z"},null]}""",
        """[{"id":3,"implementation":"Webhook","name":"Marquee","onGrab":true,"fields":[{"name":"url","value":"http://x"},{"name":"url","value":[1]},7]},4,[null]]""",
        """[{"id":1,"seriesId":1,"seasonNumber":1,"episodeNumber":1,"hasFile":false,"monitored":true},{"id":1,"id":2,"tags":[null]}]""",
        """[{"propertyName":"TmdbId","errorMessage":"This movie has already been added","errorCode":"MovieExistsValidator"},null,{"errorMessage":4}]""",
        "[null]",
        """[{"id":3,"implementation":"Webhook","name":"Broken \ud800","message":"x"}]""",
        "{\"id\":1,\"id\":1,\"seasons\":null}",
    ];

    readonly OutboundClients _outbound = ServarrStandIn.Outbound();

    public void Dispose() => _outbound.Dispose();

    static ValueTask Seen<T>(T _, CancellationToken ct) => default;

    static async Task Each(ServarrClient client, CancellationToken ct)
    {
        await client.Status(ct);
        await client.Health(ct);
        await client.QualityProfiles(ct);
        await client.RootFolders(ct);
        await client.Tag("marquee", ct);
        await client.Commands.State(1, ct);
        await client.Activity.Downloads(Seen, ct);
        await client.Activity.History(1, 10, null, ct);
        await client.Activity.HistorySince(DateTimeOffset.UnixEpoch, Seen, ct);
        await client.Activity.DownloadsOf(1, ct);
        await client.Activity.HistoryOf(1, Seen, ct);
        await client.Webhooks.All(ct);
        await client.Webhooks.Set(new WebhookToSet("Marquee", new Uri("http://127.0.0.1:9/"), "a", "b"), ct);
        await client.Webhooks.Remove(3, ct);
    }

    static async Task Each(RadarrClient client, CancellationToken ct)
    {
        await Each((ServarrClient)client, ct);
        await client.Films(Seen, ct);
        await client.FilmOf(900001, ct);
        await client.Lookup(900001, ct);
        await client.Lookup("tt9000001", ct);
        await client.Add(new FilmToAdd { TmdbId = 900001, Title = "x", QualityProfileId = 1, RootFolder = "/x" }, ct);
        await client.Monitor([1], true, ct);
        await client.Search([1], ct);
        await client.Delete(1, FilesToo.Confirmed(1, "/x"), never: false, ct);
    }

    static async Task Each(SonarrClient client, CancellationToken ct)
    {
        await Each((ServarrClient)client, ct);
        await client.AllSeries(Seen, ct);
        await client.SeriesOf(800001, ct);
        if (await client.Lookup(800001, ct) is Got<SonarrSeries?>({ } found))
        {
            await client.Add(new SeriesToAdd { Found = found, QualityProfileId = 1, RootFolder = "/x", Monitoring = SeriesMonitoring.Seasons(1) }, ct);
        }

        await client.Episodes(1, Seen, ct);
        await client.MonitorSeasons(1, [1], true, ct);
        await client.MonitorEpisodes([1], true, ct);
        await client.SearchSeason(1, 1, ct);
        await client.Delete(1, FilesToo.Confirmed(1, "/x"), never: false, ct);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Damage_of_any_kind_is_a_value(int seed)
    {
        await using var radarr = await RadarrStandIn.Begin();
        await using var sonarr = await SonarrStandIn.Begin("v3");
        var clients = new ServarrClients(_outbound, TimeProvider.System);
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            Damage(radarr, random);
            await Each(clients.Radarr(radarr.Connection()), CancellationToken.None);
            Damage(sonarr, random);
            await Each(clients.Sonarr(sonarr.Connection()), CancellationToken.None);
        }

        Assert.InRange(radarr.Asked.Count, 400, int.MaxValue);
        Assert.InRange(sonarr.Asked.Count, 400, int.MaxValue);
    }

    static void Damage(ServarrStandIn server, Random random)
    {
        server.Tricks.Clear();
        for (var i = 0; i < 60; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Answers[random.Next(Answers.Length)]);
            for (var hits = random.Next(3); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var (length, status) = (random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length, random.Next(6) == 0 ? 400 : 200);
            server.Tricks.Enqueue(async context =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(bytes.AsMemory(0, length));
                return true;
            });
        }
    }
}
