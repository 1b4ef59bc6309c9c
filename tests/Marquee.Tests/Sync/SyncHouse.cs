using System.Text.Json;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Documents;
using Marquee.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Sync;

/// <summary>A house with one scratch database.</summary>
sealed class SyncHouse : IAsyncDisposable
{
    public static readonly Sender Host = new(new Viewer(1, "Host", Role.Host, ShowAdult: true, Origin.Api));

    SyncHouse(TestHouse house, SyncDatabase database) => (House, Database) = (house, database);

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    public TestHouse House { get; }

    public SyncDatabase Database { get; private set; }

    public static async Task<SyncHouse> Open(Engine engine)
    {
        var house = await TestHouse.Open(engine, Services);
        await house.Get<SyncDatabases>().Make("films", default);
        return new SyncHouse(house, (await house.Get<SyncDatabases>().Find("films", default))!);
    }

    /// <summary>The house as a backup has it, in the same folder; this one is closed then.</summary>
    public async Task<SyncHouse> Restored(string backup)
    {
        ((SqliteDatabase)House.Database).Dispose();
        await Get<Restore>().Run(backup, default);
        var house = await TestHouse.Open(Engine.Sqlite, Services, House.Folder);
        return new SyncHouse(house, (await house.Get<SyncDatabases>().Find("films", default))!);
    }

    public T Get<T>() where T : notnull => House.Get<T>();

    static void Services(IServiceCollection services) => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddAcquisition().AddSync().Configure<SyncOptions>(o => o.Scratch = true);

    public static IncomingDocument Document(string json, string? id = null) =>
        IncomingReading.Read(JsonDocument.Parse(json).RootElement, id, new SyncOptions());

    /// <summary>An edit.</summary>
    public Task<Outcome> Edit(string json) => Get<DocumentWrites>().Write(Database, Host, Document(json), replicated: false, default);

    /// <summary>An edit that must work; its revision.</summary>
    public async Task<string> Edited(string json) => Assert.IsType<Written>(await Edit(json)).Revision.ToString();

    /// <summary>A revision that was made elsewhere: its path newest first.</summary>
    public Task<Outcome> Replicate(string id, string path, string members = "", bool deleted = false)
    {
        var revisions = path.Split(' ');
        var ids = string.Join(',', revisions.Select(r => $"\"{r.Split('-')[1]}\""));
        var json = $$$"""{"_id":"{{{id}}}","_rev":"{{{revisions[0]}}}","_deleted":{{{(deleted ? "true" : "false")}}},"_revisions":{"start":{{{revisions[0].Split('-')[0]}}},"ids":[{{{ids}}}]}{{{(members.Length > 0 ? "," + members : "")}}}}""";
        return Get<DocumentWrites>().Write(Database, Host, Document(json), replicated: true, default);
    }

    public async Task<StoredDocument> Find(string id) => (await Get<DocumentStore>().Find(Database, id, default))!;

    /// <summary>The winner as it is sent.</summary>
    public async Task<string> Winner(string id, Shown? shown = null) =>
        await Find(id) is var found ? (await Get<DocumentReading>().One(Database, found, found.Winner, shown ?? Shown.Plain, default))! : "";

    /// <summary>Reads the database's numbers anew.</summary>
    public async Task<SyncDatabase> Now() => Database = (await Get<SyncDatabases>().Again(Database, default))!;

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
