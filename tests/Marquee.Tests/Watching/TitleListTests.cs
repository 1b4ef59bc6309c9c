using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Tests.Watching;

public sealed class TitleListTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_keeps_its_titles_in_order_and_its_search(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var lists = house.Get<TitleLists>();
        var (id, _) = await lists.Make(house.Ada, "Winter", "kind=movie", [WatchingHouse.Door, WatchingHouse.Lamp, WatchingHouse.Door], Ct);
        await lists.Make(house.Ada, "also mine", "decade=1990", null, Ct);
        Assert.Equal([("also mine", true, 0, "decade=1990"), ("Winter", false, 2, "kind=movie")], (await lists.All(house.Ada, Ct)).Select(l => (l.Name, l.Live, l.Entries, l.Query!)));
        Assert.Equal([WatchingHouse.Door, WatchingHouse.Lamp], (await lists.Titles(house.Ada, id, 0, 10, Ct)).Select(e => e.Title));
        Assert.Equal([WatchingHouse.Lamp], (await lists.Titles(house.Ada, id, 1, 10, Ct)).Select(e => e.Title));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_sees_or_changes_the_lists_of_others(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var lists = house.Get<TitleLists>();
        var (id, fact) = await lists.Make(house.Ada, "Winter", null, [WatchingHouse.Door], Ct);
        Assert.Empty(await lists.All(house.Ivo, Ct));
        Assert.Null(await lists.Find(house.Ivo, id, Ct));
        Assert.Empty(await lists.Titles(house.Ivo, id, 0, 10, Ct));
        Assert.Null(await lists.Change(house.Ivo, id, "Mine", null, null, Ct));
        Assert.Null(await house.Get<ListEntries>().Remove(house.Ivo, id, WatchingHouse.Door, Ct));
        Assert.Null(await lists.Remove(house.Ivo, id, Ct));
        Assert.IsType<NoSuchFact>(await house.Get<Undo>().Take(house.Ivo, fact, Ct));
        Assert.Equal("Winter", (await lists.Find(house.Ada, id, Ct))!.Name);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_change_can_be_taken_back_and_forth(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var (lists, undo) = (house.Get<TitleLists>(), house.Get<Undo>());
        var (id, made) = await lists.Make(house.Ada, "Winter", "kind=movie", [WatchingHouse.Lamp, WatchingHouse.Nordlys, WatchingHouse.Door], Ct);

        var entry = (await house.Get<ListEntries>().Remove(house.Ada, id, WatchingHouse.Nordlys, Ct))!.Fact!.Value;
        Assert.Equal([WatchingHouse.Lamp, WatchingHouse.Door], (await lists.Titles(house.Ada, id, 0, 10, Ct)).Select(e => e.Title));
        var back = Assert.IsType<Undone>(await undo.Take(house.Ada, entry, Ct));
        Assert.Equal([WatchingHouse.Lamp, WatchingHouse.Nordlys, WatchingHouse.Door], (await lists.Titles(house.Ada, id, 0, 10, Ct)).Select(e => e.Title));
        Assert.IsType<Undone>(await undo.Take(house.Ada, back.Fact, Ct));
        Assert.Equal(2, (await lists.Find(house.Ada, id, Ct))!.Entries);

        var renamed = (await lists.Change(house.Ada, id, "Snow", null, null, Ct))!.Fact!.Value;
        Assert.Null((await lists.Change(house.Ada, id, "Snow", null, null, Ct))!.Fact);
        var again = (await lists.Change(house.Ada, id, "Ice", null, null, Ct))!.Fact!.Value;
        Assert.IsType<CannotUndo>(await undo.Take(house.Ada, renamed, Ct));
        await undo.Take(house.Ada, again, Ct);
        Assert.Equal("Snow", (await lists.Find(house.Ada, id, Ct))!.Name);

        var removed = (await lists.Remove(house.Ada, id, Ct))!.Fact!.Value;
        Assert.Empty(await lists.All(house.Ada, Ct));
        Assert.IsType<CannotUndo>(await undo.Take(house.Ada, made, Ct));
        var restored = Assert.IsType<Undone>(await undo.Take(house.Ada, removed, Ct));
        var list = Assert.Single(await lists.All(house.Ada, Ct));
        Assert.Equal((id, "Snow", "kind=movie", 2), (list.Id, list.Name, list.Query, list.Entries));
        Assert.Equal([WatchingHouse.Lamp, WatchingHouse.Door], (await lists.Titles(house.Ada, id, 0, 10, Ct)).Select(e => e.Title));
        await undo.Take(house.Ada, restored.Fact, Ct);
        Assert.Empty(await lists.All(house.Ada, Ct));
        Assert.Equal(
            ["list.removed", "list.made", "list.removed", "list.renamed", "list.renamed", "list.renamed", "list.entryRemoved", "list.entryAdded", "list.entryRemoved", "list.made"],
            (await house.Facts(house.Ada)).Select(f => f.Kind));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Making_a_list_is_taken_back_by_removing_it(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var (_, fact) = await house.Get<TitleLists>().Make(house.Ada, "Winter", null, [WatchingHouse.Lamp], Ct);
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, fact, Ct));
        Assert.Empty(await house.Get<TitleLists>().All(house.Ada, Ct));
    }
}
