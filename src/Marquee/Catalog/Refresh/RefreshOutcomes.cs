using Dapper;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Catalog.Refresh;

/// <summary>The SQL of <c>house.catalog_refresh</c>.</summary>
public sealed class RefreshOutcomes(Database database, TimeProvider time)
{
    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public async Task<IReadOnlyDictionary<RefreshScope, RefreshOutcome>> All(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<Row>(new CommandDefinition("""
            select scope, attempted_at as AttemptedAt, succeeded_at as SucceededAt, failed_at as FailedAt, failure, failures from house.catalog_refresh
            """, cancellationToken: ct))).ToDictionary(r => Enum.Parse<RefreshScope>(r.Scope, ignoreCase: true), r => r.ToOutcome());
    }

    /// <summary>Everything holds the ratings too.</summary>
    internal async Task Succeeded(RefreshScope scope, CancellationToken ct)
    {
        foreach (var each in scope == RefreshScope.Everything ? [RefreshScope.Everything, RefreshScope.Ratings] : (RefreshScope[])[scope])
        {
            await One(each, "@now, @now, null, null, 0", "attempted_at = @now, succeeded_at = @now, failure = null, failures = 0", null, ct);
        }
    }

    /// <summary>It waits for the host's answer: neither a success nor something to try again soon.</summary>
    internal Task Held(RefreshScope scope, CancellationToken ct) => One(scope, "@now, null, null, null, 0", "attempted_at = @now, failure = null, failures = 0", null, ct);

    internal Task Failed(RefreshScope scope, Text why, CancellationToken ct) =>
        One(scope, "@now, null, @now, @why, 1", "attempted_at = @now, failed_at = @now, failure = @why, failures = catalog_refresh.failures + 1", StoredText.Write(why), ct);

    Task<int> One(RefreshScope scope, string values, string changes, string? why, CancellationToken ct) => database.Write(Store.House, w => w.Execute($"""
        insert into house.catalog_refresh (scope, attempted_at, succeeded_at, failed_at, failure, failures) values (@scope, {values})
        on conflict (scope) do update set {changes}
        """, new { scope = scope.ToString().ToLowerInvariant(), now = Now, why }), ct);

    sealed record Row
    {
        public string Scope { get; init; } = "";

        public long AttemptedAt { get; init; }

        public long? SucceededAt { get; init; }

        public long? FailedAt { get; init; }

        public string? Failure { get; init; }

        public int Failures { get; init; }

        public RefreshOutcome ToOutcome() => new()
        {
            AttemptedAt = At(AttemptedAt)!.Value,
            SucceededAt = At(SucceededAt),
            FailedAt = At(FailedAt),
            Failure = StoredText.Read(Failure),
            Failures = Failures,
        };

        static DateTimeOffset? At(long? seconds) => seconds is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
    }
}
