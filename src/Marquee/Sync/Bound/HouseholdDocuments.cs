using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Bound;

/// <summary>Writes the documents of what has changed of wishes and of the collection, when somebody reads.</summary>
public sealed class HouseholdDocuments(Database database, DocumentStore store, WishReading wishes, Collection collection, Titles titles, ChangeSignal signal)
{
    const int AtOnce = 100;

    readonly Turns _turns = new();

    public async Task TellAll(SyncDatabase of, CancellationToken ct)
    {
        while (await Tell(of, ct))
        {
        }
    }

    /// <returns>False when there was nothing to tell.</returns>
    public async Task<bool> Tell(SyncDatabase of, CancellationToken ct)
    {
        if ((await Untold(1, ct)).Count == 0)
        {
            return false;
        }

        await _turns.Take(of.Id, async () => await Tell(of, await Untold(AtOnce, ct), ct), ct);
        return true;
    }

    async Task<IReadOnlyList<UntoldThing>> Untold(int limit, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await UntoldThings.Some(connection, limit, ct);
    }

    async Task Tell(SyncDatabase of, IReadOnlyList<UntoldThing> untold, CancellationToken ct)
    {
        // Read after what is untold, so that it is at least as new as that.
        var documents = new List<(UntoldThing Thing, Settled Settled)>();
        foreach (var thing in untold)
        {
            documents.Add((thing, await Of(thing, ct) is { } members ? new Settled(members, Deleted: false) : new Settled("", Deleted: true)));
        }

        await database.Write(Store.House, w => Tell(w, of, documents), ct);
        signal.Raise(of.Id);
    }

    async Task Tell(Writing writing, SyncDatabase of, List<(UntoldThing Thing, Settled Settled)> documents)
    {
        if (await DocumentWrites.Lock(writing, of) is not { } now)
        {
            throw ProtocolRefusal.NoDatabase();
        }

        var ids = documents.Select(d => d.Thing.Document).ToList();
        var says = await store.Winners(writing, now, ids);
        var round = new WriteRound(writing, now, store, await store.Find(writing.Connection, writing.Transaction, now, ids, writing.Cancellation), door: null);
        foreach (var (thing, settled) in documents)
        {
            if (await UntoldThings.Told(writing, thing))
            {
                await round.Settle(thing.Document, settled, says.GetValueOrDefault(thing.Document));
            }
        }

        await round.Finish();
    }

    async Task<string?> Of(UntoldThing thing, CancellationToken ct)
    {
        if (thing.Kind == UntoldThing.OfWish)
        {
            return await wishes.Find(thing.Id, ct) is { } wish ? WishDocument.Members(wish, await titles.Find(wish.Title, ct), null) : null;
        }

        return TitleId.TryParse(thing.Id, null, out var title) ? HaveDocument.Members(await collection.Of(title, ct), await titles.Find(title, ct)) : null;
    }
}
