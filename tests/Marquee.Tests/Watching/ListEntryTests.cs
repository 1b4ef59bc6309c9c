using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

/// <summary>The titles of a list: their order, their notes, and who may see and change them.</summary>
public sealed class ListEntryTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Titles_are_added_moved_and_noted_and_each_change_is_taken_back(Engine engine)
    {
        await using var house = await Open(engine);
        var (lists, entries, undo) = (house.Get<TitleLists>(), house.Get<ListEntries>(), house.Get<Undo>());
        var (id, _) = await lists.Make(house.Ada, "Winter", null, [Lamp, Nordlys], Ct);
        Assert.NotNull((await entries.Put(house.Ada, id, Door, null, null, Ct))!.Fact);
        Assert.Null((await entries.Put(house.Ada, id, Door, null, null, Ct))!.Fact);
        await Order(Lamp, Nordlys, Door);

        var moved = (await entries.Put(house.Ada, id, Door, 1, "first of all", Ct))!.Fact!.Value;
        await Order(Door, Lamp, Nordlys);
        Assert.Equal("list.entryChanged", (await house.Facts(house.Ada))[0].Kind);
        Assert.Equal("first of all", (await lists.Titles(house.Ada, id, 0, 1, Ct))[0].Note);
        var back = Assert.IsType<Undone>(await undo.Take(house.Ada, moved, Ct));
        await Order(Lamp, Nordlys, Door);
        Assert.IsType<Undone>(await undo.Take(house.Ada, back.Fact, Ct));
        await Order(Door, Lamp, Nordlys);

        var removed = (await entries.Remove(house.Ada, id, Door, Ct))!.Fact!.Value;
        await Order(Lamp, Nordlys);
        await undo.Take(house.Ada, removed, Ct);
        await Order(Door, Lamp, Nordlys);
        Assert.Equal("first of all", (await lists.Titles(house.Ada, id, 0, 1, Ct))[0].Note);
        await entries.Put(house.Ada, id, Door, 2, null, Ct);
        Assert.IsType<CannotUndo>(await undo.Take(house.Ada, back.Fact, Ct));

        async Task Order(params TitleId[] titles) => Assert.Equal(titles, (await lists.Titles(house.Ada, id, 0, 10, Ct)).Select(e => e.Title));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task However_often_titles_move_their_order_is_that_of_a_plain_list(Engine engine)
    {
        await using var house = await Open(engine);
        var random = new Random(4);
        var plain = Enumerable.Range(1, 12).Select(n => new TitleId(9_500_000 + n)).ToList();
        await TestCatalog.Add(house.House, [.. plain.Select(t => new CatalogTitle(t.Number, $"Number {t.Number}"))]);
        var (id, _) = await house.Get<TitleLists>().Make(house.Ada, "Shuffled", null, plain, Ct);
        for (var turn = 0; turn < 60; turn++)
        {
            // Often in front of the same title, so that gaps are used up.
            var (title, place) = (plain[random.Next(plain.Count)], turn % 3 == 0 ? random.Next(1, 13) : 2);
            await house.Get<ListEntries>().Put(house.Ada, id, title, place, null, Ct);
            plain.Remove(title);
            plain.Insert(place - 1, title);
            Assert.Equal(plain, (await house.Get<TitleLists>().Titles(house.Ada, id, 0, 20, Ct)).Select(e => e.Title));
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Others_see_a_shared_list_and_change_nothing_of_it(Engine engine)
    {
        await using var house = await Open(engine);
        var (lists, entries) = (house.Get<TitleLists>(), house.Get<ListEntries>());
        var (id, _) = await lists.Make(house.Ada, "Winter", null, [Lamp], Ct);
        Assert.Null(await lists.Find(house.Ivo, id, Ct));
        var shared = (await lists.Change(house.Ada, id, null, "Snow, mostly", true, Ct))!.Fact!.Value;
        Assert.Equal("list.changed", (await house.Facts(house.Ada))[0].Kind);
        var seen = (await lists.Find(house.Ivo, id, Ct))!;
        Assert.Equal((house.Ada.Member, "Winter", "Snow, mostly"), (seen.Owner, seen.Name, seen.Description));
        Assert.Equal([Lamp], (await lists.Titles(house.Ivo, id, 0, 10, Ct)).Select(e => e.Title));

        Assert.Null(await entries.Put(house.Ivo, id, Door, null, "mine", Ct));
        Assert.Null(await entries.Remove(house.Ivo, id, Lamp, Ct));
        Assert.Null(await lists.Change(house.Ivo, id, "Taken", null, false, Ct));
        Assert.Null(await lists.Remove(house.Ivo, id, Ct));
        Assert.Empty(await lists.With(house.Ivo, Lamp, Ct));
        Assert.Equal([id], await lists.With(house.Ada, Lamp, Ct));

        await house.Get<Undo>().Take(house.Ada, shared, Ct);
        Assert.Null(await lists.Find(house.Ivo, id, Ct));
        Assert.Null((await lists.Find(house.Ada, id, Ct))!.Description);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_removed_list_comes_back_with_its_notes_and_a_saved_search_takes_no_titles(Engine engine)
    {
        await using var house = await Open(engine);
        var (lists, entries) = (house.Get<TitleLists>(), house.Get<ListEntries>());
        var (id, _) = await lists.Make(house.Ada, "Winter", null, [Lamp, Door], Ct);
        await entries.Put(house.Ada, id, Door, null, "the red one", Ct);
        var removed = (await lists.Remove(house.Ada, id, Ct))!.Fact!.Value;
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, removed, Ct));
        Assert.Equal([(Lamp, null), (Door, "the red one")], (await lists.Titles(house.Ada, id, 0, 10, Ct)).Select(e => (e.Title, e.Note)));

        var (live, _) = await lists.Make(house.Ada, "Searched", "kind=movie", null, Ct);
        Assert.Null(await entries.Put(house.Ada, live, Lamp, null, null, Ct));
    }
}
