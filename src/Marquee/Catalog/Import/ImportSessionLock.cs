using Dapper;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Catalog.Import;

/// <summary>
/// One import at a time in a house on PostgreSQL, whichever node runs it: an advisory lock of a session of its own. The server
/// lets go of it when the node's connection ends, so also when the node dies.
/// </summary>
sealed class ImportSessionLock : IImportLock
{
    const int Lock = 7265;
    readonly GenerationConnection _session;

    ImportSessionLock(GenerationConnection session) => _session = session;

    public static async Task<ImportSessionLock?> TryTake(PostgresDatabase database, CancellationToken ct)
    {
        var session = await database.Open(0, ct);
        if (await session.ExecuteScalarAsync<bool>(new CommandDefinition($"select pg_try_advisory_lock({Lock})", cancellationToken: ct)))
        {
            return new ImportSessionLock(session);
        }

        await session.DisposeAsync();
        return null;
    }

    /// <summary>Fails when the session was lost, and with it the lock: then another node may import already.</summary>
    public Task Confirm(CancellationToken ct) => _session.ExecuteScalarAsync<int>(new CommandDefinition("select 1", cancellationToken: ct));

    public async ValueTask DisposeAsync()
    {
        // Given back to the pool, the session would go on and the lock with it.
        try
        {
            if (_session.State == System.Data.ConnectionState.Open)
            {
                await _session.ExecuteAsync($"select pg_advisory_unlock({Lock})");
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone, and with it the lock; what failed before is what should be told.
        }

        await _session.DisposeAsync();
    }
}
