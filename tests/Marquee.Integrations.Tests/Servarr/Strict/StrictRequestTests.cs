using System.Text.Json.Nodes;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Sonarr;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Integrations.Tests.Servarr.Strict;

/// <summary>
/// Every request that the clients send, held against the documents of the APIs, and every answer of the stand-ins with them. The
/// documents are not ours and lie beside some checkouts only.
/// </summary>
public sealed class StrictRequestTests(ITestOutputHelper output) : IAsyncLifetime
{
    static CancellationToken None => CancellationToken.None;

    readonly OutboundClients _outbound = ServarrStandIn.Outbound();
    WebApplication _marquee = null!;

    ServarrClients Clients => new(_outbound, TimeProvider.System);

    WebhookToSet Webhook => new("Marquee", new Uri(new Uri(_marquee.Urls.First()), "/hooks/1"), "marquee", "right");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _marquee = builder.Build();
        _marquee.MapFallback(() => Results.NoContent());
        await _marquee.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _outbound.Dispose();
        await _marquee.DisposeAsync();
    }

    [Fact]
    public async Task Radarr_v3_understands_all_that_it_is_told()
    {
        if (Document("radarr-v3.json") is not { } document)
        {
            return;
        }

        await using var server = await RadarrStandIn.Begin();
        var there = server.Has(900002, file: true);
        Fill(server, """{"id":1,"movieId":1,"title":"R","size":10,"sizeleft":5,"status":"downloading","trackedDownloadState":"downloading","downloadId":"D1"}""");
        await using var strict = await StrictServer.Start(document, server);
        var client = Clients.Radarr(Connection(strict));
        await Both(client);
        (await client.Films((_, _) => default, None)).Value();
        (await client.Film(there, None)).Value();
        (await client.FilmOf(900002, None)).Value();
        (await client.Lookup(900001, None)).Value();
        (await client.Lookup("tt9000001", None)).Value();
        foreach (var from in Enum.GetValues<MinimumAvailability>())
        {
            var added = (await client.Add(new FilmToAdd { TmdbId = 900001, Title = "The Lantern Keepers", QualityProfileId = 4, RootFolder = "/media/first", From = from, Tags = [1], Monitored = from != MinimumAvailability.Announced }, None)).Value();
            (await client.Monitor([added.Film.Id], false, None)).Value();
            (await client.ChangeProfile([added.Film.Id], 1, None)).Value();
            var search = (await client.Search([added.Film.Id], None)).Value();
            (await client.Commands.Follow(search.Id, TimeSpan.FromMinutes(1), None)).Value();
            (await client.Delete(added.Film.Id, FilesToo.Confirmed(added.Film.Id, added.Film.Path!), never: true, None)).Value();
        }

        Held(strict, server, "/api/v3/movie", "/api/v3/movie/lookup", "/api/v3/movie/editor", "/api/v3/command", "/api/v3/queue", "/api/v3/queue/details", "/api/v3/history", "/api/v3/history/movie", "/api/v3/history/since", "/api/v3/notification");
    }

    [Theory]
    [InlineData("v3", "sonarr-v3.json")]
    [InlineData("v5", "sonarr-v5.json")]
    public async Task Sonarr_understands_all_that_it_is_told(string version, string file)
    {
        if (Document(file) is not { } document)
        {
            return;
        }

        await using var server = await SonarrStandIn.Begin(version);
        Fill(server, version == "v5"
            ? """{"id":1,"seriesId":1,"episodeIds":[1,2],"seasonNumbers":[1],"title":"R","size":10,"sizeLeft":5,"status":"downloading","trackedDownloadState":"downloading","downloadId":"D1"}"""
            : """{"id":1,"seriesId":1,"episodeId":1,"seasonNumber":1,"title":"R","size":10,"sizeleft":5,"status":"downloading","trackedDownloadState":"downloading","downloadId":"D1"}""");
        await using var strict = await StrictServer.Start(document, server);
        var client = Clients.Sonarr(Connection(strict), version == "v5" ? SonarrVersion.V5 : SonarrVersion.V3);
        await Both(client);
        (await client.LookupTmdb(700001, None)).Value();
        (await client.LookupImdb("tt8000001", None)).Value();
        var found = (await client.Lookup(SonarrStandIn.Tvdb, None)).Value()!;
        SeriesMonitoring[] wishes = [SeriesMonitoring.Everything, SeriesMonitoring.Future, SeriesMonitoring.FirstEpisode, SeriesMonitoring.LatestSeason, SeriesMonitoring.EpisodesLater, SeriesMonitoring.Seasons(0, 2)];
        foreach (var (wish, type) in wishes.Zip(Enum.GetValues<SeriesType>().Concat(Enum.GetValues<SeriesType>())))
        {
            var series = (await client.Add(new SeriesToAdd { Found = found, QualityProfileId = 4, RootFolder = "/media/first", Monitoring = wish, Type = type, Tags = [1] }, None)).Value().Series;
            var episodes = (await client.EpisodesWhen(series.Id, all => all.Count > 0, TimeSpan.FromMinutes(1), None)).Value();
            (await client.AllSeries((_, _) => default, None)).Value();
            (await client.SeriesOf(SonarrStandIn.Tvdb, None)).Value();
            (await client.Monitor([series.Id], true, None)).Value();
            (await client.ChangeProfile([series.Id], 1, None)).Value();
            (await client.MonitorSeasons(series.Id, [1, 2], true, None)).Value();
            (await client.MonitorEpisodes([episodes[0].Id, episodes[1].Id], true, None)).Value();
            foreach (var search in new[] { await client.SearchSeries(series.Id, None), await client.SearchSeason(series.Id, 1, None), await client.SearchEpisodes([episodes[0].Id], None) })
            {
                (await client.Commands.State(search.Value().Id, None)).Value();
            }

            (await client.Delete(series.Id, FilesToo.Confirmed(series.Id, series.Path!), never: true, None)).Value();
        }

        Held(strict, server, $"/api/{version}/series", $"/api/{version}/series/editor", $"/api/{version}/episode", $"/api/{version}/episode/monitor", $"/api/{version}/command");
    }

    [Fact]
    public async Task The_validator_refuses_what_it_should()
    {
        if (Document("radarr-v3.json") is not { } document)
        {
            return;
        }

        await using var server = await RadarrStandIn.Begin();
        await using var strict = await StrictServer.Start(document, server);
        using var http = new HttpClient { BaseAddress = strict.Address };
        http.DefaultRequestHeaders.Add("X-Api-Key", ServarrStandIn.Key);
        foreach (var (path, body) in new[]
        {
            ("api/v3/movie", """{"titel":"unknown field"}"""),
            ("api/v3/movie", """{"title":"x","qualityProfileId":"one"}"""),
            ("api/v3/command", """{"name":"MoviesSearch","movieIds":["one"]}"""),
            ("api/v3/tag?force=1", """{"label":"x"}"""),
        })
        {
            Assert.Equal(400, (int)(await http.PostAsync(path, new StringContent(body, null, "application/json"))).StatusCode);
        }

        Assert.IsType<Unauthorized>((await Clients.Radarr(ServarrConnection.From(strict.Address.ToString(), "wrong", onThisMachine: true)!).Status(None)).Trouble());
        Assert.Empty(server.Asked);
    }

    static ServarrConnection Connection(StrictServer strict) => ServarrConnection.From(strict.Address.ToString(), ServarrStandIn.Key, onThisMachine: true)!;

    static void Fill(ServarrStandIn server, string download)
    {
        server.Work.Downloads.Add((JsonObject)JsonNode.Parse(download)!);
        server.Work.History.Add(new JsonObject
        {
            ["id"] = 1,
            [server.Program == ServarrProgram.Radarr ? "movieId" : "seriesId"] = 1,
            ["sourceTitle"] = "R",
            ["date"] = "2026-01-01T10:00:00Z",
            ["eventType"] = "grabbed",
            ["downloadId"] = "D1",
            ["languages"] = new JsonArray(),
            ["customFormats"] = new JsonArray(),
            ["quality"] = new JsonObject(),
            ["data"] = new JsonObject(),
        });
    }

    async Task Both(ServarrClient client)
    {
        (await client.Status(None)).Value();
        (await client.Health(None)).Value();
        (await client.QualityProfiles(None)).Value();
        (await client.RootFolders(None)).Value();
        (await client.Tag("marquee", None)).Value();
        (await client.Activity.Downloads((_, _) => default, None)).Value();
        (await client.Activity.History(1, 20, "D1", None)).Value();
        (await client.Activity.HistorySince(DateTimeOffset.UnixEpoch, (_, _) => default, None)).Value();
        (await client.Activity.DownloadsOf(1, None)).Value();
        (await client.Activity.HistoryOf(1, (_, _) => default, None)).Value();
        var id = (await client.Webhooks.Set(Webhook, None)).Value().Id;
        (await client.Webhooks.Set(Webhook, None)).Value();
        Assert.Single((await client.Webhooks.All(None)).Value());
        (await client.Webhooks.Remove(id, None)).Value();
    }

    /// <summary>Nothing broke the document, and what was to be asked got through.</summary>
    static void Held(StrictServer strict, ServarrStandIn server, params string[] paths)
    {
        Assert.Empty(strict.Breaches);
        Assert.Subset(server.Asked.Select(a => a.Path.Split('?')[0]).ToHashSet(), paths.ToHashSet());
    }

    /// <summary>Null, and a line about it, where they do not lie. That is no failure anywhere: a user's clone stands alone.</summary>
    string? Document(string name)
    {
        if (SharedData.Find("openapi", name) is { } document)
        {
            Assert.SkipUnless(StrictServer.NodeIsHere, "Node.js is not installed: the requests are not held against the documents of the APIs");
            return document;
        }

        output.WriteLine($"the document {name} is not here (../shared/data/openapi): the requests are not held against it");
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"the document {name} is not here (../shared/data/openapi)");
        return null;
    }
}
