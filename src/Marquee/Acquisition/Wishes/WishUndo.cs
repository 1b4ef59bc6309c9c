using Marquee.Access;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Acquisition.Wishes;

/// <summary>Takes back what somebody did with a wish, as long as nothing has been sent because of it.</summary>
public sealed class WishUndo
{
    readonly Database _database;
    readonly Wishes _wishes;
    readonly WishMoves _moves;
    readonly Facts _facts;

    internal WishUndo(Database database, Wishes wishes, WishMoves moves, Facts facts) => (_database, _wishes, _moves, _facts) = (database, wishes, moves, facts);

    /// <summary>Whether the kind of fact is one of ours that can be taken back at all.</summary>
    public static bool Knows(Fact fact) => !fact.Erased
        && fact.UndoneBy is null
        && fact.Kind is WishFacts.Asked or WishFacts.Joined or WishFacts.Bookmarked or WishFacts.Withdrawn or WishFacts.Approved or WishFacts.Refused;

    public async Task<UndoOutcome> Take(Viewer viewer, Fact fact, CancellationToken ct)
    {
        if (fact.Member != viewer.Member || WishFacts.Read(fact.After ?? fact.Before) is not { } told)
        {
            return new NoSuchFact();
        }

        try
        {
            var look = fact.Kind == WishFacts.Withdrawn ? await Look(viewer, told.Wish, ct) : null;
            return new Undone(await _database.Write(Store.House, house => TakeBack(house, viewer, fact, told.Wish, look), ct));
        }
        catch (Refusal refusal)
        {
            return new CannotUndo(refusal.Text);
        }
    }

    async Task<WishLook?> Look(Viewer viewer, string id, CancellationToken ct)
    {
        Wish? wish;
        await using (var connection = await _database.Read(ct))
        {
            wish = await WishStore.Read(connection, _database.Dialect, "where w.id = @id", new { id }, ct) is [var found] ? found : null;
        }

        return wish is null ? null : await _wishes.LookAgain(viewer, wish, ct);
    }

    async Task<long> TakeBack(Writing house, Viewer viewer, Fact fact, string id, WishLook? look)
    {
        await Facts.TakeTurn(house);
        if (await WishStore.Find(house, id) is not { } wish)
        {
            throw new Refusal("wishes.undoTooLate");
        }

        var by = fact.Kind switch
        {
            WishFacts.Asked or WishFacts.Joined or WishFacts.Bookmarked => await Withdraw(house, viewer, wish),
            WishFacts.Withdrawn => await Rejoin(house, viewer, wish, fact, look),
            _ => await PutBack(house, viewer, wish, fact),
        };
        await _facts.MarkUndone(house, fact.Id, by);
        return by;
    }

    async Task<long> Withdraw(Writing house, Viewer viewer, Wish wish) => await _wishes.Withdraw(house, viewer, wish.Id) switch
    {
        Wished { Fact: { } withdrawn } => withdrawn,
        WishDenied denied => throw new Refusal(denied.Why),
        _ => throw new Refusal("wishes.undoTooLate"),
    };

    /// <summary>Asks once more for what was withdrawn: the rules, or what is left of a quota, may be others by now.</summary>
    async Task<long> Rejoin(Writing house, Viewer viewer, Wish wish, Fact fact, WishLook? look)
    {
        var member = wish.Members.FirstOrDefault(m => m.Member == viewer.Member) ?? throw new Refusal("wishes.undoTooLate");
        var needsHost = WishFacts.Read(fact.Before)?.State != WishState.Bookmark.Code() && await NeedsHost(house, viewer, look);
        var back = await _moves.Member(house, wish, member with { LeftAt = null });
        if (wish.State == WishState.Withdrawn)
        {
            var before = Before(wish, fact);
            var state = before == WishState.Buffer && needsHost ? WishState.Approval : before;
            back = await _moves.Move(house, back, back with { State = state, NextTryAt = state == WishState.Buffer ? back.ChangedAt : null }, viewer);
        }

        return await Tell(house, viewer, wish, back, fact);
    }

    async Task<bool> NeedsHost(Writing house, Viewer viewer, WishLook? look)
    {
        if (look is null or { Instead: not null })
        {
            throw look?.Instead is WishDenied denied ? new Refusal(denied.Why) : new Refusal("wishes.undoTooLate");
        }

        var verdict = await _wishes.Verdict(house, viewer, look);
        return verdict.Against is { } against ? throw new Refusal(against) : verdict.NeedsHost;
    }

    /// <summary>A host's word, while nothing followed from it.</summary>
    async Task<long> PutBack(Writing house, Viewer viewer, Wish wish, Fact fact)
    {
        if (viewer.Role != Role.Host || wish.State.Code() != WishFacts.Read(fact.After)?.State || wish.SendingAt is not null || wish.IsWithServer)
        {
            throw new Refusal("wishes.undoTooLate");
        }

        var back = await _moves.Move(house, wish, wish with { State = Before(wish, fact), Why = null, NextTryAt = wish.ChangedAt }, viewer);
        return await Tell(house, viewer, wish, back, fact);
    }

    static WishState Before(Wish wish, Fact fact) =>
        WishStates.Parse(WishFacts.Read(fact.Before)?.State) is { } state && WishStates.May(wish.State, state) ? state : throw new Refusal("wishes.undoTooLate");

    Task<long> Tell(Writing house, Viewer viewer, Wish before, Wish after, Fact fact) =>
        _facts.Write(house, WishFacts.Draft(viewer, after.Title, WishFacts.TakenBack, WishFacts.Told(before), WishFacts.Told(after), fact.Id));
}
