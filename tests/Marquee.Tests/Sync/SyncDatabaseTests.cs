using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Documents;
using Marquee.Watching;

namespace Marquee.Tests.Sync;

public sealed class SyncDatabaseTests
{
    public static TheoryData<Engine> Engines => SyncHouse.Engines;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData("5-abc", 5)]
    [InlineData("\"5-abc\"", 5)]
    [InlineData("5-other", 0)] // of another database of this name
    [InlineData("99-abc", 9)]
    [InlineData("now", 9)]
    [InlineData(null, 0)]
    [InlineData("x", -1)]
    [InlineData("-5", -1)]
    [InlineData("", -1)]
    public void A_sequence_means_a_place_in_its_own_database(string? since, long place) =>
        Assert.Equal(place < 0 ? null : place, new SyncDatabase { Instance = "abc", LastSeq = 9 }.Place(since));

    [Theory]
    [InlineData("films", null)]
    [InlineData("a_$()+-/0", null)]
    [InlineData("Films", "illegal_database_name")]
    [InlineData("0films", "illegal_database_name")]
    [InlineData("_films", "illegal_database_name")]
    [InlineData("fil ms", "illegal_database_name")]
    [InlineData("films\n", "illegal_database_name")]
    [InlineData("", "illegal_database_name")]
    public async Task Names_are_those_of_CouchDB(string name, string? error)
    {
        await using var house = await SyncHouse.Open(Engine.Sqlite);
        var refused = await Record.ExceptionAsync(() => house.Get<SyncDatabases>().Make(name, default));
        Assert.Equal(error, (refused as ProtocolRefusal)?.Error);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_name_is_taken_until_its_database_is_deleted_and_then_begins_anew(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var databases = house.Get<SyncDatabases>();
        await house.Edited("""{"_id":"a"}""");
        Assert.False(await databases.Make("films", default));
        Assert.Equal(["films"], await databases.Names(default));
        var old = (await house.Now()).Sequence(1);
        await databases.Delete(house.Database, default);
        Assert.Null(await databases.Find("films", default));
        Assert.True(await databases.Make("films", default));
        Assert.Equal(0, (await databases.Find("films", default))!.Place(old));
    }

    [Fact]
    public async Task A_database_is_deleted_when_those_who_came_before_are_answered()
    {
        await using var house = await SyncHouse.Open(Engine.Sqlite);
        var uses = house.Get<DatabaseUses>();
        var (one, two) = (uses.Begin("films"), uses.Begin("films"));
        using var elsewhere = uses.Begin("others");
        var deleting = house.Get<SyncDatabases>().Delete(house.Database, default);
        one.Dispose();
        one.Dispose(); // counts once
        await Task.Delay(100);
        Assert.False(deleting.IsCompleted);
        Assert.NotNull(await house.Get<SyncDatabases>().Find("films", default));
        two.Dispose();
        await deleting.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Null(await house.Get<SyncDatabases>().Find("films", default));
    }

    [Fact]
    public async Task Where_scratch_databases_are_switched_off_there_are_none()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite, services => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddAcquisition().AddSync());
        var databases = house.Get<SyncDatabases>();
        Assert.Equal(403, (await Assert.ThrowsAsync<ProtocolRefusal>(() => databases.Make("films", default))).Status);
        await house.Database.Write(Store.House, w => w.Execute("insert into house.sync_database (name, instance, created_at, revs_limit, last_seq, purge_seq, live, gone) values ('films', 'x', 0, 1000, 0, 0, 0, 0)"), default);
        Assert.Null(await databases.Find("films", default));
        Assert.Empty(await databases.Names(default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Documents_that_are_not_replicated_count_their_revisions(Engine engine)
    {
        await using var house = await SyncHouse.Open(engine);
        var local = house.Get<LocalDocuments>();
        Task<Outcome> Write(string json) => local.Write(house.Database, SyncHouse.Document(json), default);
        Assert.Equal("0-1", Assert.IsType<Written>(await Write("""{"_id":"_local/a","n":1}""")).Revision.ToString());
        Assert.Equal("conflict", Assert.IsType<Refused>(await Write("""{"_id":"_local/a","n":2}""")).Why.Error);
        Assert.Equal("conflict", Assert.IsType<Refused>(await Write("""{"_id":"_local/b","_rev":"1-x"}""")).Why.Error);
        Assert.Equal("0-2", Assert.IsType<Written>(await Write("""{"_id":"_local/a","_rev":"0-1","n":2}""")).Revision.ToString());
        Assert.Equal("\"n\":2", (await local.Find(house.Database, "_local/a", default))!.Members);
        Assert.Equal("0-0", Assert.IsType<Written>(await Write("""{"_id":"_local/a","_rev":"0-2","_deleted":true}""")).Revision.ToString());
        Assert.Equal("not_found", Assert.IsType<Refused>(await Write("""{"_id":"_local/a","_rev":"0-2","_deleted":true}""")).Why.Error);
        Assert.Null(await local.Find(house.Database, "_local/a", default));
        Assert.Equal("0-1", Assert.IsType<Written>(await Write("""{"_id":"_local/a","_rev":"0-7"}""")).Revision.ToString());
        Assert.Equal(0, (await house.Now()).LastSeq);
    }

    [Fact]
    public async Task A_restored_house_begins_its_sequences_anew()
    {
        await using var house = await SyncHouse.Open(Engine.Sqlite);
        await house.Edited("""{"_id":"a"}""");
        var file = Path.GetTempFileName();
        await house.Get<Backup>().Make(file, withKnown: false, default);
        await house.Edited("""{"_id":"b"}""");
        var seen = (await house.Now()).Sequence(2);
        await using var restored = await house.Restored(file);
        Assert.Equal(0, restored.Database.Place(seen));
        Assert.Equal(1, restored.Database.LastSeq);
        File.Delete(file);
    }
}
