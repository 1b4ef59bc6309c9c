using Marquee.Storage;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>One transaction that fills tables of a catalog file at full speed; nobody else has the file open for long meanwhile.</summary>
sealed class BulkWriting : IDisposable
{
    BulkWriting(sqlite3 database) => Database = database;

    /// <summary>For one thread at a time.</summary>
    public sqlite3 Database { get; }

    /// <remarks>Rows come nearly in order, so few pages are wanted twice: a small cache stays in the processor's own.</remarks>
    public static BulkWriting Begin(string file)
    {
        var bulk = new BulkWriting(SqliteConnections.OpenUnlocked(file, Store.Catalog));
        bulk.Run("pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma cache_size = -8192; pragma foreign_keys = on; begin exclusive");
        return bulk;
    }

    public void Commit() => Run("commit");

    void Run(string sql) => Check(Database, raw.sqlite3_exec(Database, sql));

    /// <exception cref="Refusal">The disk is full.</exception>
    public static void Check(sqlite3 database, int result)
    {
        if (result is raw.SQLITE_FULL or raw.SQLITE_IOERR)
        {
            throw ImportFaults.DiskFull();
        }

        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite answered {result} while the catalog was built: {raw.sqlite3_errmsg(database).utf8_to_string()}");
        }
    }

    public void Dispose() => Database.Dispose();
}
