using Marquee.Acquisition.Servers;
using Marquee.Jobs;

namespace Marquee.Acquisition.Reconciling;

/// <param name="Started">Servers whose turn it was.</param>
public sealed record NightlyResult(int Started);

/// <summary>
/// Every night, and when a server is new: lets the servers be read that are due, each in a run of its own, so that one that fails keeps
/// no other from its turn. One that failed is asked again an hour later.
/// </summary>
public sealed class NightlyReconcile : IWork<NoArguments>
{
    public const string Name = "collection-nightly";

    /// <summary>How often somebody looks whether a server is due.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMinutes(2);

    static readonly TimeSpan AgainAfter = TimeSpan.FromHours(1);

    /// <summary>Local time of the house.</summary>
    static readonly TimeSpan Hour = new(3, 40, 0);

    readonly Connections _connections;
    readonly ReconcileStore _store;
    readonly JobRuns _jobs;
    readonly TimeProvider _time;

    internal NightlyReconcile(Connections connections, ReconcileStore store, JobRuns jobs, TimeProvider time) =>
        (_connections, _store, _jobs, _time) = (connections, store, jobs, time);

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var due = await Due(ct);
        foreach (var connection in due)
        {
            await _jobs.Start(ReconcileWork.Name, new ReconcileArguments(connection.Id, ReconcileStep.Reconcile), null, ct, Reconciles.Key(connection.Id));
        }

        return new NightlyResult(due.Count);
    }

    public async Task<bool> IsDue(CancellationToken ct) => (await Due(ct)).Count > 0;

    async Task<IReadOnlyList<Connection>> Due(CancellationToken ct)
    {
        var due = new List<Connection>();
        foreach (var connection in await _connections.All(ct))
        {
            if (await _store.Latest(connection.Id, 1, ct) is not [var last] || IsDue(last, _time.GetUtcNow(), _time.LocalTimeZone))
            {
                due.Add(connection);
            }
        }

        return due;
    }

    internal static bool IsDue(Reconcile last, DateTimeOffset now, TimeZoneInfo zone)
    {
        var made = DateTimeOffset.FromUnixTimeSeconds(last.MadeAt);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var night = local.TimeOfDay >= Hour ? local.Date + Hour : local.Date.AddDays(-1) + Hour;
        return TimeZoneInfo.ConvertTime(made, zone).DateTime < night || (last.State is ReconcileState.Failed or ReconcileState.Reading && now - made >= AgainAfter);
    }
}
