using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marquee.Storage;

/// <summary>
/// A connection for questions that somebody typed: on the file of one catalog generation alone, read-only, with an authorizer that
/// lets nothing but reading through. No other store is attached, and none can be.
/// </summary>
public static class CatalogOnly
{
    /// <summary>How many steps of the engine's machine lie between two looks at the clock: about a millisecond.</summary>
    const int Steps = 20_000;

    const int Recursive = 33;

    /// <summary>Kept alive as long as the process: the engine holds only their addresses.</summary>
    static readonly strdelegate_authorizer Authorizer = Allow;

    /// <param name="file">Of the generation.</param>
    /// <param name="stop">Asked about every millisecond while the engine works; true ends the statement.</param>
    /// <param name="ct">Stops the opening.</param>
    public static async Task<SqliteConnection> Open(string file, Func<bool> stop, CancellationToken ct)
    {
        var connection = await SqliteConnections.OpenReadOnly(file, Store.Catalog, ct);
        SqliteConnections.Run(connection, "pragma query_only = on; pragma trusted_schema = off; pragma temp_store = file");
        raw.sqlite3_progress_handler(connection.Handle, Steps, _ => stop() ? 1 : 0, null);
        raw.sqlite3_set_authorizer(connection.Handle, Authorizer, null);
        return connection;
    }

    static int Allow(object user, int action, string first, string second, string database, string trigger) => action switch
    {
        raw.SQLITE_SELECT or Recursive => raw.SQLITE_OK,
        raw.SQLITE_READ => raw.SQLITE_OK,
        raw.SQLITE_FUNCTION => string.Equals(second, "load_extension", StringComparison.OrdinalIgnoreCase) ? raw.SQLITE_DENY : raw.SQLITE_OK,
        _ => raw.SQLITE_DENY,
    };
}
