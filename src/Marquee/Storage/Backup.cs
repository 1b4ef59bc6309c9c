using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;

namespace Marquee.Storage;

/// <summary>
/// The house in one file: a ZIP with a manifest and a whole copy of each store's database, taken through SQLite's online backup
/// while the server may go on. The catalog is left out: it is rebuilt from IMDb's files.
/// </summary>
public sealed class Backup(DataFolder folder, Database database, TimeProvider time)
{
    const string ManifestName = "marquee-backup.json";

    /// <param name="Version">Of the program that made it.</param>
    /// <param name="MadeAt">UTC.</param>
    /// <param name="Stores">SHA-256 of each store's file by name.</param>
    public sealed record Manifest(string Version, DateTimeOffset MadeAt, IReadOnlyDictionary<string, string> Stores);

    /// <param name="file">Made anew; an existing file is replaced once the new one is whole.</param>
    /// <param name="withKnown">Also what outside sources told us.</param>
    /// <param name="ct">Leaves no half file behind.</param>
    public async Task<Manifest> Make(string file, bool withKnown, CancellationToken ct)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        var unfinished = file + ".part";
        if (Enum.GetValues<Store>().Any(store => folder.StoreFile(store) == Path.GetFullPath(file)))
        {
            throw new Refusal("storage.backup.isStore", ("file", file));
        }

        var copies = Directory.CreateDirectory(folder.At(".backup-" + Guid.NewGuid().ToString("N")));
        try
        {
            await using (var stream = new FileStream(unfinished, Private()))
            await using (var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: false, entryNameEncoding: null, ct))
            {
                foreach (var store in withKnown ? [Store.House, Store.Known] : (Store[])[Store.House])
                {
                    var copy = Path.Combine(copies.FullName, store.Name() + ".db");
                    await database.CopyStore(store, copy, ct);
                    sums[store.Name()] = await Sum(copy, ct);
                    await archive.CreateEntryFromFileAsync(copy, store.Name() + ".db", CompressionLevel.Fastest, ct);
                }

                var manifest = new Manifest(typeof(Backup).Assembly.GetName().Version!.ToString(3), time.GetUtcNow(), sums);
                await using var entry = await archive.CreateEntry(ManifestName).OpenAsync(ct);
                await JsonSerializer.SerializeAsync(entry, manifest, cancellationToken: ct);
            }

            File.Move(unfinished, file, overwrite: true);
            return new Manifest(typeof(Backup).Assembly.GetName().Version!.ToString(3), time.GetUtcNow(), sums);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            throw new Refusal(e, "storage.backup.unwritable", ("file", file), ("why", e.Message)) { ExitCode = Refusal.Disk };
        }
        finally
        {
            File.Delete(unfinished);
            copies.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Puts the stores of a backup in the place of those of the folder, which are kept beside it. Call it while holding the
    /// folder's lock and before any store is opened.
    /// </summary>
    /// <returns>The manifest, and where the files that were there went; null when there were none.</returns>
    /// <exception cref="Refusal">The file is no backup, is damaged, or was made for PostgreSQL.</exception>
    public async Task<(Manifest Manifest, string? Kept)> Restore(string file, CancellationToken ct)
    {
        if (database.Dialect.Engine == Engine.Postgres)
        {
            throw new Refusal("storage.backup.pgRestore");
        }

        folder.Prepare();
        var unpacked = Directory.CreateDirectory(folder.At(".restore"));
        try
        {
            var manifest = await Unpack(file, unpacked.FullName, ct);
            string? kept = null;
            foreach (var store in manifest.Stores.Keys)
            {
                if (File.Exists(folder.At(store + ".db")))
                {
                    kept ??= Directory.CreateDirectory(Path.Combine(folder.Backups, "before-restore-" + time.GetUtcNow().ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture))).FullName;
                    MoveStore(store, kept);
                }

                File.Move(Path.Combine(unpacked.FullName, store + ".db"), folder.At(store + ".db"));
            }

            return (manifest, kept);
        }
        finally
        {
            unpacked.Delete(recursive: true);
        }
    }

    /// <summary>For its owner alone, as the data folder is.</summary>
    static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    void MoveStore(string store, string to)
    {
        foreach (var ending in (string[])[".db", ".db-wal", ".db-shm"])
        {
            if (File.Exists(folder.At(store + ending)))
            {
                File.Move(folder.At(store + ending), Path.Combine(to, store + ending));
            }
        }
    }

    /// <summary>Only the entries that the manifest names are unpacked, under names of ours, and only when whole.</summary>
    async Task<Manifest> Unpack(string file, string to, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, ct);
            var entry = archive.GetEntry(ManifestName) ?? throw new Refusal("storage.backup.notOurs", ("file", file));
            await using var stream = await entry.OpenAsync(ct);
            var manifest = await JsonSerializer.DeserializeAsync<Manifest>(stream, cancellationToken: ct);
            foreach (var (store, sum) in manifest!.Stores)
            {
                if (store != Store.House.Name() && store != Store.Known.Name())
                {
                    throw new Refusal("storage.backup.unknownStore", ("file", file), ("store", store));
                }

                var target = Path.Combine(to, store + ".db");
                await (archive.GetEntry(store + ".db") ?? throw new Refusal("storage.backup.missing", ("file", file), ("store", store))).ExtractToFileAsync(target, overwrite: true, ct);
                if (await Sum(target, ct) != sum)
                {
                    throw new Refusal("storage.backup.checksum", ("file", file), ("store", store));
                }

                await Check(target, store, database.Dialect, ct);
            }

            return manifest;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or JsonException)
        {
            throw new Refusal(e, "storage.backup.unreadable", ("file", file), ("why", e.Message));
        }
    }

    static async Task Check(string file, string name, Dialect dialect, CancellationToken ct)
    {
        var store = Enum.Parse<Store>(name, ignoreCase: true);
        await using var connection = await SqliteConnections.Open(file, store, pooled: false, ct);
        var verdict = await connection.ExecuteScalarAsync<string>("pragma integrity_check(1)");
        if (verdict != "ok")
        {
            throw new Refusal("storage.backup.damaged", ("store", name), ("verdict", verdict ?? ""));
        }

        // Refuses a backup of a newer release before anything is moved.
        await Migrations.Pending(connection, dialect, store, Migrations.For(dialect.Engine), ct);
    }

    static async Task<string> Sum(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }
}
