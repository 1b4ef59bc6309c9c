using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Reconciling;

/// <summary>Makes the changes of a plan, and takes them back. Each may be cut off at any point and run again.</summary>
sealed class ReconcileSteps(Database database, ReconcileStore store, CollectionDoor door, HeldTitles titles, TitleMarks marks, KnownSearch search)
{
    const int AtOnce = 500;

    /// <summary>Makes a plan true. What has changed since it was planned is left for the next one.</summary>
    public async Task Apply(Reconcile plan, Connection connection, JobProgress progress, CancellationToken ct)
    {
        var after = int.MinValue;
        for (var done = 0; await store.Next(plan.Id, done: false, after, AtOnce, ct) is { Count: > 0 } changes; after = changes[^1].OutsideId)
        {
            var named = await Named(connection, changes, ct);
            await database.WriteInBatches(Store.House, changes, (house, change) => Make(house, plan.Id, connection, change, named.GetValueOrDefault(change.OutsideId)), ct);
            progress.Report(done += changes.Count, plan.Changes, "titles", new Text("reconcile.applying", ("name", connection.Name)));
        }

        await store.Move(plan.Id, [ReconcileState.Planned, ReconcileState.Paused], ReconcileState.Applied, await store.DoneCount(plan.Id, ct), ct);
        await marks.Rematch(connection, ct);
        await search.Refresh(ct);
    }

    /// <summary>Puts back what a plan changed, where nothing has changed since.</summary>
    public async Task Undo(Reconcile plan, Connection connection, JobProgress progress, CancellationToken ct)
    {
        var after = int.MinValue;
        for (var done = 0; await store.Next(plan.Id, done: true, after, AtOnce, ct) is { Count: > 0 } changes; after = changes[^1].OutsideId)
        {
            await database.WriteInBatches(Store.House, changes, (house, change) => TakeBack(house, plan.Id, connection, change), ct);
            progress.Report(done += changes.Count, plan.Done, "titles", new Text("reconcile.undoing", ("name", connection.Name)));
        }

        await store.Move(plan.Id, [ReconcileState.Applied], ReconcileState.Undone, null, ct);
    }

    async Task<IReadOnlyDictionary<int, TitleId>> Named(Connection connection, IReadOnlyList<StoredChange> changes, CancellationToken ct)
    {
        var items = changes.Select(c => c.AfterItem).OfType<HeldItem>().ToList();
        var found = await titles.Match(connection.Kind, items, ct);
        return items.Zip(found).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.OutsideId, pair => pair.Second!.Value);
    }

    async Task Make(Writing house, long plan, Connection connection, StoredChange change, TitleId title)
    {
        await Journal.Facts.TakeTurn(house); // before any row: who hears of it takes it too
        var before = await HoldingStore.Find(house, connection.Id, change.OutsideId);
        if (before?.Stamp != change.Stamp)
        {
            await ReconcileStore.Done(house, plan, change.OutsideId, ReconcileStore.LeftOut, null);
            return;
        }

        var stamp = await door.Change(house, connection, before, change.AfterItem?.Remembering(before?.Item), title == default ? null : title);
        await ReconcileStore.Done(house, plan, change.OutsideId, stamp, before is null ? null : new HeldBefore(before.Item, before.Title?.Number));
    }

    async Task TakeBack(Writing house, long plan, Connection connection, StoredChange change)
    {
        await Journal.Facts.TakeTurn(house); // before any row: who hears of it takes it too
        var now = await HoldingStore.Find(house, connection.Id, change.OutsideId);
        if ((now?.Stamp ?? 0) == change.DoneStamp)
        {
            var before = change.BeforeItem;
            await door.Change(house, connection, now, before?.Item, before?.Title is { } title ? new TitleId(title) : null);
        }

        await ReconcileStore.Done(house, plan, change.OutsideId, null, null);
    }
}
