using Dapper;
using Marquee.Metering;
using Marquee.Storage;

namespace Marquee.Upkeep;

/// <summary>The SQL of <c>jobs.source</c>: what is known of outside systems, whichever process called them and when.</summary>
public sealed class SourceStore(Database database, SourceStates states, TimeProvider time)
{
    /// <summary>What nobody has called for this long is no source of this house any more.</summary>
    static readonly TimeSpan Forgotten = TimeSpan.FromDays(90);

    readonly Dictionary<string, SourceState> _kept = new(StringComparer.Ordinal);

    /// <summary>By host, this process's newest calls included.</summary>
    public async Task<IReadOnlyList<SourceState>> All(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select host, good_at as LastGood, failed_at as LastFailure, failing_since as FailingSince, error from jobs.source where called_at >= @Oldest
            """, new { Oldest }, cancellationToken: ct));
        return [.. rows.Select(row => row.State).Concat(states.All()).GroupBy(state => state.Host, StringComparer.Ordinal)
            .Select(known => known.Aggregate((one, other) => one.With(other))).OrderBy(state => state.Host, StringComparer.Ordinal)];
    }

    /// <summary>Stores what this process has seen since it was last called; not for two callers at once.</summary>
    public async Task Keep(CancellationToken ct)
    {
        var changed = states.All().Where(state => _kept.GetValueOrDefault(state.Host) != state).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        await database.Write(Store.Jobs, async writing =>
        {
            foreach (var state in changed)
            {
                var there = await writing.Query<Row>(
                    $"select host, good_at as LastGood, failed_at as LastFailure, failing_since as FailingSince, error from jobs.source where host = @Host{(writing.Dialect.Engine == Engine.Postgres ? " for update" : "")}", new { state.Host });
                await writing.Execute("""
                    insert into jobs.source (host, good_at, failed_at, failing_since, error, called_at)
                    values (@Host, @LastGood, @LastFailure, @FailingSince, @Error, @CalledAt)
                    on conflict (host) do update set good_at = excluded.good_at, failed_at = excluded.failed_at,
                      failing_since = excluded.failing_since, error = excluded.error, called_at = excluded.called_at
                    """, new Row(there is [var row] ? row.State.With(state) : state));
            }

            await writing.Execute("delete from jobs.source where called_at < @Oldest", new { Oldest });
        }, ct);
        foreach (var state in changed)
        {
            _kept[state.Host] = state;
        }
    }

    long Oldest => (time.GetUtcNow() - Forgotten).ToUnixTimeMilliseconds();

    sealed record Row
    {
        public Row()
        {
        }

        public Row(SourceState state) => (Host, LastGood, LastFailure, FailingSince, Error, CalledAt) = (
            state.Host, state.LastGood?.ToUnixTimeMilliseconds(), state.LastFailure?.ToUnixTimeMilliseconds(),
            state.FailingSince?.ToUnixTimeMilliseconds(), state.Error, state.LastCall!.Value.ToUnixTimeMilliseconds());

        public string Host { get; init; } = "";

        public long? LastGood { get; init; }

        public long? LastFailure { get; init; }

        public long? FailingSince { get; init; }

        public string? Error { get; init; }

        public long CalledAt { get; init; }

        public SourceState State => new(Host, 0, At(LastGood), At(LastFailure), At(FailingSince), Error);

        static DateTimeOffset? At(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }
}
