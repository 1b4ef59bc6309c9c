using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marquee.Storage;

/// <summary>
/// Opens connections on which each store answers to its name. The file that a connection is opened on would be called
/// <c>main</c>; SQLite lets us rename it (SQLITE_DBCONFIG_MAINDBNAME), so no store needs a second spelling.
/// </summary>
sealed class SqliteConnections(DataFolder folder)
{
    const int MainDatabaseName = 1000;

    /// <summary>SQLite keeps the pointer, so the names live as long as the process.</summary>
    static readonly Dictionary<Store, IntPtr> Names = Enum.GetValues<Store>().ToDictionary(s => s, s => Marshal.StringToCoTaskMemUTF8(s.Name()));

    /// <summary>For reading all stores; opened on the generation's file, so it never reads another generation.</summary>
    public async Task<SqliteConnection> Reading(int generation, CancellationToken ct)
    {
        var connection = await Open(folder.CatalogFile(generation), Store.Catalog, pooled: false, ct);
        var attached = string.Concat(StoreNames.Migrated.Select(store => $"attach '{Quoted(folder.StoreFile(store))}' as {store.Name()};"));
        return await With(connection, attached + "pragma query_only = on; pragma mmap_size = 268435456");
    }

    /// <summary>For writing one store; the catalog can be read beside it, no other store is there to be written by mistake.</summary>
    public async Task<SqliteConnection> ForWriting(Store store, int generation, CancellationToken ct)
    {
        var connection = await Open(folder.StoreFile(store), store, pooled: false, ct);
        return await With(connection, $"""
            pragma synchronous = {(store == Store.House ? "full" : "normal")};
            attach 'file:{Uri.EscapeDataString(folder.CatalogFile(generation)).Replace("%2F", "/", StringComparison.Ordinal)}?mode=ro' as catalog
            """);
    }

    /// <summary>The connection after its first statements; where they fail, on a full disk say, half of the stores are no connection.</summary>
    static async Task<SqliteConnection> With(SqliteConnection connection, string sql)
    {
        try
        {
            Run(connection, sql);
            return connection;
        }
        catch (SqliteException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>One file under its store's name, nothing else: for migrations, copies and building a catalog.</summary>
    public static Task<SqliteConnection> Open(string file, Store store, bool pooled, CancellationToken ct) => Open(file, store, pooled, SqliteOpenMode.ReadWriteCreate, ct);

    /// <summary>The same for reading alone; not pooled.</summary>
    public static Task<SqliteConnection> OpenReadOnly(string file, Store store, CancellationToken ct) => Open(file, store, pooled: false, SqliteOpenMode.ReadOnly, ct);

    static async Task<SqliteConnection> Open(string file, Store store, bool pooled, SqliteOpenMode mode, CancellationToken ct)
    {
        SqliteLibrary.Use();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = "file:" + Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal),
            Mode = mode,
            Pooling = pooled,
            DefaultTimeout = 30,
        }.ToString());
        await connection.OpenAsync(ct);
        raw.sqlite3_db_config(connection.Handle, MainDatabaseName, Names[store], 0, 0);
        return await With(connection, "pragma foreign_keys = on; pragma busy_timeout = 10000");
    }

    /// <summary>
    /// The same for one thread at a time: without the engine's own locking, which costs a bulk load a tenth of its time. The
    /// caller closes it.
    /// </summary>
    public static sqlite3 OpenUnlocked(string file, Store store)
    {
        SqliteLibrary.Use();
        var result = raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            database.Dispose();
            throw new IOException($"SQLite answered {result} to the opening of {file}.");
        }

        raw.sqlite3_db_config(database, MainDatabaseName, Names[store], 0, 0);
        return database;
    }

    internal static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);
}
