using System.Text;
using System.Text.Json.Nodes;
using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Reconciling;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;
using Marquee.Integrations.Tests.Sonarr;
using Marquee.Storage;
using Microsoft.AspNetCore.Http;

namespace Marquee.Tests.Acquisition;

/// <summary>S1.4, R1, R2: what the servers have is kept true by plans, and nothing that they answer takes much away by itself.</summary>
public sealed class ReconcileTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_added_outside_is_there_with_the_title_that_it_is(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        house.Films.Has(900001, file: true);
        house.Films.Has(900002);
        house.Films.Has(900003, monitored: false);
        var plan = await house.Reconcile(house.Radarr);
        Assert.Equal((ReconcileState.Applied, 3, 0, 0, 0, 3), (plan.State, plan.Added, plan.Removed, plan.Changed, plan.Same, plan.Done));
        Assert.Equal(["Added tt9000001", "Imported tt9000001", "Added tt9000002", "Added ?"], house.Heard.Take());
        var rows = await house.All(new CollectionQuery { Sort = CollectionSort.Title });
        Assert.Equal(
            [("A Film of No Number", null, false, 0, null), ("Salt & Paper", new TitleId(9000002), true, 0, null), ("The Lantern Keepers", (TitleId?)ServerHouse.Lantern, true, 1, "Bluray-1080p")],
            rows.Select(r => (r.Name, r.Title, r.Monitored, r.Files, r.Quality)));
        Assert.Equal((24_397_988_960, DateTimeOffset.Parse("2024-05-06T07:08:09Z", null).ToUnixTimeSeconds()), (rows[2].Size, rows[2].AddedAt));
        // A title that the catalog lacks is kept under its number.
        Assert.Equal("Salt & Paper", (await house.Get<Titles>().Find(new TitleId(9000002), Ct))!.Title);
        var again = await house.Reconcile(house.Radarr);
        Assert.Equal((ReconcileState.Applied, 0, 3), (again.State, again.Changes, again.Same));
        Assert.Empty(house.Heard.Take());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Marks_and_files_that_changed_outside_are_taken_over_and_one_removal_too(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        var lantern = house.Films.Has(900001);
        var salt = house.Films.Has(900002);
        house.Films.Has(900003);
        await house.Reconcile(house.Radarr);
        house.Heard.Take();
        house.Films.Films.Single(f => f["id"]!.GetValue<int>() == lantern)["monitored"] = false;
        house.Films.Films.Single(f => f["id"]!.GetValue<int>() == salt)["movieFile"] = File(12);
        house.Films.Work.Downloads.Add(new JsonObject { ["id"] = 1, ["movieId"] = lantern, ["size"] = 9.0, ["sizeLeft"] = 4.0, ["downloadId"] = "D1", ["trackedDownloadState"] = "downloading" });
        var plan = await house.Reconcile(house.Radarr, ReconcileStep.Plan);
        Assert.Equal((ReconcileState.Planned, 2, 1), (plan.State, plan.Changed, plan.Same));
        Assert.Equal([("Salt & Paper", "files"), ("The Lantern Keepers", "monitored grabbed")], (await house.Get<Reconciles>().Changes(plan.Id, Ct)).Select(c => (c.Name, c.What)));
        Assert.Empty(house.Heard.Take());
        Assert.True((await house.Holding(house.Radarr, 900001))!.Item.Monitored);

        plan = await house.Reconcile(house.Radarr, ReconcileStep.Apply, plan.Id);
        Assert.Equal((ReconcileState.Applied, 2), (plan.State, plan.Done));
        Assert.Equal(["Monitored tt9000001", "Grabbed tt9000001", "Imported tt9000002"], house.Heard.Take());
        await Delete(house, salt);
        plan = await house.Reconcile(house.Radarr);
        Assert.Equal((ReconcileState.Applied, 1, 1), (plan.State, plan.Removed, plan.Done));
        Assert.Equal(["Removed tt9000002"], house.Heard.Take());
        Assert.Null(await house.Holding(house.Radarr, 900002));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_empty_answer_changes_nothing_and_asks(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        house.Films.Has(900001);
        house.Films.Has(900002);
        await house.Reconcile(house.Radarr);
        house.Heard.Take();
        house.Films.Tricks.Enqueue(_ => Task.FromResult(false)); // the queue
        house.Films.Tricks.Enqueue(context => Answer(context, "[]"));
        var plan = await house.Reconcile(house.Radarr);
        Assert.Equal((ReconcileState.Paused, "reconcile.ask.empty", 2, 0), (plan.State, plan.Why!.Code, plan.Removed, plan.Done));
        Assert.Equal(2, (await house.All()).Count);
        Assert.Empty(house.Heard.Take());

        plan = await house.Reconcile(house.Radarr, ReconcileStep.Apply, plan.Id);
        Assert.Equal((ReconcileState.Applied, 2, 0), (plan.State, plan.Done, (await house.All()).Count));
        plan = await house.Reconcile(house.Radarr, ReconcileStep.Undo, plan.Id);
        Assert.Equal((ReconcileState.Undone, 2), (plan.State, (await house.All()).Count));
        Assert.Equal(ServerHouse.Lantern, (await house.Holding(house.Radarr, 900001))!.Title);
        // What somebody took back is not done again by itself.
        house.Films.Tricks.Enqueue(_ => Task.FromResult(false));
        house.Films.Tricks.Enqueue(context => Answer(context, """[{"id":7,"tmdbId":900002,"title":"Salt & Paper","monitored":true},{"id":101,"tmdbId":900001,"title":"The Lantern Keepers","monitored":true}]"""));
        plan = await house.Reconcile(house.Radarr);
        Assert.Equal((ReconcileState.Paused, "reconcile.ask.undone", 2), (plan.State, plan.Why!.Code, plan.Changed));
    }

    [Theory]
    [InlineData("""[{"id":1,"tmdbId":900001,"monitored":true},{"id":2,"tm""")]
    [InlineData("""[{"id":1,"tmdbId":900001,"monitored":true},{"id":2,"tmdbId":0,"monitored":true}]""")]
    [InlineData("null")]
    [InlineData("<html>Sign in</html>")]
    public async Task Half_an_answer_changes_nothing_and_says_why(string body)
    {
        await using var house = await ServerHouse.Open(Engine.Sqlite);
        house.Films.Has(900001);
        house.Films.Has(900002);
        await house.Reconcile(house.Radarr);
        house.Heard.Take();
        house.Films.Tricks.Enqueue(_ => Task.FromResult(false));
        house.Films.Tricks.Enqueue(context => Answer(context, body));
        await Assert.ThrowsAsync<Refusal>(() => house.Reconcile(house.Radarr));
        var plan = (await house.Get<Reconciles>().Latest(house.Radarr.Id, 1, Ct))[0];
        Assert.Equal((ReconcileState.Failed, 0), (plan.State, plan.Changes));
        Assert.NotNull(plan.Why);
        Assert.Equal(plan.Why.Code, (await house.Get<Connections>().Find(house.Radarr.Id, Ct))!.Trouble!.Code);
        Assert.Equal(2, (await house.All()).Count);
        Assert.Empty(house.Heard.Take());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_series_has_its_seasons_and_episodes(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        await AddSeries(house);
        foreach (var episode in house.Series.Episodes.Where(e => e["seasonNumber"]!.GetValue<int>() == 1).Take(2))
        {
            (episode["hasFile"], episode["episodeFile"]) = (true, File(31));
        }

        await house.Reconcile(house.Sonarr);
        Assert.Equal(["Added tt8000001", "Imported tt8000001 1x1 1x2"], house.Heard.Take());
        var row = Assert.Single(await house.All());
        // Two episodes in one file, seven aired without the specials, three still to come.
        Assert.Equal((2, 10, 13, 1000L), (row.Files, row.Aired, row.Episodes, row.Size));
        var mark = (await house.Get<Collection>().Has([ServerHouse.Harbour, ServerHouse.Lantern], Ct)).Single();
        Assert.Equal((ServerHouse.Harbour, new HeldMark(true, false, 2, 10)), (mark.Key, mark.Value));
        var holding = Assert.Single(await house.Get<Collection>().Of(ServerHouse.Harbour, Ct));
        Assert.Equal([(0, false), (1, false), (2, false), (3, false)], holding.Item.Seasons.Select(s => (s.Season, s.Monitored)));
        Assert.Equal((await house.Holding(house.Sonarr, SonarrStandIn.Tvdb))!.Item.Digest, holding.Item.Digest);
        Assert.Equal((0, 1), (await house.Reconcile(house.Sonarr)) is var same ? (same.Changes, same.Same) : default);

        foreach (var episode in house.Series.Episodes.Where(e => e["seasonNumber"]!.GetValue<int>() == 1))
        {
            (episode["hasFile"], episode["episodeFile"]) = (true, File(32 + episode["episodeNumber"]!.GetValue<int>()));
        }

        await house.Reconcile(house.Sonarr);
        Assert.Equal(["Upgraded tt8000001 1x1 1x2", "Imported tt8000001 1x3 1x4"], house.Heard.Take());
    }

    [Fact]
    public async Task Episodes_that_could_not_be_read_spoil_the_whole_plan()
    {
        await using var house = await ServerHouse.Open(Engine.Sqlite);
        await AddSeries(house);
        await house.Reconcile(house.Sonarr);
        house.Series.Tricks.Enqueue(_ => Task.FromResult(false)); // the queue
        house.Series.Tricks.Enqueue(_ => Task.FromResult(false)); // the series
        for (var tries = 0; tries < 4; tries++)
        {
            house.Series.Tricks.Enqueue(context =>
            {
                context.Response.StatusCode = 503;
                return Task.FromResult(true);
            });
        }

        await Assert.ThrowsAsync<Refusal>(() => house.Reconcile(house.Sonarr));
        Assert.Equal(13, Assert.Single(await house.All()).Episodes);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_changed_since_it_was_planned_is_left_alone(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        var film = house.Films.Has(900001);
        await house.Reconcile(house.Radarr);
        house.Films.Films.Single()["monitored"] = false;
        var plan = await house.Reconcile(house.Radarr, ReconcileStep.Plan);
        await house.Tell(house.Radarr, $$"""{"eventType":"Grab","movie":{"id":{{film}},"tmdbId":900001,"title":"The Lantern Keepers"},"downloadId":"D9"}""");
        plan = await house.Reconcile(house.Radarr, ReconcileStep.Apply, plan.Id);
        Assert.Equal((ReconcileState.Applied, 1, 0), (plan.State, plan.Changed, plan.Done));
        Assert.True((await house.Holding(house.Radarr, 900001))!.Item.Monitored);
    }

    [Fact]
    public async Task A_server_that_is_removed_takes_its_part_of_the_collection_along()
    {
        await using var house = await ServerHouse.Open(Engine.Sqlite);
        house.Films.Has(900001);
        await AddSeries(house);
        await house.Reconcile(house.Radarr);
        await house.Reconcile(house.Sonarr);
        await house.Get<Connections>().Remove(house.Sonarr.Id, Ct);
        Assert.Equal("The Lantern Keepers", Assert.Single(await house.All()).Name);
        Assert.Empty(await house.Get<Reconciles>().Latest(house.Sonarr.Id, 1, Ct));
        Assert.Empty(await house.Get<Collection>().Of(ServerHouse.Harbour, Ct));
    }

    [Theory]
    [InlineData(100, 99, 1, 0, 0, null)]
    [InlineData(100, 80, 20, 0, 0, null)]
    [InlineData(100, 79, 21, 0, 0, "reconcile.ask.shrunk")]
    [InlineData(1000, 975, 25, 0, 0, null)]
    [InlineData(1000, 974, 26, 0, 0, "reconcile.ask.shrunk")]
    [InlineData(3, 2, 1, 0, 0, null)]
    [InlineData(3, 1, 2, 0, 0, "reconcile.ask.shrunk")]
    [InlineData(1, 0, 1, 0, 0, "reconcile.ask.empty")]
    [InlineData(0, 500, 0, 0, 0, null)]
    [InlineData(1000, 1000, 0, 900, 900, "reconcile.ask.files")]
    [InlineData(1000, 1000, 0, 900, 25, null)]
    public void What_takes_much_away_is_asked_about(int before, int now, int removed, int filed, int emptied, string? question) =>
        Assert.Equal(question, ShrinkQuestion.Of(new Shrink(before, now, removed, filed, emptied))?.Code);

    [Theory]
    [InlineData("2026-03-02T03:39:00Z", "2026-03-01T12:00:00Z", ReconcileState.Applied, false)]
    [InlineData("2026-03-02T03:41:00Z", "2026-03-01T12:00:00Z", ReconcileState.Applied, true)]
    [InlineData("2026-03-02T03:45:00Z", "2026-03-02T03:41:00Z", ReconcileState.Applied, false)]
    [InlineData("2026-03-02T03:45:00Z", "2026-03-02T03:41:00Z", ReconcileState.Failed, false)]
    [InlineData("2026-03-02T04:45:00Z", "2026-03-02T03:41:00Z", ReconcileState.Failed, true)]
    public void A_server_is_read_once_a_night_and_again_an_hour_after_a_failure(string now, string made, ReconcileState state, bool due) =>
        Assert.Equal(due, NightlyReconcile.IsDue(
            new Reconcile { State = state, MadeAt = DateTimeOffset.Parse(made, null).ToUnixTimeSeconds() }, DateTimeOffset.Parse(now, null), TimeZoneInfo.Utc));

    internal static async Task AddSeries(ServerHouse house)
    {
        var sonarr = house.Get<ServarrClients>().Sonarr(house.Series.Connection());
        var found = Assert.IsType<Got<SonarrSeries?>>(await sonarr.Lookup(SonarrStandIn.Tvdb, Ct)).Value!;
        var added = Assert.IsType<Got<AddedSeries>>(await sonarr.Add(
            new SeriesToAdd { Found = found, QualityProfileId = house.Series.Settings.Profiles.Keys.First(), RootFolder = "/media/first", Monitoring = SeriesMonitoring.Everything }, Ct)).Value;
        await sonarr.Episodes(added.Series.Id, (_, _) => default, Ct);
    }

    static async Task Delete(ServerHouse house, int film) =>
        Assert.IsType<Got<Done>>(await house.Get<ServarrClients>().Radarr(house.Films.Connection()).Delete(film, null, never: false, Ct));

    static async Task<bool> Answer(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), Ct);
        return true;
    }

    static JsonObject File(int id) => new()
    {
        ["id"] = id,
        ["size"] = 1000,
        ["dateAdded"] = "2024-05-07T07:08:09Z",
        ["quality"] = new JsonObject { ["quality"] = new JsonObject { ["id"] = 7, ["name"] = "WEBDL-720p", ["resolution"] = 720 } },
    };
}
