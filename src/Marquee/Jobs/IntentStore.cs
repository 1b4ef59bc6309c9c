using Dapper;
using Marquee.Storage;

namespace Marquee.Jobs;

/// <summary>The SQL of <c>house.intent</c>.</summary>
sealed class IntentStore(Database database, TimeProvider time)
{
    /// <summary>How long a sweep has to deal with the rows it took; a sweep that died leaves them to the next one after that.</summary>
    static readonly TimeSpan Taken = TimeSpan.FromSeconds(10);

    const int AtOnce = 50;

    const string Columns = "id, job, intent_key as IntentKey, arguments, member, state, run, attempts";

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is due later than this was written by a clock that was ahead, and is due.</summary>
    long Ahead => (time.GetUtcNow() + ClockWatch.FarAhead).ToUnixTimeMilliseconds();

    public Task<long> Add(Writing writing, string job, string arguments, string? key, long? member) => writing.First<long>("""
        insert into house.intent (job, intent_key, arguments, member, due_at, created_at)
        values (@job, @key, @arguments, @member, @now, @now) returning id
        """, new { job, key, arguments, member, now = Now });

    /// <summary>A look that costs no write; most sweeps end here.</summary>
    public async Task<bool> AnyDue(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from house.intent where state in ('waiting', 'started') and (due_at <= @now or due_at > @ahead)", new { now = Now, ahead = Ahead }, cancellationToken: ct)) > 0;
    }

    /// <summary>Takes intents that are due, oldest first. On PostgreSQL two nodes that sweep at once take different ones.</summary>
    public Task<IReadOnlyList<IntentRow>> Take(long? only, CancellationToken ct) => database.Write(Store.House, w => w.Query<IntentRow>($"""
        update house.intent set due_at = @until where id in (
          select id from house.intent where state in ('waiting', 'started') and (due_at <= @now or due_at > @ahead){(only is null ? "" : " and id = @only")}
          order by id limit {AtOnce}{(w.Dialect.Engine == Engine.Postgres ? " for update skip locked" : "")})
        returning {Columns}
        """, new { now = Now, ahead = Ahead, until = Now + (long)Taken.TotalMilliseconds, only }), ct);

    public async Task<IntentRow?> Find(long id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<IntentRow>(new CommandDefinition(
            $"select {Columns} from house.intent where id = @id", new { id }, cancellationToken: ct));
    }

    public Task Started(long id, long run, TimeSpan lookAgain, CancellationToken ct) => Change(
        "state = 'started', run = @run, due_at = @due", new { id, run, due = Now + (long)lookAgain.TotalMilliseconds }, ct);

    public Task Wait(long id, TimeSpan lookAgain, CancellationToken ct) => Change(
        "due_at = @due", new { id, due = Now + (long)lookAgain.TotalMilliseconds }, ct);

    public Task Retry(long id, string? error, TimeSpan after, CancellationToken ct) => Change(
        "state = 'waiting', attempts = attempts + 1, error = @error, due_at = @due", new { id, error, due = Now + (long)after.TotalMilliseconds }, ct);

    public Task Settle(long id, string state, string? error, CancellationToken ct) => Change(
        "state = @state, error = @error, settled_at = @now", new { id, state, error, now = Now }, ct);

    /// <summary>Forgets intents that were settled before the instants (unix milliseconds): those that failed stay longer.</summary>
    public Task<int> Prune(long done, long failed, CancellationToken ct) => database.Write(Store.House, w => w.Execute(
        "delete from house.intent where state in ('done', 'cancelled') and settled_at < @done or state = 'failed' and settled_at < @failed",
        new { done, failed }), ct);

    Task<int> Change(string set, object parameters, CancellationToken ct) =>
        database.Write(Store.House, w => w.Execute($"update house.intent set {set} where id = @id", parameters), ct);
}

sealed record IntentRow
{
    public long Id { get; init; }

    public string Job { get; init; } = "";

    public string? IntentKey { get; init; }

    public string Arguments { get; init; } = "";

    public long? Member { get; init; }

    public string State { get; init; } = "";

    public long? Run { get; init; }

    public int Attempts { get; init; }
}
