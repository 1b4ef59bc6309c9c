using Marquee.Access;
using Marquee.Storage;
using Marquee.Tests.Merging;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

/// <summary>The document of a member and a title: likes, "not interested", notes, and a revision that tells every change of anything.</summary>
public sealed class MemberTitleTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_door_and_every_undo_raises_the_revision_once(Engine engine)
    {
        await using var house = await Open(engine);
        var revision = 0L;
        await Raises(await house.Get<Ratings>().Set(house.Ada, Lamp, 7, Ct));
        await Raises((await house.Get<Watches>().Add(house.Ada, Lamp, null, Ct, "television")).Fact);
        await Raises(await house.Get<Watchlist>().Put(house.Ada, Lamp, "for winter", 1, Ct));
        await Raises(await house.Get<Likes>().Set(house.Ada, Lamp, true, Ct));
        await Raises(await house.Get<NotInterested>().Set(house.Ada, Lamp, true, Ct));
        await Raises(await house.Get<Notes>().Set(house.Ada, Lamp, "with Ivo", Ct));
        await Raises(await house.Get<Ratings>().Remove(house.Ada, Lamp, Ct));
        Assert.Equal(0, (await house.Mine(house.Ada, Door)).Revision);
        Assert.Equal(0, (await house.Mine(house.Ivo, Lamp)).Revision);

        // Saying the same again is no change.
        Assert.Null(await house.Get<Likes>().Set(house.Ada, Lamp, true, Ct));
        Assert.Null(await house.Get<Notes>().Set(house.Ada, Lamp, " with Ivo ", Ct));
        Assert.Equal(revision, (await house.Mine(house.Ada, Lamp)).Revision);

        async Task Raises(long? fact)
        {
            Assert.Equal(++revision, (await house.Mine(house.Ada, Lamp)).Revision);
            var back = Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, fact!.Value, Ct));
            Assert.Equal(++revision, (await house.Mine(house.Ada, Lamp)).Revision);
            Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, back.Fact, Ct));
            Assert.Equal(++revision, (await house.Mine(house.Ada, Lamp)).Revision);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_said_is_there_for_its_member_alone_and_stays_when_something_else_changes(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Likes>().Set(house.Ada, Lamp, true, Ct);
        await house.Get<Notes>().Set(house.Ada, Lamp, "first\r\nsecond", Ct);
        await house.Get<NotInterested>().Set(house.Ada, Lamp, true, Ct);
        await house.Get<NotInterested>().Set(house.Ada, Lamp, false, Ct);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 9, Ct);
        var mine = await house.Mine(house.Ada, Lamp);
        Assert.Equal((true, false, "first\nsecond", 9), (mine.Liked, mine.NotInterested, mine.Note, mine.Rating));
        Assert.Equal([Lamp], (await house.Get<MarkedTitles>().Page(house.Ada, TitleMark.Liked, null, 10, Ct)).Items.Select(m => m.Title));
        Assert.Equal((false, null), ((await house.Mine(house.Ivo, Lamp)).Liked, (await house.Mine(house.Ivo, Lamp)).Note));
        Assert.Equal(["rating.set", "interest.back", "interest.lost", "note.set", "like.added"], (await house.Facts(house.Ada)).Select(f => f.Kind));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_that_another_one_followed_stays(Engine engine)
    {
        await using var house = await Open(engine);
        var first = await house.Get<Notes>().Set(house.Ada, Lamp, "one", Ct);
        await house.Get<Notes>().Set(house.Ada, Lamp, "two", Ct);
        Assert.IsType<CannotUndo>(await house.Get<Undo>().Take(house.Ada, first!.Value, Ct));
        Assert.IsType<NoSuchFact>(await house.Get<Undo>().Take(house.Ivo, first.Value, Ct));
        Assert.Equal("two", (await house.Mine(house.Ada, Lamp)).Note);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_whole_file_raises_the_revision_of_each_title_that_it_changes(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Nordlys, 7, Ct);
        var preview = await house.Preview(house.Ada, "Const,Your Rating,Date Rated,Title,URL,Title Type\ntt9000001,9,2021-04-03,The Lamp,,movie\ntt9000002,7,,Nordlys,,movie\n");
        await house.Apply(house.Ada, preview.Id);
        Assert.Equal((1, 1), ((await house.Mine(house.Ada, Lamp)).Revision, (await house.Mine(house.Ada, Nordlys)).Revision));
        await house.Undo(house.Ada, preview.Id);
        Assert.Equal((2, 1), ((await house.Mine(house.Ada, Lamp)).Revision, (await house.Mine(house.Ada, Nordlys)).Revision));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_merge_makes_one_document_of_two_and_its_undoing_two_again(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Likes>().Set(house.Ada, Lamp, true, Ct);
        await house.Get<Notes>().Set(house.Ada, Lamp, "of the lamp", Ct);
        await house.Get<Notes>().Set(house.Ada, Door, "of the door", Ct);
        await house.Get<NotInterested>().Set(house.Ivo, Lamp, true, Ct);
        var merge = await house.Merge(house.Ada, Lamp, Door);
        var together = await house.Mine(house.Ada, Door);
        Assert.Equal((true, "of the door\nof the lamp", 3), (together.Liked, together.Note, together.Revision));
        Assert.True((await house.Mine(house.Ivo, Door)).NotInterested);

        await house.Part(house.Ada, merge);
        var (lamp, door) = (await house.Mine(house.Ada, Lamp), await house.Mine(house.Ada, Door));
        Assert.Equal((true, "of the lamp", false, "of the door"), (lamp.Liked, lamp.Note, door.Liked, door.Note));
        Assert.True(lamp.Revision > 3 && door.Revision > 3);
        Assert.Equal((true, false), ((await house.Mine(house.Ivo, Lamp)).NotInterested, (await house.Mine(house.Ivo, Door)).NotInterested));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_watchlist_entry_has_a_note_and_a_priority_by_which_it_is_ordered(Engine engine)
    {
        await using var house = await Open(engine);
        var (watchlist, pages) = (house.Get<Watchlist>(), house.Get<WatchlistPages>());
        await watchlist.Add(house.Ada, Lamp, Ct);
        await watchlist.Put(house.Ada, Nordlys, null, 3, Ct);
        await watchlist.Put(house.Ada, Door, "soon", 1, Ct);
        var query = new WatchlistQuery { Sort = WatchlistSort.Priority };
        var first = await pages.Page(house.Ada, query, null, 2, Ct);
        Assert.Equal([(Door, "soon", 1), (Nordlys, null, 3)], first.Items.Select(i => (i.Title, i.Note, i.Priority)));
        Assert.Equal([Lamp], (await pages.Page(house.Ada, query, first.Next, 2, Ct)).Items.Select(i => i.Title));

        var change = await watchlist.Put(house.Ada, Door, "", 0, Ct);
        Assert.Equal("watchlist.changed", (await house.Facts(house.Ada))[0].Kind);
        Assert.Equal((null, null, true), ((await house.Mine(house.Ada, Door)).ListNote, (await house.Mine(house.Ada, Door)).Priority, (await house.Mine(house.Ada, Door)).Watchlist));
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, change!.Value, Ct));
        Assert.Equal(("soon", 1), ((await house.Mine(house.Ada, Door)).ListNote, (await house.Mine(house.Ada, Door)).Priority));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Several_watches_of_one_title_keep_their_device_and_origin(Engine engine)
    {
        await using var house = await Open(engine);
        var watches = house.Get<Watches>();
        var may = new DateTimeOffset(2024, 5, 1, 20, 0, 0, TimeSpan.Zero);
        await watches.Add(house.Ada, Lamp, may, Ct, "projector");
        var later = await watches.Add(house.Ada with { Origin = Origin.Api }, Lamp, may.AddDays(1), Ct);
        Assert.Equal([(may.AddDays(1), null, "api"), (may, "projector", "page")], (await watches.Of(house.Ada, Lamp, Ct)).Select(w => (w.At!.Value, w.Device, w.Origin)));
        var removed = await watches.Remove(house.Ada, later.Id, Ct);
        await house.Get<Undo>().Take(house.Ada, removed!.Value, Ct);
        Assert.Equal(2, (await watches.Of(house.Ada, Lamp, Ct)).Count);
    }
}
