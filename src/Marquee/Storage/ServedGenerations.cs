using Dapper;
using Npgsql;

namespace Marquee.Storage;

/// <summary>
/// What a node of a PostgreSQL house tells the others: which generations it reads, so that no other drops them. Shared advisory
/// locks of one session, which end with the node. The same session looks which generation is current.
/// </summary>
public sealed class ServedGenerations(Database database) : IAsyncDisposable
{
    readonly SortedSet<int> _held = [];
    NpgsqlConnection? _session;

    /// <summary>False with SQLite, where one process does everything.</summary>
    public bool Needed => database.Dialect.Engine == Engine.Postgres;

    /// <summary>The current generation, asked of the database. A session that was lost is opened again, with the same locks.</summary>
    public async Task<int> Current(CancellationToken ct)
    {
        try
        {
            var session = _session ??= await Open(ct);
            return await session.ExecuteScalarAsync<int?>(new CommandDefinition("select number from house.generation", cancellationToken: ct)) ?? 0;
        }
        catch (NpgsqlException)
        {
            await Close();
            throw;
        }
    }

    /// <summary>Keeps others from dropping the generation, and lets go of all but the newest one before it, which running requests may still read.</summary>
    /// <returns>False when the generation is not there any more.</returns>
    public async Task<bool> Serve(int generation, CancellationToken ct)
    {
        var session = _session ??= await Open(ct);
        if (_held.Add(generation))
        {
            await Lock(session, generation, ct);
        }

        foreach (var old in _held.Where(held => held < generation).SkipLast(1).ToList())
        {
            _held.Remove(old);
            await session.ExecuteAsync(new CommandDefinition($"select pg_advisory_unlock_shared({PostgresDatabase.ServingLock}, {old})", cancellationToken: ct));
        }

        return (await database.GenerationsThere(ct)).Contains(generation);
    }

    async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        var session = (await ((PostgresDatabase)database).Open(0, ct)).Inner;
        foreach (var generation in _held)
        {
            await Lock(session, generation, ct);
        }

        return session;
    }

    static Task<int> Lock(NpgsqlConnection session, int generation, CancellationToken ct) =>
        session.ExecuteAsync(new CommandDefinition($"select pg_advisory_lock_shared({PostgresDatabase.ServingLock}, {generation})", cancellationToken: ct));

    async Task Close()
    {
        if (_session is { } lost)
        {
            _session = null;
            await lost.DisposeAsync();
        }
    }

    /// <summary>Given back to the pool, the session would go on holding: its locks are let go first.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_session is { State: System.Data.ConnectionState.Open } session)
            {
                await session.ExecuteAsync("select pg_advisory_unlock_all()");
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone, and with it the locks.
        }

        await Close();
    }
}
