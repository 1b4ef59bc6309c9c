using Marquee.Access;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>
/// Makes two numbers one title, and takes that back. All that is in <c>house</c> changes in one transaction, together with the
/// facts and the intent of what follows in <c>known</c> (<see cref="TitleMergeWork"/>).
/// </summary>
public sealed class TitleMerges
{
    /// <summary>The kind of the fact that a host can take back.</summary>
    public const string Fact = MergeTold.MergedKind;

    readonly Database _database;
    readonly Titles _titles;
    readonly KnownTitles _known;
    readonly IReadOnlyList<ITitleRows> _rooms;
    readonly Facts _facts;
    readonly Intents _intents;
    readonly TimeProvider _time;

    public TitleMerges(Database database, Titles titles, KnownTitles known, IEnumerable<ITitleRows> rooms, Facts facts, Intents intents, TimeProvider time)
    {
        (_database, _titles, _known, _rooms, _facts, _intents, _time) = (database, titles, known, [.. rooms.OrderBy(r => r.Room, StringComparer.Ordinal)], facts, intents, time);
        Store = new TitleMergeStore(database);
    }

    internal TitleMergeStore Store { get; }

    /// <summary>Everything of <paramref name="title"/> becomes <paramref name="into"/>'s, and the old number leads there.</summary>
    /// <param name="viewer">A host.</param>
    /// <exception cref="Refusal">They are one already, or nobody knows the second.</exception>
    public async Task<MergeStarted> Merge(Viewer viewer, TitleId title, TitleId into, CancellationToken ct)
    {
        var found = await _titles.Find([title, into], ct);
        if (!found.TryGetValue(into, out var target))
        {
            throw new Refusal("catalog.merge.unknown", ("title", into.ToString()));
        }

        await _known.Remember([target.Id], ct);
        var (merge, fact, intent) = await _database.Write(Storage.Store.House, async writing =>
        {
            await TitleMergeStore.Lock(writing);
            if (await TitleMergeStore.From(writing, title) is { } before)
            {
                throw new Refusal("catalog.merge.before", ("title", title.ToString()), ("into", before.To.ToString()));
            }

            var to = await MergedTitles.Current(writing, into);
            if (to == title)
            {
                throw into == title
                    ? new Refusal("catalog.merge.itself", ("title", title.ToString()))
                    : new Refusal("catalog.merge.one", ("title", title.ToString()), ("into", into.ToString()));
            }

            var id = await TitleMergeStore.Add(writing, title, to, viewer.Member, _time.GetUtcNow().ToUnixTimeSeconds());
            var shares = await MoveRows(writing, id, title, to);
            await MergeProposalStore.Settle(writing, title, to, viewer.Member, _time.GetUtcNow().ToUnixTimeSeconds());
            var work = await _intents.Add(writing, TitleMergeWork.Name, new TitleMergeArguments(id), TitleMergeWork.Key(id), viewer.Member);
            var told = new MergeTold(viewer, id, title, found.GetValueOrDefault(title)?.Title, to);
            var mine = await _facts.Write(writing, told.Merged(shares));
            await Tell(writing, shares.Where(s => s.Member != viewer.Member).Select(told.Joined));
            await TitleMergeStore.SetFact(writing, id, mine);
            return (id, mine, work);
        }, ct);
        return new MergeStarted(merge, fact, await _intents.Run(intent, ct));
    }

    /// <summary>Takes a merge back: every row that it moved, unless its member has changed it since.</summary>
    /// <returns>Null when there is no such merge.</returns>
    /// <exception cref="Refusal">It was taken back already, or another merge builds upon it.</exception>
    public async Task<MergeStarted?> Undo(Viewer viewer, long id, CancellationToken ct)
    {
        if (await Store.Find(id, ct) is null)
        {
            return null;
        }

        var (fact, intent) = await _database.Write(Storage.Store.House, async writing =>
        {
            await TitleMergeStore.Lock(writing);
            var merge = (await TitleMergeStore.Find(writing, id))!;
            if (merge.State is not ("merging" or "merged"))
            {
                throw new Refusal("catalog.merge.undone");
            }

            if (await TitleMergeStore.From(writing, merge.To) is { } later)
            {
                throw new Refusal("catalog.merge.since", ("title", later.From.ToString()), ("into", later.To.ToString()));
            }

            foreach (var (room, kept) in await TitleMergeStore.Parts(writing, id))
            {
                await _rooms.First(r => r.Room == room).PutBack(writing, merge.From, merge.To, kept);
            }

            await MergeProposalStore.Decline(writing, merge.From, merge.To, viewer.Member, _time.GetUtcNow().ToUnixTimeSeconds());
            var work = await _intents.Add(writing, TitleMergeWork.Name, new TitleMergeArguments(id), TitleMergeWork.Key(id), viewer.Member);
            var mine = await _facts.Write(writing, new MergeTold(viewer, id, merge.From, null, merge.To).Parted(merge.Fact));
            await _facts.MarkUndone(writing, merge.Fact!.Value, mine);
            await TitleMergeStore.Undoing(writing, id, mine);
            return (mine, work);
        }, ct);
        return new MergeStarted(id, fact, await _intents.Run(intent, ct));
    }

    /// <returns>The merge that a fact tells of; null when it tells of none.</returns>
    public Task<TitleMerge?> OfFact(long fact, CancellationToken ct) => Store.OfFact(fact, ct);

    /// <returns>The merge by which the title was given up; null when it was not.</returns>
    public Task<TitleMerge?> Of(TitleId title, CancellationToken ct) => Store.Holding(title, ct);

    /// <returns>Newest first, those that were taken back too.</returns>
    public Task<IReadOnlyList<TitleMerge>> Newest(int limit, CancellationToken ct) => Store.Newest(limit, ct);

    /// <summary>Moves what the rooms have under the old number; also what came under it while the merge was made.</summary>
    internal async Task<IReadOnlyList<MemberShare>> MoveRows(Writing house, long merge, TitleId from, TitleId to)
    {
        var pass = await TitleMergeStore.Passes(house, merge);
        var shares = new List<MemberShare>();
        foreach (var room in _rooms)
        {
            var moved = await room.Move(house, from, to);
            shares.AddRange(moved.Members);
            if (moved.Kept is { } kept)
            {
                await TitleMergeStore.Keep(house, merge, pass, room.Room, kept);
            }
        }

        return shares;
    }

    async Task Tell(Writing house, IEnumerable<FactDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            await _facts.Write(house, draft);
        }
    }
}
