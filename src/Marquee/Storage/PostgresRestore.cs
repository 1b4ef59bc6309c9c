using System.Globalization;
using Marquee.Storage.Moving;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>The last act of a restore on PostgreSQL: one transaction, before which the house that makes room is saved.</summary>
sealed class PostgresRestore(DataFolder folder, PostgresDatabase database, Backup backup, TimeProvider time)
{
    /// <summary>The catalog stays, so which of its generations is current is not for the backup to say.</summary>
    static readonly HashSet<string> Stays = ["generation"];

    /// <param name="unpacked">The folder with the stores of the backup, brought up to date.</param>
    /// <param name="stores">Their names.</param>
    /// <param name="ct">Until the transaction has ended, nothing is changed.</param>
    /// <returns>The backup of the house that was there.</returns>
    public async Task<string> Run(string unpacked, IEnumerable<string> stores, CancellationToken ct)
    {
        Directory.CreateDirectory(folder.Backups);
        var kept = Path.Combine(folder.Backups, $"before-restore-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip");
        await backup.Make(kept, withKnown: true, ct);
        await using var target = await database.Connect(ct);
        await using var transaction = await target.BeginTransactionAsync(ct);
        foreach (var name in stores)
        {
            var store = Enum.Parse<Store>(name, ignoreCase: true);
            await using SqliteConnection source = await SqliteConnections.Open(Path.Combine(unpacked, name + ".db"), store, pooled: false, ct);
            await PostgresCopy.Load(source, target, transaction, store, Stays, ct);
        }

        // Runs point at rows of the house that made them, so the list of jobs begins anew, as on SQLite.
        await PostgresCopy.Empty(target, transaction, Store.Jobs, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return kept;
    }
}
