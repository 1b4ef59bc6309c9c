using System.Data.Common;
using Dapper;
using Marquee.Storage.Moving;
using Microsoft.Extensions.Logging;

namespace Marquee.Storage;

/// <summary>
/// What happens before anything else runs: the folder is proven, the engine looked at, every store brought up to date (a SQLite
/// file is copied first), the empty catalog made, and the current generation read.
/// </summary>
public sealed partial class StoreOpening(DataFolder folder, Database database, Generations generations, UncleanStop stop, TimeProvider time, ILogger<StoreOpening> log)
{
    /// <param name="writing">False for verbs that only read: then a folder that was never opened is refused instead of made.</param>
    /// <param name="ct">Stops between two migrations.</param>
    /// <param name="moving">A house is being moved here: the only time at which half a house may be opened.</param>
    /// <exception cref="Refusal">The folder or the server cannot be used, or was made by a newer Marquee.</exception>
    public async Task Open(bool writing, CancellationToken ct, bool moving = false)
    {
        if (database is PostgresDatabase postgres)
        {
            await postgres.Prepare(ct);
            await postgres.MakeSchemas(ct);
            await OpenPostgres(ct);
        }
        else if (writing)
        {
            folder.Prepare();
            if (new RestoreMoves(folder).Complete() is { } kept)
            {
                Restored(kept);
            }

            if (await stop.Check(ct))
            {
                CheckedWhole();
            }

            stop.Begin();
            await OpenFiles(ct);
        }
        else if (new RestoreMoves(folder).Waiting)
        {
            throw new Refusal("storage.restoreCutOff", ("folder", folder.Path));
        }
        else if (StoreNames.Migrated.Any(store => !File.Exists(folder.StoreFile(store))) || !File.Exists(folder.CatalogFile(0)))
        {
            throw new Refusal("storage.noData", ("folder", folder.Path));
        }

        var untouched = !writing && database.Dialect.Engine == Engine.Sqlite;
        if (untouched)
        {
            await RefuseOtherRelease(0, StoreNames.Migrated, ct);
        }

        if (!moving)
        {
            await RefuseHalfMoved(ct);
        }

        var current = await Generation(writing, ct);
        if (untouched)
        {
            await RefuseOtherRelease(current, [Store.Catalog], ct);
        }
        else
        {
            await UpgradeGenerations(current, ct);
        }

        database.SwitchTo(current);
        Opened(database.EngineVersion, folder.Path, database.CurrentGeneration);
    }

    async Task RefuseHalfMoved(CancellationToken ct)
    {
        await using var connection = await database.Read(0, ct);
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from house.setting where name = @Mark", new { TableRows.Mark }, cancellationToken: ct)) > 0)
        {
            throw new Refusal("storage.move.unfinished");
        }
    }

    /// <summary>
    /// Generations of an earlier release get what they lack: quick changes only, a new import is no part of an upgrade. A
    /// newer one than the current belongs to an import, here or on another node.
    /// </summary>
    async Task UpgradeGenerations(int current, CancellationToken ct)
    {
        var all = Migrations.For(database.Dialect.Engine);
        foreach (var number in (await WholeGenerations(ct)).Where(number => number <= current))
        {
            await using DbConnection connection = database is PostgresDatabase postgres
                ? await postgres.Open(number, ct)
                : await SqliteConnections.Open(folder.CatalogFile(number), Store.Catalog, pooled: false, ct);
            var lacking = await Migrations.Pending(connection, database.Dialect, Store.Catalog, all, ct);
            await Migrations.Apply(connection, database.Dialect, Store.Catalog, [.. all.Except(lacking.Where(Migrations.IndexesRows))], time, ct, Migrating);
        }
    }

    /// <summary>A reading verb changes nothing, so a store of another release is refused rather than brought up to date.</summary>
    async Task RefuseOtherRelease(int generation, IEnumerable<Store> stores, CancellationToken ct)
    {
        var all = Migrations.For(Engine.Sqlite);
        await using var connection = await database.Read(generation, ct);
        foreach (var store in stores)
        {
            if ((await Migrations.Pending(connection, database.Dialect, store, all, ct, make: false)).Any(migration => !Migrations.IndexesRows(migration)))
            {
                throw new Refusal("storage.earlierRelease", ("folder", folder.Path));
            }
        }
    }

