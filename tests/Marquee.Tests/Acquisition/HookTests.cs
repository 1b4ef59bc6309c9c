using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Webhooks;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Servarr.Events;
using Marquee.Integrations.Tests.Sonarr;
using Marquee.Storage;

namespace Marquee.Tests.Acquisition;

/// <summary>S1.3: webhooks of known and unknown titles, in any order and more than once.</summary>
public sealed class HookTests
{
    const string Movie = """ "movie":{"id":12,"title":"The Lantern Keepers","year":2021,"tmdbId":900001,"imdbId":"tt9000001"} """;
    const string Grab = $$"""{"eventType":"Grab",{{Movie}},"release":{"quality":"Bluray-1080p","size":5},"downloadId":"D1"}""";
    const string Import = $$"""{"eventType":"Download",{{Movie}},"movieFile":{"id":70,"path":"/films/one.mkv","quality":"Bluray-1080p","size":2634071875},"isUpgrade":false,"downloadId":"D1"}""";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_grab_and_its_import_come_in_either_order_and_more_than_once(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        string[][] orders = [[Grab, Import], [Import, Grab], [Grab, Grab, Import, Import], [Import, Grab, Import + " ", Grab + " "]];
        foreach (var order in orders)
        {
            await house.Get<Connections>().Remove(house.Radarr.Id, Ct);
            var radarr = await house.Add(ServarrProgram.Radarr, house.Films);
            house.Heard.Take();
            await house.Tell(radarr, order);
            var film = (await house.Holding(radarr, 900001))!;
            Assert.Equal((ServerHouse.Lantern, 12, null, "D1", true), (film.Title!.Value, film.Item.Item, film.Item.GrabbedAt, film.Item.Download, film.Item.Monitored));
            Assert.Equal((70, "Bluray-1080p", 2634071875), (film.Item.File!.Id, film.Item.File.Quality, film.Item.File.Size));
            Assert.Equal(order[0] == Grab ? ["Added tt9000001", "Grabbed tt9000001", "Imported tt9000001"] : ["Added tt9000001", "Imported tt9000001"], house.Heard.Take());
        }
    }

