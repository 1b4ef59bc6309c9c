using System.Text.Json.Nodes;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;
using Marquee.Integrations.Tests.Servarr;

namespace Marquee.Integrations.Tests.Sonarr;

/// <summary>Both versions of the API are held to the same.</summary>
public sealed class SonarrClientTests : IDisposable
{
    static CancellationToken None => CancellationToken.None;

    readonly OutboundClients _outbound = ServarrStandIn.Outbound();

    ServarrClients Clients => new(_outbound, TimeProvider.System);

    public void Dispose() => _outbound.Dispose();

    SonarrClient Client(SonarrStandIn server) => Clients.Sonarr(server.Connection(), server.Version == "v5" ? SonarrVersion.V5 : SonarrVersion.V3);

    static async Task<SeriesToAdd> Wanted(SonarrClient client, SeriesMonitoring monitoring) =>
        new() { Found = (await client.Lookup(SonarrStandIn.Tvdb, None)).Value()!, QualityProfileId = 4, RootFolder = "/media/first", Monitoring = monitoring };

    static async Task<IReadOnlyList<SonarrEpisode>> Episodes(SonarrClient client, int id) => (await client.EpisodesWhen(id, all => all.Count > 0, TimeSpan.FromMinutes(1), None)).Value();

    public static TheoryData<string, string, string, string> Wishes()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var version in (string[])["v3", "v5"])
        {
            data.Add(version, "everything", "1x1 1x2 1x3 1x4 2x1 2x2 2x3 2x4 3x1 3x2 3x3", "all");
            data.Add(version, "future", "3x1 3x2 3x3", "all");
            data.Add(version, "first", "1x1", "none");
            data.Add(version, "latest", "3x1 3x2 3x3", "all");
            data.Add(version, "seasons", "0x1 0x2 2x1 2x2 2x3 2x4", "none");
            data.Add(version, "episodes", "", "none");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task What_is_wanted_of_a_series_is_marked_and_nothing_else(string version, string wish, string monitored, string later)
    {
        await using var server = await SonarrStandIn.Begin(version);
        var client = Client(server);
        var added = (await client.Add(
            await Wanted(client, wish switch
            {
                "everything" => SeriesMonitoring.Everything,
                "future" => SeriesMonitoring.Future,
                "first" => SeriesMonitoring.FirstEpisode,
                "latest" => SeriesMonitoring.LatestSeason,
                "seasons" => SeriesMonitoring.Seasons(2, 0),
                _ => SeriesMonitoring.EpisodesLater,
            }),
            None)).Value();
        Assert.False(added.WasThere);
        Assert.Equal(13, (await Episodes(client, added.Series.Id)).Count);
        Assert.Equal(monitored, string.Join(' ', server.Monitored));
        var stored = Assert.Single(server.Series);
        Assert.Equal((true, later, 4), (stored["monitored"]!.GetValue<bool>(), stored["monitorNewItems"]!.GetValue<string>(), stored["qualityProfileId"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("v3")]
    [InlineData("v5")]
    public async Task Single_episodes_are_marked_and_searched_once_they_have_been_read(string version)
    {
        await using var server = await SonarrStandIn.Begin(version);
        server.LooksInVain = 2;
        var client = Client(server);
        var series = (await client.Add(await Wanted(client, SeriesMonitoring.EpisodesLater) with { Search = false }, None)).Value().Series;
        var episodes = await Episodes(client, series.Id);
        var wanted = episodes.Where(e => (e.SeasonNumber, e.EpisodeNumber) is (1, 2) or (3, 1)).Select(e => e.Id).ToList();
        (await client.MonitorEpisodes(wanted, monitored: true, None)).Value();
        Assert.Equal(["1x2", "3x1"], server.Monitored);
        var search = (await client.SearchEpisodes(wanted, None)).Value();
        Assert.True((await client.Commands.Follow(search.Id, TimeSpan.FromMinutes(1), None)).Value().Succeeded);
        Assert.Equal(wanted, Assert.Single(server.Work.Commands)["episodeIds"]!.AsArray().Select(n => n!.GetValue<int>()));
    }

    [Theory]
    [InlineData("v3")]
    [InlineData("v5")]
    public async Task Seasons_take_their_episodes_along_and_leave_the_rest(string version)
    {
        await using var server = await SonarrStandIn.Begin(version);
        var client = Client(server);
        var id = (await client.Add(await Wanted(client, SeriesMonitoring.Seasons(1)), None)).Value().Series.Id;
        await Episodes(client, id);
        var before = Known(server);
        (await client.MonitorSeasons(id, [2, 3], monitored: true, None)).Value();
        (await client.MonitorSeasons(id, [1], monitored: false, None)).Value();
        Assert.Equal("2x1 2x2 2x3 2x4 3x1 3x2 3x3", string.Join(' ', server.Monitored));
        Assert.Equal([2, 3], server.MonitoredSeasons);
        Assert.Equal(before, Known(server));
        Assert.IsType<NotThere>((await client.MonitorSeasons(id, [9], monitored: true, None)).Trouble());
        Assert.IsType<NotThere>((await client.MonitorSeasons(4711, [1], monitored: true, None)).Trouble());
    }

    /// <summary>All that is stored of the one series, but for its seasons.</summary>
    static IEnumerable<string> Known(SonarrStandIn server) => [.. Assert.Single(server.Series).Where(p => p.Key != "seasons").OrderBy(p => p.Key).Select(p => $"{p.Key}: {p.Value?.ToJsonString()}")];

    [Theory]
    [InlineData("v3")]
    [InlineData("v5")]
    public async Task A_series_is_found_changed_searched_and_forgotten(string version)
    {
        await using var server = await SonarrStandIn.Begin(version);
        var client = Client(server);
        Assert.Equal(SonarrStandIn.Tvdb, (await client.LookupTmdb(700001, None)).Value()!.TvdbId);
        Assert.Equal(SonarrStandIn.Tvdb, (await client.LookupImdb("tt8000001", None)).Value()!.TvdbId);
        Assert.Null((await client.LookupImdb("tt0000001", None)).Value());
        Assert.Null((await client.SeriesOf(SonarrStandIn.Tvdb, None)).Value());

        var wanted = await Wanted(client, SeriesMonitoring.Everything);
        var id = (await client.Add(wanted, None)).Value().Series.Id;
        Assert.True((await client.Add(wanted, None)).Value() is { WasThere: true, Series: var same } && same.Id == id);
        (await client.Monitor([id], monitored: false, None)).Value();
        (await client.ChangeProfile([id], 1, None)).Value();
        var series = (await client.Series(id, None)).Value();
        Assert.Equal((false, 1), (series.Monitored, series.QualityProfileId));

        Assert.IsType<NotThere>((await client.Monitor([id, 4711], monitored: true, None)).Trouble());
        Assert.IsType<NotThere>((await client.MonitorEpisodes([4711], monitored: true, None)).Trouble());

        (await client.SearchSeries(id, None)).Value();
        (await client.SearchSeason(id, 2, None)).Value();
        Assert.Equal(["SeriesSearch", "SeasonSearch"], server.Work.Commands.Select(c => c["name"]!.GetValue<string>()));

        Assert.IsType<NotConfirmed>((await client.Delete(id, FilesToo.Confirmed(id, "/media/first"), never: false, None)).Trouble());
        (await client.Delete(id, FilesToo.Confirmed(id, "/media/first/Harbour Lights"), never: false, None)).Value();
        Assert.Equal([id], server.FilesDeleted);
        Assert.IsType<NotThere>((await client.Series(id, None)).Trouble());
    }

    [Fact]
    public async Task Every_objection_to_a_series_is_told()
    {
        await using var server = await SonarrStandIn.Begin("v3");
        var client = Client(server);
        var refused = await client.Add(await Wanted(client, SeriesMonitoring.Everything) with { QualityProfileId = 9, RootFolder = "/nowhere" }, None);
        Assert.Equal(["QualityProfileExistsValidator", "RootFolderExistsValidator"], Assert.IsType<Refused>(refused.Trouble()).Objections.Select(o => o.Rule!));
    }

    [Theory]
    [InlineData("v3", SonarrVersion.V3)]
    [InlineData("v5", SonarrVersion.V5)]
    public async Task The_version_of_its_API_is_found_out(string version, SonarrVersion expected)
    {
        await using var server = await SonarrStandIn.Begin(version);
        Assert.Equal(expected, (await Clients.VersionOf(server.Connection(), None)).Value());
        Assert.IsType<Unauthorized>((await Clients.VersionOf(server.Connection("wrong"), None)).Trouble());
    }

    [Fact]
    public async Task A_download_of_several_episodes_is_read_in_both_layouts()
    {
        await using var server = await SonarrStandIn.Begin("v5");
        server.Work.Downloads.Add(new JsonObject { ["id"] = 1, ["seriesId"] = 5, ["episodeIds"] = new JsonArray(11, 12), ["seasonNumbers"] = new JsonArray(2), ["size"] = 100, ["sizeLeft"] = 40 });
        server.Work.Downloads.Add(new JsonObject { ["id"] = 2, ["seriesId"] = 5, ["episodeId"] = 13, ["seasonNumber"] = 2, ["size"] = 0, ["sizeleft"] = 0 });
        var downloads = (await Client(server).Activity.Downloads(1, 10, None)).Value().Records;
        Assert.Equal([[11, 12], [13]], downloads.Select(d => d.Episodes));
        Assert.Equal([0.6, null], downloads.Select(d => d.Progress));
        Assert.Equal([1, 2], (await Client(server).Activity.DownloadsOf(5, None)).Value().Select(d => d.Id));
    }
}
