using System.Collections.Concurrent;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Watching;
using Microsoft.Extensions.Options;

namespace Marquee.Sync.Bound;

/// <summary>
/// Writes the documents of what has changed in a member's rows. That is done when somebody reads, so a change costs nothing where no
/// device is; and before anything is read, so no reader misses one. A history that was there before is told in the same way, some
/// titles at a time.
/// </summary>
public sealed class MemberDocuments(Database database, DocumentStore store, Titles titles, Sights sights, ChangeSignal signal, IOptions<SyncOptions> options)
{
    /// <summary>Documents of one transaction.</summary>
    const int AtOnce = 100;

    const int ListsAtOnce = 10;

    /// <summary>By database: what its child saw when its documents were last looked through.</summary>
    readonly ConcurrentDictionary<long, long> _sights = new();

    readonly Turns _turns = new();

    /// <summary>Tells all that there is to tell.</summary>
    public async Task TellAll(SyncDatabase of, Viewer viewer, CancellationToken ct)
    {
        while (await Tell(of, viewer, ct))
        {
        }
    }

    /// <returns>False when there was nothing to tell.</returns>
    public async Task<bool> Tell(SyncDatabase of, Viewer viewer, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        await using (var connection = await database.Read(ct))
        {
            if (SeesTheSame(of, sight) && !await UntoldTitles.Any(connection, viewer.Member, ct))
            {
                return false;
            }
        }

        await _turns.Take(of.Id, () => Tell(of, viewer, sight, ct), ct);
        return true;
    }

    async Task Tell(SyncDatabase of, Viewer viewer, Sight sight, CancellationToken ct)
    {
        IReadOnlyList<TitleId> untold;
        await using (var connection = await database.Read(ct))
        {
            untold = await UntoldTitles.Latest(connection, viewer.Member, AtOnce, ct);
        }

        var facts = await titles.Find(untold, ct);
        await database.Write(Store.House, w => Tell(w, of, viewer.Member, untold, facts, sight), ct);
        _sights[of.Id] = sight.Number;
        signal.Raise(of.Id);
    }

    /// <summary>What a child may see has changed since: all is looked through, which makes no revision where nothing changes.</summary>
    bool SeesTheSame(SyncDatabase of, Sight sight) => sight.Only is null || (_sights.TryGetValue(of.Id, out var seen) && seen == sight.Number);

    async Task Tell(Writing writing, SyncDatabase of, long member, IReadOnlyList<TitleId> untold, IReadOnlyDictionary<TitleId, TitleFacts> facts, Sight sight)
    {
        if (await DocumentWrites.Lock(writing, of) is not { } now)
        {
            throw ProtocolRefusal.NoDatabase();
        }

        if (!SeesTheSame(of, sight))
        {
            await UntoldTitles.Forget(writing, member);
        }

        var pocket = await Pocket.Of(writing, now, member, options.Value, untold.Count);
        var revisions = await UntoldTitles.Among(writing, member, untold);
        var gone = (await UntoldTitles.TakeGone(writing, member)).Concat(await pocket.Beyond(writing)).ToList();
        var lists = await UntoldLists.Some(writing, member, ListsAtOnce);
        var own = await OwnTitles.Read(writing, member, [.. revisions.Select(r => r.Title)]);
        var watches = await Aliases.Of(writing, now, Aliases.Watch, [.. own.Values.SelectMany(o => o.Watches).Select(w => w.Id)]);
        var names = await Aliases.Of(writing, now, Aliases.List, [.. lists.Select(l => l.List)]);
        string Name(ListRevision list) => Composing.ListPrefix + (names.GetValueOrDefault(list.List) ?? list.List.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var ids = revisions.Select(r => r.Title).Concat(gone).Select(Composing.Id).Concat(lists.Select(Name)).ToList();
        var there = await store.Find(writing.Connection, writing.Transaction, now, ids, writing.Cancellation);
        var says = await store.Winners(writing, now, ids);
        var round = new WriteRound(writing, now, store, there, door: null);
        foreach (var title in revisions.Select(r => r.Title))
        {
            var id = Composing.Id(title);
            var hidden = sight.Only?.Has(title) == false;
            await round.Settle(id, hidden || !pocket.Has(title) ? new Settled("", Deleted: true) : Title(own[title], facts.GetValueOrDefault(title), watches, says.GetValueOrDefault(id)), says.GetValueOrDefault(id));
            if (hidden && there.ContainsKey(id))
            {
                await DocumentStore.ForgetOlder(writing, now, id);
            }
        }

        foreach (var title in gone)
        {
            await round.Settle(Composing.Id(title), new Settled("", Deleted: true));
        }

        foreach (var list in lists)
        {
            var id = Name(list);
            await round.Settle(id, List(await OwnList.Read(writing, member, list.List), says.GetValueOrDefault(id), title => sight.Only?.Has(title) != false), says.GetValueOrDefault(id));
            await UntoldLists.Told(writing, list);
        }

        await round.Finish();
        await UntoldTitles.Told(writing, member, revisions);
    }

    static Settled Title(OwnTitle own, TitleFacts? facts, IReadOnlyDictionary<long, string> aliases, string? says)
    {
        var was = says is null ? null : TitleDocument.Read(says);
        var now = Composing.Title(own, facts, aliases, was?.Told);
        return own.IsNothing && was?.Told is null ? new Settled("", Deleted: true)
            : new Settled(was?.SameAs(now) == true ? says! : now.Members(), Deleted: false);
    }

    static Settled List(ListState? list, string? says, Func<TitleId, bool> shown)
    {
        if (list is null)
        {
            return new Settled("", Deleted: true);
        }

        var was = says is null ? null : ListDocument.Read(says);
        var now = Composing.List(ListWrites.Shown(list, shown), was?.Told);
        return new Settled(was?.SameAs(now) == true ? says! : now.Members(), Deleted: false);
    }
}
