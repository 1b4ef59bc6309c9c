using Marquee.Storage;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

public sealed class UndoTests
{
    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Undo_puts_back_what_was_there_and_can_be_undone_itself(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        var change = await house.Get<Ratings>().Set(house.Ada, Lamp, 2, CancellationToken.None);

        var undone = Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, change!.Value, CancellationToken.None));
        Assert.Equal(7, await house.Rating(house.Ada, Lamp));
        var fact = (await house.Facts(house.Ada))[0];
        Assert.Equal((undone.Fact, "rating.set", change), (fact.Id, fact.Kind, fact.Undoes));

        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, undone.Fact, CancellationToken.None));
        Assert.Equal(2, await house.Rating(house.Ada, Lamp));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Undo_of_a_first_rating_removes_it_and_of_a_removal_brings_it_back(Engine engine)
    {
        await using var house = await Open(engine);
        var set = await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        await house.Get<Undo>().Take(house.Ada, set!.Value, CancellationToken.None);
        Assert.Null(await house.Rating(house.Ada, Lamp));
        Assert.Equal("rating.removed", (await house.Facts(house.Ada))[0].Kind);

        await house.Get<Ratings>().Set(house.Ada, Lamp, 8, CancellationToken.None);
        var removed = await house.Get<Ratings>().Remove(house.Ada, Lamp, CancellationToken.None);
        await house.Get<Undo>().Take(house.Ada, removed!.Value, CancellationToken.None);
        Assert.Equal(8, await house.Rating(house.Ada, Lamp));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_that_another_one_followed_stays(Engine engine)
    {
        await using var house = await Open(engine);
        var first = await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 9, CancellationToken.None);
        var refused = Assert.IsType<CannotUndo>(await house.Get<Undo>().Take(house.Ada, first!.Value, CancellationToken.None));
        Assert.Contains("since", refused.Why.ToString(), StringComparison.Ordinal);
        Assert.Equal(9, await house.Rating(house.Ada, Lamp));
        Assert.Equal(2, (await house.Facts(house.Ada)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_is_taken_back_once(Engine engine)
    {
        await using var house = await Open(engine);
        var fact = await house.Get<Watchlist>().Add(house.Ada, Lamp, CancellationToken.None);
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, fact!.Value, CancellationToken.None));
        Assert.False((await house.Mine(house.Ada, Lamp)).Watchlist);
        Assert.IsType<CannotUndo>(await house.Get<Undo>().Take(house.Ada, fact.Value, CancellationToken.None));
        Assert.IsType<NoSuchFact>(await house.Get<Undo>().Take(house.Ada, 12345, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Watches_and_entries_come_back_as_they_were(Engine engine)
    {
        await using var house = await Open(engine);
        var at = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var (watch, _) = await house.Get<Watches>().Add(house.Ada, Lamp, at, CancellationToken.None);
        var removed = await house.Get<Watches>().Remove(house.Ada, watch, CancellationToken.None);
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, removed!.Value, CancellationToken.None));
        Assert.Equal([new MemberWatch(watch, at, null, "page", null)], await house.Get<Watches>().Of(house.Ada, Lamp, CancellationToken.None));

        await house.Get<Watchlist>().Add(house.Ada, Nordlys, CancellationToken.None);
        var before = await house.Mine(house.Ada, Nordlys);
        var off = await house.Get<Watchlist>().Remove(house.Ada, Nordlys, CancellationToken.None);
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, off!.Value, CancellationToken.None));
        Assert.Equal(before with { Revision = before.Revision + 2 }, await house.Mine(house.Ada, Nordlys));
    }
}
