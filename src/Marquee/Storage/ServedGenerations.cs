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
    readonly SemaphoreSlim _one = new(1);
    NpgsqlConnection? _session;

    /// <summary>False with SQLite, where one process does everything.</summary>
    public bool Needed => database.Dialect.Engine == Engine.Postgres;

    /// <summary>The current generation, asked of the database. A session that was lost is opened again, with the same locks.</summary>
    public Task<int> Current(CancellationToken ct) => Alone(async () =>
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
    }, ct);

    /// <summary>Keeps others from dropping the generation, and lets go of all but the newest one before it, which running requests may still read.</summary>
    /// <returns>False when the generation is not there any more.</returns>
    public Task<bool> Serve(int generation, CancellationToken ct) => Alone(async () =>
    {
        var session = _session ??= await Open(ct);
        if (!_held.Contains(generation))
        {
            await Lock(session, generation, ct);
            _held.Add(generation);
        }

        foreach (var old in _held.Where(held => held < generation).SkipLast(1).ToList())
        {
            _held.Remove(old);
            await session.ExecuteAsync(new CommandDefinition($"select pg_advisory_unlock_shared({PostgresDatabase.ServingLock}, {old})", cancellationToken: ct));
        }

        return (await database.GenerationsThere(ct)).Contains(generation);
    }, ct);

    /// <summary>A session runs one statement at a time; the end of the process may come in the middle of one.</summary>
    async Task<T> Alone<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
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
        await _one.WaitAsync();
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
        _one.Dispose();
    }
}
