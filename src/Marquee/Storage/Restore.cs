using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>
/// Puts the stores of a backup in the place of those of the folder. Everything that can fail happens to unpacked copies; then the
/// files change places in moves that the next start completes when a crash cuts them off.
/// </summary>
public sealed class Restore(DataFolder folder, Database database, StoreOpening opening, Backup backup, IEnumerable<IRestoreStep> steps, TimeProvider time)
{
    /// <summary>Call it while holding the folder's lock and before any store is opened.</summary>
    /// <returns>The manifest, and where the files that were there went; null when there were none.</returns>
    /// <exception cref="Refusal">The file is no backup, is damaged, or somebody else uses the PostgreSQL database.</exception>
    public async Task<(Backup.Manifest Manifest, string? Kept)> Run(string file, CancellationToken ct)
    {
        if (database is PostgresDatabase postgres)
        {
            return await Run(postgres, file, ct);
        }

        var (manifest, moves) = await Prepare(file, ct);
        return (manifest, moves.Complete());
    }

    /// <summary>Everything up to the point from which on the restore holds.</summary>
    internal async Task<(Backup.Manifest Manifest, RestoreMoves Moves)> Prepare(string file, CancellationToken ct)
    {
        folder.Prepare();
        var moves = new RestoreMoves(folder);
        moves.Complete();
        var unpacked = Directory.CreateDirectory(moves.Unpacked).FullName;
        try
        {
            var there = folder.StoreFile(Store.House);
            await using var replaced = File.Exists(there) ? await Old(there, ct) : null;
            var manifest = await Ready(file, unpacked, replaced, ct);
            moves.Ready(time.GetUtcNow());
            return (manifest, moves);
        }
        catch (SqliteException e)
        {
            throw new Refusal(e, "storage.backup.unusable", ("file", file), ("why", e.Message));
        }
        finally
        {
            moves.Forget();
        }
    }

    async Task<(Backup.Manifest Manifest, string? Kept)> Run(PostgresDatabase postgres, string file, CancellationToken ct)
    {
        await opening.Open(writing: true, ct);
        if (await postgres.OtherClients(ct) > 0)
        {
            throw new Refusal("storage.backup.inUse") { ExitCode = Refusal.Busy };
        }

        var unpacked = Directory.CreateDirectory(folder.At(".restore-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            await using var replaced = await postgres.Read(ct);
            var manifest = await Ready(file, unpacked, replaced, ct);
            return (manifest, await new PostgresRestore(folder, postgres, backup, time).Run(unpacked, manifest.Stores.Keys, ct));
        }
        catch (DbException e)
        {
            throw new Refusal(e, "storage.backup.unusable", ("file", file), ("why", e.Message));
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    /// <summary>The stores of the backup as files that only have to take the place of the old ones.</summary>
    async Task<Backup.Manifest> Ready(string file, string unpacked, DbConnection? replaced, CancellationToken ct)
    {
        var manifest = await Unpack(file, unpacked, ct);
        foreach (var store in manifest.Stores.Keys)
        {
            await BringUpToDate(Path.Combine(unpacked, store + ".db"), Enum.Parse<Store>(store, ignoreCase: true), ct);
        }

        await TakeOut(Path.Combine(unpacked, Store.House.Name() + ".db"), replaced, ct);
        return manifest;
    }

    /// <summary>Only the entries that the manifest names are unpacked, under names of ours, and only when whole.</summary>
    static async Task<Backup.Manifest> Unpack(string file, string to, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, ct);
            var entry = archive.GetEntry(Backup.ManifestName) ?? throw new Refusal("storage.backup.notOurs", ("file", file));
            await using var stream = await entry.OpenAsync(ct);
            var manifest = await JsonSerializer.DeserializeAsync<Backup.Manifest>(stream, cancellationToken: ct);
            if (!manifest!.Stores.ContainsKey(Store.House.Name()))
            {
                throw new Refusal("storage.backup.missing", ("file", file), ("store", Store.House.Name()));
            }

            foreach (var (store, sum) in manifest.Stores)
            {
                if (store != Store.House.Name() && store != Store.Known.Name())
                {
                    throw new Refusal("storage.backup.unknownStore", ("file", file), ("store", store));
                }

                var target = Path.Combine(to, store + ".db");
                await (archive.GetEntry(store + ".db") ?? throw new Refusal("storage.backup.missing", ("file", file), ("store", store))).ExtractToFileAsync(target, overwrite: true, ct);
                if (await Backup.Sum(target, ct) != sum)
                {
                    throw new Refusal("storage.backup.checksum", ("file", file), ("store", store));
                }
            }

            return manifest;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or JsonException)
        {
            throw new Refusal(e, "storage.backup.unreadable", ("file", file), ("why", e.Message));
        }
    }

    /// <summary>Also refuses a backup that is damaged inside, or of a newer release.</summary>
    async Task BringUpToDate(string file, Store store, CancellationToken ct)
    {
        await using var connection = await SqliteConnections.Open(file, store, pooled: false, ct);
        var verdict = await connection.ExecuteScalarAsync<string>("pragma integrity_check(1)");
        if (verdict != "ok")
        {
            throw new Refusal("storage.backup.damaged", ("store", store.Name()), ("verdict", verdict ?? ""));
        }

        await Migrations.Apply(connection, new Dialect(Engine.Sqlite), store, Migrations.For(Engine.Sqlite), time, ct);
    }

    async Task TakeOut(string file, DbConnection? replaced, CancellationToken ct)
    {
        await using var restored = await SqliteConnections.Open(file, Store.House, pooled: false, ct);
        var house = new RestoredHouse(restored, replaced);
        // A house that was not opened since these were new has no such columns.
        var labels = await house.Replaced<Generations.Current>("select part, wanted from house.generation") is [var stored] ? stored : new Generations.Current();
        // The catalog stays, so which of its generations is current is not for the backup to say.
        foreach (var current in await house.Replaced<Generations.Current>("select number, sample, switched_at as switchedat from house.generation"))
        {
            await house.Execute("delete from house.generation");
            await house.Execute(
                "insert into house.generation (one, number, sample, part, wanted, switched_at) values (1, @Number, @Sample, @Part, @Wanted, @SwitchedAt)",
                current with { Part = labels.Part, Wanted = labels.Wanted });
        }

        foreach (var step in steps)
        {
            await step.Take(house, ct);
        }
    }

    /// <returns>Null when it is no database any more.</returns>
    static async Task<SqliteConnection?> Old(string file, CancellationToken ct)
    {
        try
        {
            return await SqliteConnections.Open(file, Store.House, pooled: false, ct);
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
