using Marquee.Access;
using Marquee.Storage;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

/// <summary>What was noted under the wrong title goes to the right one, and the source of the mistake is not believed again.</summary>
public sealed class CorrectionTests
{
    static readonly CancellationToken Ct = CancellationToken.None;
    static readonly DateTimeOffset May = new(2024, 5, 1, 20, 0, 0, TimeSpan.Zero);

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_watch_moves_and_is_not_told_again_by_its_source(Engine engine)
    {
        await using var house = await Open(engine);
        var (watches, corrections) = (house.Get<Watches>(), house.Get<Corrections>());
        var source = house.Ada with { Origin = Origin.Import };
        var (id, _) = await watches.Add(source, Lamp, May, Ct);
        Assert.Null(await corrections.MoveWatch(house.Ivo, id, Door, Ct));
        var moved = (await corrections.MoveWatch(house.Ada, id, Door, Ct))!.Fact;
        Assert.Equal((false, true), ((await house.Mine(house.Ada, Lamp)).Seen, (await house.Mine(house.Ada, Door)).Seen));
        Assert.Equal((id, null), await watches.Add(source, Lamp, May.AddMinutes(5), Ct));
        Assert.NotNull((await watches.Add(source, Lamp, May.AddDays(3), Ct)).Fact);

        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, moved!.Value, Ct));
        Assert.Contains(id, (await watches.Of(house.Ada, Lamp, Ct)).Select(w => w.Id));
        Assert.Empty(await watches.Of(house.Ada, Door, Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rating_moves_over_another_one_and_both_come_back(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 9, Ct);
        await house.Get<Ratings>().Set(house.Ada, Door, 4, Ct);
        Assert.Null(await house.Get<Corrections>().MoveRating(house.Ivo, Lamp, Door, Ct));
        var moved = (await house.Get<Corrections>().MoveRating(house.Ada, Lamp, Door, Ct))!.Fact!.Value;
        Assert.Equal((null, 9), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ada, Door)));

        var back = Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, moved, Ct));
        Assert.Equal((9, 4), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ada, Door)));
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, back.Fact, Ct));
        Assert.Equal((null, 9), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ada, Door)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_watch_that_was_moved_again_stays_where_it_is(Engine engine)
    {
        await using var house = await Open(engine);
        var (id, added) = await house.Get<Watches>().Add(house.Ada, Lamp, May, Ct);
        var first = (await house.Get<Corrections>().MoveWatch(house.Ada, id, Door, Ct))!.Fact!.Value;
        await house.Get<Corrections>().MoveWatch(house.Ada, id, Nordlys, Ct);
        Assert.IsType<CannotUndo>(await house.Get<Undo>().Take(house.Ada, first, Ct));
        Assert.IsType<CannotUndo>(await house.Get<Undo>().Take(house.Ada, added!.Value, Ct));
        Assert.Equal([id], (await house.Get<Watches>().Of(house.Ada, Nordlys, Ct)).Select(w => w.Id));
    }
}
