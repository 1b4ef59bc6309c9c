using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Servers;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Texts;

namespace Marquee.Acquisition.Reconciling;

/// <summary>Reads a whole server and writes down what is different. Changes nothing of the collection.</summary>
sealed class ReconcilePlanning(ReconcileStore store, Connections connections, ServerReading server)
{
    const int AtOnce = 100;

    public async Task<Reconcile> Plan(Connection connection, JobProgress progress, CancellationToken ct)
    {
        var id = await store.Begin(connection.Id, ct);
        if (await connections.Open(connection, ct) is not { } where)
        {
            return await store.Settle(id, ReconcileState.Failed, new Text("servers.noKey", ("name", connection.Name)), 0, ct);
        }

        var difference = new Difference(store, connection, id, await store.Known(connection.Id, ct), progress);
        var answer = await server.Each(connection, where, difference.Look, ct);
        await connections.Note(connection.Id, answer is NotGot<int>(var why) ? new Text(why.Code, why.Values) : null, ct);
        if (answer is NotGot<int>(var trouble))
        {
            await store.Forget(id, ct);
            return await store.Settle(id, ReconcileState.Failed, new Text(trouble.Code, trouble.Values), 0, ct);
        }

        var shrink = await difference.End(ct);
        var question = ShrinkQuestion.Of(shrink) ?? (await WasUndone(connection.Id, ct) && difference.Any ? new Text("reconcile.ask.undone") : null);
        return await store.Settle(id, question is null ? ReconcileState.Planned : ReconcileState.Paused, question, difference.Same, ct);
    }

    /// <summary>Whether somebody took back the last one that was done: doing the same again the next night would be rude.</summary>
    async Task<bool> WasUndone(long connection, CancellationToken ct) =>
        (await store.Latest(connection, 50, ct)).FirstOrDefault(r => r.State is ReconcileState.Applied or ReconcileState.Undone) is { State: ReconcileState.Undone };

    sealed class Difference(ReconcileStore store, Connection connection, long id, Dictionary<int, KnownHolding> known, JobProgress progress)
    {
        readonly HashSet<int> _seen = [];
        readonly List<PlannedChange> _changes = [];
        int _emptied;

        public int Same { get; private set; }

        public bool Any { get; private set; }

        public async ValueTask Look(HeldItem item, CancellationToken ct)
        {
            if (!_seen.Add(item.OutsideId))
            {
                return;
            }

            var there = known.GetValueOrDefault(item.OutsideId);
            if (there is { Files: > 0 } && item.Files == 0)
            {
                _emptied++;
            }

            if (there is null)
            {
                await Plan(new PlannedChange(item.OutsideId, ReconcileKind.Added, "", item.Name, item, null), ct);
            }
            else if (there.Digest == item.Digest || await store.Holding(connection.Id, item.OutsideId, ct) is not { } before)
            {
                Same++;
            }
            else
            {
                await Plan(new PlannedChange(item.OutsideId, ReconcileKind.Changed, HeldChanges.Words(before.Item, item), item.Name, item, before.Stamp), ct);
            }

            progress.Report(_seen.Count, unit: "titles", sentence: new Text("reconcile.reading", ("name", connection.Name)));
        }

        public async Task<Shrink> End(CancellationToken ct)
        {
            var gone = known.Values.Where(k => !_seen.Contains(k.OutsideId)).OrderBy(k => k.OutsideId).ToList();
            foreach (var holding in gone)
            {
                await Plan(new PlannedChange(holding.OutsideId, ReconcileKind.Removed, "", holding.Name, null, holding.Stamp), ct);
            }

            await Flush(ct);
            return new Shrink(known.Count, _seen.Count, gone.Count, known.Values.Count(k => k.Files > 0), _emptied);
        }

        async Task Plan(PlannedChange change, CancellationToken ct)
        {
            Any = true;
            _changes.Add(change);
            if (_changes.Count >= AtOnce)
            {
                await Flush(ct);
            }
        }

        async Task Flush(CancellationToken ct)
        {
            await store.Add(id, _changes, ct);
            _changes.Clear();
        }
    }
}
