using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Watching;

namespace Marquee.Tests.Sync;

public sealed class ChangeFeedTests
{
    public static TheoryData<Engine> Engines => SyncHouse.Engines;

    static ChangeQuery Query(FeedKind feed = FeedKind.Normal, long since = 0) => new(
        feed, since, null, Descending: false, AllLeaves: false, null, null, 1, null, TimeSpan.FromSeconds(20));

    static async Task<Told> Read(SyncHouse house, ChangeQuery query, Func<Change, bool>? passes = null)
    {
        var told = new Told();
        await house.Get<ChangeFeed>().Run(await house.Now(), query, passes, told, TestContext.Current.CancellationToken);
        return told;
    }

    static async Task<SyncHouse> Filled(Engine engine)
    {
        var house = await SyncHouse.Open(engine);
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await house.Replicate(id, "1-x");
        }

        await house.Replicate("b", "2-y 1-x", deleted: true);
        await house.Replicate("c", "1-z");
        return house;
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_document_is_told_once_at_the_place_of_its_last_change(Engine engine)
    {
        await using var house = await Filled(engine);
        var all = await Read(house, Query());
        Assert.Equal(["a", "d", "b", "c"], all.Ids);
        Assert.Contains("\"deleted\":true", all.Rows[2], StringComparison.Ordinal);
        Assert.Equal(house.Database.Sequence(6), all.Last);
        Assert.Equal(["b", "c"], (await Read(house, Query(since: 4))).Ids);
        Assert.Empty((await Read(house, Query(since: 6))).Ids);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_reader_can_ask_for_less(Engine engine)
    {
        await using var house = await Filled(engine);
        var two = await Read(house, Query() with { Limit = 2 });
        Assert.Equal(["a", "d"], two.Ids);
        Assert.Equal((house.Database.Sequence(4), 2), (two.Last, two.Pending));
        Assert.Equal(["c", "b", "d", "a"], (await Read(house, Query() with { Descending = true })).Ids);
        Assert.Equal(["c", "b"], (await Read(house, Query() with { Descending = true, Limit = 2 })).Ids);
        Assert.Equal(["a", "c"], (await Read(house, Query() with { Ids = ["c", "a", "nobody"] })).Ids);
        var filtered = await Read(house, Query(), change => change.Id == "d");
        Assert.Equal(["d"], filtered.Ids);
        Assert.Equal(house.Database.Sequence(6), filtered.Last);
        var leaves = await Read(house, Query(since: 5) with { AllLeaves = true, Documents = Shown.Plain });
        Assert.Equal([$$$"""{"seq":"{{{house.Database.Sequence(6)}}}","id":"c","changes":[{"rev":"1-z"},{"rev":"1-x"}],"doc":{"_id":"c","_rev":"1-z"}}"""], leaves.Rows);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task More_than_a_page_is_read_to_its_end(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var documents = Enumerable.Range(0, 450).Select(i => SyncHouse.Document($$"""{"_id":"{{i:D4}}"}""")).ToList();
        await house.Get<DocumentWrites>().Write(house.Database, SyncHouse.Host, documents, false, default);
        Assert.Equal(documents.Select(d => d.Id), (await Read(house, Query())).Ids);
        Assert.Equal(documents.Select(d => d.Id).Reverse(), (await Read(house, Query() with { Descending = true })).Ids);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_waits_is_woken_by_a_change(Engine engine)
    {
        await using var house = await Filled(engine);
        var waiting = Read(house, Query(FeedKind.LongPoll, since: 6));
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);
        await house.Replicate("e", "1-x");
        Assert.Equal(["e"], (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Ids);
    }

    [Fact]
    public async Task Changes_of_another_node_are_found()
    {
        await using var here = await Filled(Engine.Postgres);
        await using var node = await TestHouse.Beside(here.House, services => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddAcquisition().AddSync());
        var waiting = Read(here, Query(FeedKind.LongPoll, since: 6));
        await Task.Delay(50);
        await node.Get<DocumentWrites>().Write(here.Database, SyncHouse.Host, SyncHouse.Document("""{"_id":"e"}"""), false, default);
        Assert.Equal(["e"], (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Ids);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_reader_who_stays_gets_signs_of_life_and_an_end(Engine engine)
    {
        await using var house = await Filled(engine);
        var told = await Read(house, Query(FeedKind.Continuous, since: 5) with { Heartbeat = TimeSpan.FromMilliseconds(100), Timeout = TimeSpan.FromMilliseconds(700) });
        Assert.Equal(["c"], told.Ids);
        Assert.True(told.Beats > 0);
        Assert.Equal(house.Database.Sequence(6), told.Last);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_reader_of_a_database_that_is_deleted_is_sent_home(Engine engine)
    {
        await using var house = await Filled(engine);
        var waiting = Read(house, Query(FeedKind.Continuous, since: 6) with { Heartbeat = TimeSpan.FromMilliseconds(100), Timeout = null });
        await house.Get<Marquee.Sync.SyncDatabases>().Delete(house.Database, default);
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Whatever is written meanwhile, a reader who goes on from the last sequence misses nothing: numbers become visible in their order.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A_reader_beside_writers_misses_nothing(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await house.Replicate($"{w}-{i}", "1-x");
            }
        })).ToList();
        var seen = new List<string>();
        var at = 0L;
        while (seen.Count < 100)
        {
            var done = writers.TrueForAll(w => w.IsCompleted);
            var told = new Told();
            await house.Get<ChangeFeed>().Run(house.Database, Query(since: at), null, told, default);
            seen.AddRange(told.Ids);
            at = long.Parse(told.Last!.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
            if (done && told.Ids.Count == 0)
            {
                break;
            }
        }

        await Task.WhenAll(writers);
        Assert.Equal(100, seen.Distinct().Count());
    }

    sealed class Told : IChangeOutput
    {
        public List<string> Rows { get; } = [];

        public List<string> Ids => [.. Rows.Select(row => System.Text.Json.JsonDocument.Parse(row).RootElement.GetProperty("id").GetString()!)];

        public int Beats { get; private set; }

        public string? Last { get; private set; }

        public long Pending { get; private set; }

        public Task Row(string row, string sequence, CancellationToken ct)
        {
            Rows.Add(row);
            return Task.CompletedTask;
        }

        public Task Flush(CancellationToken ct) => Task.CompletedTask;

        public Task Heartbeat(CancellationToken ct)
        {
            Beats++;
            return Task.CompletedTask;
        }

        public Task End(string last, long pending, CancellationToken ct)
        {
            (Last, Pending) = (last, pending);
            return Task.CompletedTask;
        }
    }
}