    /// <summary>
    /// The current generation, unless it is gone: a backup holds no catalog, and somebody may have deleted it to save space. Then
    /// the newest one that is there serves, and with none the empty one, so that the sample is loaded again.
    /// </summary>
    async Task<int> Generation(bool writing, CancellationToken ct)
    {
        var current = await generations.Find(ct);
        var whole = await WholeGenerations(ct);
        if (whole.Contains(current.Number))
        {
            return current.Number;
        }

        // What is newer was never current: a killed import left it.
        var left = whole.Where(number => number < current.Number).DefaultIfEmpty(0).Max();
        CatalogGone(current.Number, left);
        if (writing)
        {
            await generations.GoBackTo(left, ct);
        }

        return left;
    }

    async Task<List<int>> WholeGenerations(CancellationToken ct) =>
        [.. (await database.GenerationsThere(ct)).Where(number => database.Dialect.Engine == Engine.Postgres || File.Exists(folder.CatalogFile(number)))];

    async Task OpenFiles(CancellationToken ct)
    {
        var all = Migrations.For(Engine.Sqlite);
        foreach (var store in StoreNames.Migrated)
        {
            var file = folder.StoreFile(store);
            var existed = File.Exists(file);
            await using var connection = await SqliteConnections.Open(file, store, pooled: false, ct);
            // Quartz writes its own store with its own connections. A rollback journal there keeps clear of the WAL-reset
            // defect of engines before 3.51.3, which needs a second writer or checkpointer.
            SqliteConnections.Run(connection, $"pragma {store.Name()}.journal_mode = {(store == Store.Jobs ? "truncate" : "wal")}");
            var pending = await Migrations.Pending(connection, database.Dialect, store, all, ct);
            if (existed && pending.Count > 0 && pending[0].Number > 1)
            {
                Directory.CreateDirectory(folder.Backups);
                var copy = Path.Combine(folder.Backups, $"{store.Name()}-before-{pending[0].Number:D4}.db");
                File.Delete(copy);
                Copying(store.Name(), copy);
                await connection.ExecuteAsync("vacuum into @copy", new { copy });
            }

            if (await Migrations.Apply(connection, database.Dialect, store, all, time, ct, existed ? Migrating : null) is > 0 and var applied)
            {
                Migrated(store.Name(), applied);
            }
        }

        await MakeEmptyCatalog(all, ct);
    }

    async Task MakeEmptyCatalog(IReadOnlyList<Migration> all, CancellationToken ct)
    {
        if (!File.Exists(folder.CatalogFile(0)))
        {
            Directory.CreateDirectory(folder.Generation(0));
            await using var connection = await SqliteConnections.Open(folder.CatalogFile(0), Store.Catalog, pooled: false, ct);
            await Migrations.Apply(connection, database.Dialect, Store.Catalog, all, time, ct);
        }
    }

    async Task OpenPostgres(CancellationToken ct)
    {
        var all = Migrations.For(Engine.Postgres);
        await using var connection = await database.Read(0, ct);
        foreach (var store in Enum.GetValues<Store>())
        {
            if (await Migrations.Apply(connection, database.Dialect, store, all, time, ct, Migrating) is > 0 and var applied)
            {
                Migrated(store.Name(), applied);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage is {Engine} in {Folder}, catalog generation {Generation}")]
    partial void Opened(string engine, string folder, int generation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Catalog generation {Gone} is not there; generation {Left} serves instead")]
    partial void CatalogGone(int gone, int left);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Completed a restore that was cut off; what was there is in {Kept}")]
    partial void Restored(string kept);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Marquee did not end in order the last time (a crash or a power cut); the house was checked and is whole")]
    partial void CheckedWhole();

    [LoggerMessage(Level = LogLevel.Information, Message = "Copying the store {Store} to {Copy} before it is brought up to date")]
    partial void Copying(string store, string copy);

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the store {Store} up to date: change {Number} ({Name}), {Left} to go")]
    partial void Migrating(string store, int number, string name, int left);

    [LoggerMessage(Level = LogLevel.Information, Message = "Store {Store} brought up to date; changes of its layout: {Count}")]
    partial void Migrated(string store, int count);
}
