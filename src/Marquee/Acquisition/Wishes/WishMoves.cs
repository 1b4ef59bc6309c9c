using Marquee.Access;
using Marquee.Acquisition.Wishes.Delivery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Acquisition.Wishes;

/// <summary>Moves a wish in a transaction: its row, its history, who hears of it.</summary>
sealed class WishMoves(Facts facts, Intents intents, IEnumerable<IWishNews> news, TimeProvider time)
{
    /// <summary>What everybody who wants it is told in their journal; progress and searches are seen on the page.</summary>
    static readonly WishState[] Told = [WishState.Buffer, WishState.Sent, WishState.Grabbed, WishState.Partly, WishState.Here, WishState.Refused, WishState.GaveUp];

    DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    /// <param name="before">Null for a new wish.</param>
    /// <param name="by">Null when the house does it by itself.</param>
    /// <returns>The wish as it now is.</returns>
    /// <exception cref="InvalidOperationException">There is no such step.</exception>
    public async Task<Wish> Move(Writing house, Wish? before, Wish after, Viewer? by)
    {
        var stepped = before?.State != after.State;
        if (stepped && before is not null && !WishStates.May(before.State, after.State))
        {
            throw new InvalidOperationException($"A wish goes from {before.State} to {after.State} by no way.");
        }

        after = after with { ChangedAt = Now };
        await (before is null ? WishStore.Add(house, after) : WishStore.Write(house, after));
        var origin = WishFacts.Word(by?.Origin ?? Origin.Job);
        if (stepped)
        {
            await WishStore.AddStep(house, after.Id, new WishStep(Now, before?.State, after.State, by?.Member, origin, after.Why));
        }

        if (stepped && after.State == WishState.Buffer)
        {
            await intents.Add(house, DeliverWish.Name, new WishArguments(after.Id), key: after.Id);
        }

        await Tell(house, after);
        if (stepped && before is not null && Told.Contains(after.State))
        {
            foreach (var member in after.Wanted.Where(m => m != by?.Member).Order())
            {
                await facts.Write(house, new FactDraft
                {
                    Member = member,
                    Kind = WishFacts.Moved,
                    Title = after.Title.Number,
                    Before = WishFacts.Write(WishFacts.Told(before)),
                    After = WishFacts.Write(WishFacts.Told(after)),
                    Origin = origin,
                });
            }
        }

        return after;
    }

    /// <summary>Sends out again what waits already.</summary>
    public async Task<Wish> Again(Writing house, Wish waiting)
    {
        await intents.Add(house, DeliverWish.Name, new WishArguments(waiting.Id), key: waiting.Id);
        return await Stay(house, waiting);
    }

    /// <summary>Something is new about it and it stays where it is: the next try, the progress, why it waits.</summary>
    public async Task<Wish> Stay(Writing house, Wish wish)
    {
        await WishStore.Write(house, wish = wish with { ChangedAt = Now });
        await Tell(house, wish);
        return wish;
    }

    /// <summary>Somebody joined or left; the wish stays where it is.</summary>
    public async Task<Wish> Member(Writing house, Wish wish, WishMember member)
    {
        await WishStore.Write(house, wish.Id, member);
        var changed = (await WishStore.Find(house, wish.Id))! with { ChangedAt = Now };
        await WishStore.Write(house, changed);
        await Tell(house, changed);
        return changed;
    }

    async Task Tell(Writing house, Wish wish)
    {
        foreach (var listener in news)
        {
            await listener.Changed(house, wish);
        }
    }
}
