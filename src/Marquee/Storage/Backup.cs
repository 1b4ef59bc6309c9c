using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Marquee.Storage;

/// <summary>
/// The house in one file: a ZIP with a manifest and a whole copy of each store's database, taken through SQLite's online backup
/// while the server may go on. The catalog is left out: it is rebuilt from IMDb's files.
/// </summary>
public sealed class Backup(DataFolder folder, Database database, TimeProvider time)
{
    internal const string ManifestName = "marquee-backup.json";

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

    /// <summary>Reads a backup that was just made back from the disk.</summary>
    /// <exception cref="Refusal">It is not what was written.</exception>
    public static async Task Verify(string file, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, ct);
            await using var stream = await (archive.GetEntry(ManifestName) ?? throw new Refusal("storage.backup.notOurs", ("file", file))).OpenAsync(ct);
            var manifest = await JsonSerializer.DeserializeAsync<Manifest>(stream, cancellationToken: ct);
            foreach (var (store, sum) in manifest!.Stores)
            {
                await using var entry = await (archive.GetEntry(store + ".db") ?? throw new Refusal("storage.backup.missing", ("file", file), ("store", store))).OpenAsync(ct);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(entry, ct)) != sum)
                {
                    throw new Refusal("storage.backup.checksum", ("file", file), ("store", store));
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or JsonException)
        {
            throw new Refusal(e, "storage.backup.unreadable", ("file", file), ("why", e.Message));
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

    internal static async Task<string> Sum(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }
}
