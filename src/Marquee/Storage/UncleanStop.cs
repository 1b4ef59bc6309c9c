using Dapper;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>
/// Notices that the last writer of a SQLite folder ended without a word (crash, power cut): a file lies in the folder while
/// somebody writes, and is taken away at an orderly end. What is precious is then checked before anything uses it.
/// </summary>
public sealed class UncleanStop(DataFolder folder) : IDisposable
{
    static readonly Store[] Precious = [Store.House, Store.Known];

    bool _begun;

    string Mark => folder.At("marquee.open");

    /// <summary>Called once the stores are checked, by who holds the folder's lock.</summary>
    internal void Begin()
    {
        File.WriteAllBytes(Mark, []);
        _begun = true;
    }

    /// <summary>The orderly end of whoever began; who only read leaves the mark of a running server alone.</summary>
    public void Dispose()
    {
        if (_begun && Directory.Exists(folder.Path))
        {
            File.Delete(Mark);
        }
    }

    /// <returns>Whether there was anything to check, which is then whole.</returns>
    /// <exception cref="Refusal">A store is damaged; names the newest backup.</exception>
    internal async Task<bool> Check(CancellationToken ct)
    {
        if (!File.Exists(Mark))
        {
            return false;
        }

        foreach (var store in Precious.Where(s => File.Exists(folder.StoreFile(s))))
        {
            var verdict = await Verdict(store, ct);
            if (verdict != "ok")
            {
                throw Damaged(store, verdict);
            }
        }

        return true;
    }

    async Task<string> Verdict(Store store, CancellationToken ct)
    {
        try
        {
            await using var connection = await SqliteConnections.Open(folder.StoreFile(store), store, pooled: false, ct);
            return await connection.ExecuteScalarAsync<string>(new CommandDefinition("pragma quick_check(1)", cancellationToken: ct)) ?? "no answer";
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return e.Message;
        }
    }

    Refusal Damaged(Store store, string verdict) => NewestBackup() is { } backup
        ? new Refusal("storage.damagedAfterStop", ("store", store.Name()), ("verdict", verdict), ("backup", backup))
        : new Refusal("storage.damagedNoBackup", ("store", store.Name()), ("verdict", verdict), ("folder", folder.Path));

    string? NewestBackup() => Directory.Exists(folder.Backups)
        ? new DirectoryInfo(folder.Backups).EnumerateFiles("*.zip").MaxBy(f => f.LastWriteTimeUtc)?.FullName
        : null;
}
