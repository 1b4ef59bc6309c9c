using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Acquisition.Reconciling;

/// <summary>Plans that bring the collection in line with the servers, for those who look after them.</summary>
public sealed class Reconciles
{
    /// <summary>A plan that is looked at shows so many of its changes.</summary>
    public const int Shown = 200;

    readonly ReconcileStore _store;
    readonly JobRuns _jobs;

    internal Reconciles(ReconcileStore store, JobRuns jobs) => (_store, _jobs) = (store, jobs);

    /// <summary>What only one run may be about.</summary>
    public static string Key(long connection) => FormattableString.Invariant($"{connection}");

    /// <param name="connection">Null for all servers.</param>
    /// <returns>The newest first.</returns>
    public Task<IReadOnlyList<Reconcile>> Latest(long? connection, int limit, CancellationToken ct) => _store.Latest(connection, limit, ct);

    public Task<Reconcile?> Find(long id, CancellationToken ct) => _store.Find(id, ct);

    public Task<IReadOnlyList<ReconcileChange>> Changes(long id, CancellationToken ct) => _store.Changes(id, Shown, ct);

    /// <returns>The number of the run.</returns>
    public Task<long> Start(ReconcileArguments arguments, long member, CancellationToken ct) => _jobs.Start(ReconcileWork.Name, arguments, member, ct, Key(arguments.Connection));

    /// <summary>The plan is not wanted; the next look makes another.</summary>
    /// <exception cref="Refusal">It is not waiting for an answer.</exception>
    public async Task Discard(long id, CancellationToken ct)
    {
        if (!await _store.Move(id, [ReconcileState.Planned, ReconcileState.Paused], ReconcileState.Discarded, null, ct))
        {
            throw new Refusal("reconcile.notNow");
        }

        await _store.Forget(id, ct);
    }
}