    [Fact]
    public async Task A_film_and_its_upgrade_end_the_same_whatever_comes_first()
    {
        await using var house = await ServerHouse.Open(Engine.Sqlite);
        var upgrade = Import.Replace("70", "71", StringComparison.Ordinal).Replace("false", "true", StringComparison.Ordinal).Replace("D1", "D2", StringComparison.Ordinal);
        string[] all = [EventSamples.MovieAdded, Grab, Import, Grab.Replace("D1", "D2", StringComparison.Ordinal), upgrade];
        var random = new Random(20_260_301);
        for (var round = 0; round < 25; round++)
        {
            var order = all.Concat([all[random.Next(all.Length)], all[random.Next(all.Length)]]).ToArray();
            random.Shuffle(order);
            await house.Get<Connections>().Remove((await house.Get<Connections>().All(Ct))[^1].Id, Ct);
            var radarr = await house.Add(ServarrProgram.Radarr, house.Films);
            await house.Tell(radarr, order);
            var film = (await house.Holding(radarr, 900001))!.Item;
            Assert.True((film.File?.Id, film.GrabbedAt) is (71, null), $"{film.File} {film.GrabbedAt} after {string.Join('\n', order)}");
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_is_known_keeps_what_a_look_at_the_server_brought(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        var id = house.Films.Has(900001, monitored: false);
        await house.Reconcile(house.Radarr);
        house.Heard.Take();
        await house.Tell(house.Radarr, Grab.Replace("\"id\":12", $"\"id\":{id}", StringComparison.Ordinal));
        var film = (await house.Holding(house.Radarr, 900001))!;
        Assert.Equal((false, true, "/media/first/The Lantern Keepers (2021)"), (film.Item.Monitored, film.Item.GrabbedAt is not null, film.Item.Folder));
        Assert.Equal([("The Lantern Keepers", true)], (await house.All(new CollectionQuery { Grabbed = true })).Select(r => (r.Name, r.Grabbed)));
        await house.Tell(house.Radarr, Import.Replace("\"id\":12", $"\"id\":{id}", StringComparison.Ordinal));
        Assert.Equal(["Grabbed tt9000001", "Imported tt9000001"], house.Heard.Take());
        Assert.Empty(await house.All(new CollectionQuery { Grabbed = true }));
        Assert.Equal("The Lantern Keepers", Assert.Single(await house.All(new CollectionQuery { Downloaded = true, Monitored = false, Kind = ServarrProgram.Radarr })).Name);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_gone_stays_gone_whatever_comes_late(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        await house.Tell(house.Radarr, Grab, EventSamples.MovieDelete);
        Assert.Equal(["Added tt9000001", "Grabbed tt9000001", "Removed tt9000001"], house.Heard.Take());
        await house.Tell(house.Radarr, Import, EventSamples.MovieAdded);
        Assert.Empty(house.Heard.Take());
        Assert.Null(await house.Holding(house.Radarr, 900001));
        // The same film under a new number is another one.
        await house.Tell(house.Radarr, EventSamples.MovieAdded.Replace("\"id\": 12", "\"id\": 13", StringComparison.Ordinal), EventSamples.MovieDelete + " ");
        Assert.Equal(["Added tt9000001"], house.Heard.Take());
        Assert.Equal(13, (await house.Holding(house.Radarr, 900001))!.Item.Item);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Episodes_of_a_series_are_told_one_by_one(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        await house.Tell(house.Sonarr, EventSamples.SeriesAdd, EventSamples.SeriesGrab, EventSamples.SeriesImport, EventSamples.SeriesGrab + " ");
        Assert.Equal(["Added tt8000001", "Grabbed tt8000001 2x3 2x4", "Imported tt8000001 2x3 2x4"], house.Heard.Take().Take(3));
        var series = (await house.Holding(house.Sonarr, SonarrStandIn.Tvdb))!;
        Assert.Equal([(2, 3, 51, 70), (2, 4, 52, 70)], series.Item.Episodes.Select(e => (e.Season, e.Number, e.Item, e.File!.Id)));
        Assert.Equal(2634071875, series.Item.Size); // one file
        await house.Tell(house.Sonarr, EventSamples.EpisodeFileDelete); // for an upgrade, whose import follows
        Assert.All((await house.Holding(house.Sonarr, SonarrStandIn.Tvdb))!.Item.Episodes, e => Assert.NotNull(e.File));
        house.Heard.Take();
        await house.Tell(house.Sonarr, EventSamples.EpisodeFileDelete.Replace("\"upgrade\"", "\"manual\"", StringComparison.Ordinal));
        Assert.Equal(["FileDeleted tt8000001 2x3 2x4"], house.Heard.Take());
        await house.Tell(house.Sonarr, EventSamples.SeriesDelete);
        Assert.Equal(["Removed tt8000001"], house.Heard.Take());
    }

    [Fact]
    public async Task Titles_without_a_number_are_nobodys_and_spoil_nothing()
    {
        await using var house = await ServerHouse.Open(Engine.Sqlite);
        await house.Tell(house.Radarr,
            """{"eventType":"Grab","movie":{"id":3,"title":"No Number","tmdbId":0,"imdbId":""},"downloadId":"D1"}""", "not json", "[]", "", EventSamples.Test, EventSamples.Health,
            EventSamples.ApplicationUpdate, """{"eventType":"FromTheFuture"}""", Grab);
        Assert.Equal("The Lantern Keepers", Assert.Single(await house.All()).Name);
        Assert.Equal(["Added tt9000001", "Grabbed tt9000001"], house.Heard.Take());
    }

    [Fact]
    public async Task A_download_that_waits_for_a_person_is_told()
    {
        await using var house = await ServerHouse.Open(Engine.Sqlite);
        await house.Tell(house.Radarr, Grab);
        house.Heard.Take();
        await house.Tell(house.Radarr, EventSamples.ManualInteraction);
        var news = house.Heard.Last!;
        Assert.Equal((NewsKind.NeedsHand, ServerHouse.Lantern, "D4", "No files found Import it by hand"), (news.Kind, news.Title!.Value, news.DownloadId, news.Message!.ToString()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_we_caused_is_an_echo(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        await house.House.Database.Write(Store.House, w => house.Get<SentChanges>().Expect(w, house.Radarr.Id, NewsKind.Added, 900001), Ct);
        await house.Tell(house.Radarr, EventSamples.MovieAdded);
        Assert.True(house.Heard.Last!.IsEcho);
        await house.Tell(house.Radarr, Grab);
        Assert.False(house.Heard.Last!.IsEcho);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Only_the_secret_of_an_address_lets_in_and_a_new_one_ends_the_old(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        var hooks = house.Get<Hooks>();
        Assert.Null(await hooks.Allowed(house.Radarr.Hook, "", Ct));
        var first = (await hooks.Renew(house.Radarr.Id, Ct))!;
        Assert.Equal((Hooks.Root + house.Radarr.Hook, "marquee"), (first.Path, first.Username));
        Assert.Equal(house.Radarr.Id, await hooks.Allowed(house.Radarr.Hook, first.Password, Ct));
        Assert.Null(await hooks.Allowed(house.Sonarr.Hook, first.Password, Ct));
        Assert.Null(await hooks.Allowed("elsewhere", first.Password, Ct));
        var second = (await hooks.Renew(house.Radarr.Id, Ct))!;
        Assert.Null(await hooks.Allowed(house.Radarr.Hook, first.Password, Ct));
        Assert.Equal(house.Radarr.Id, await hooks.Allowed(house.Radarr.Hook, second.Password, Ct));
        Assert.Null(await hooks.Renew(4711, Ct));
        foreach (var (table, rows) in await FilledHouse.Rows(house.House.Database))
        {
            Assert.False(rows.Contains(second.Password, StringComparison.Ordinal), table);
        }
    }

    [Fact]
    public async Task A_server_that_cannot_reach_us_keeps_the_secret_that_it_has()
    {
        await using var house = await ServerHouse.Open(Engine.Sqlite);
        var hooks = house.Get<Hooks>();
        var before = (await hooks.Renew(house.Radarr.Id, Ct))!;
        var why = await hooks.SetUp(house.Radarr, new Uri("http://127.0.0.1:9/"), Ct);
        Assert.Equal("servarr.refused", why!.Code);
        Assert.Equal(house.Radarr.Id, await hooks.Allowed(house.Radarr.Hook, before.Password, Ct));
        Assert.Empty(house.Films.Settings.StoredWebhooks);
    }
}
