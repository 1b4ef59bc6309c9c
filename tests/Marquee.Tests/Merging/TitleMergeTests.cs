using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Tests.Watching;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Merging;

/// <summary>What members had under two numbers, after these became one title, and after they parted again.</summary>
public sealed class TitleMergeTests
{
    static readonly DateTimeOffset May = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_rated_both_keeps_the_newer_rating_and_gets_both_back(Engine engine)
    {
        await using var house = await Open(engine);
        await Rate(house, house.Ada, Lamp, 4, May);
        await Rate(house, house.Ada, Door, 9, May.AddDays(1));
        await Rate(house, house.Ivo, Lamp, 3, May.AddDays(5));
        await Rate(house, house.Ivo, Door, 8, May);
        var merge = await house.Merge(house.Ada, Lamp, Door);
        Assert.Equal((9, 3), (await house.Rating(house.Ada, Door), await house.Rating(house.Ivo, Door)));
        Assert.Equal(1, (await house.Get<History>().Page(house.Ada, null, 10, default)).Total);

        await house.Part(house.Ada, merge);
        Assert.Equal((4, 9), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ada, Door)));
        Assert.Equal((3, 8), (await house.Rating(house.Ivo, Lamp), await house.Rating(house.Ivo, Door)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Watches_come_together_and_the_same_one_noted_twice_is_one(Engine engine)
    {
        await using var house = await Open(engine);
        var watches = house.Get<Watches>();
        var kept = await watches.Add(house.Ada, Door, May, default);
        var same = await watches.Add(house.Ada, Lamp, May.AddMinutes(10), default);
        var other = await watches.Add(house.Ada, Lamp, May.AddDays(-90), default);
        await watches.Add(house.Ada, Lamp, null, default);
        var merge = await house.Merge(house.Ada, Lamp, Door);
        var together = await watches.Of(house.Ada, Door, default);
        Assert.Equal([kept.Id, other.Id], together.Where(w => w.At is not null).Select(w => w.Id));
        Assert.Equal(3, together.Count);

        await house.Part(house.Ada, merge);
        Assert.Equal([kept.Id], (await watches.Of(house.Ada, Door, default)).Select(w => w.Id));
        Assert.Contains(same.Id, (await watches.Of(house.Ada, Lamp, default)).Select(w => w.Id));
        Assert.Equal(3, (await watches.Of(house.Ada, Lamp, default)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_watchlist_keeps_the_first_date_and_both_notes(Engine engine)
    {
        await using var house = await Open(engine);
        await List(house, house.Ada, Lamp, May, "from a friend");
        await List(house, house.Ada, Door, May.AddYears(1), "for winter");
        var merge = await house.Merge(house.Ada, Lamp, Door);
        var entry = Assert.Single((await house.Get<WatchlistPages>().Page(house.Ada, new WatchlistQuery(), null, 10, default)).Items);
        Assert.Equal((Door, May, "for winter\nfrom a friend"), (entry.Title, entry.AddedAt, entry.Note));

        await house.Part(house.Ada, merge);
        Assert.Equal([May.AddYears(1), May], (await house.Get<WatchlistPages>().Page(house.Ada, new WatchlistQuery(), null, 10, default)).Items.Select(e => e.AddedAt));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_old_number_leads_to_the_title_for_reading_and_for_writing(Engine engine)
    {
        await using var house = await Open(engine);
        var first = await house.Merge(house.Ada, Lamp, Nordlys);
        var second = await house.Merge(house.Ada, Nordlys, Door);
        Assert.Equal(Door, (await house.Get<Titles>().Find(Lamp, default))!.Id);
        await house.Get<Ratings>().Set(house.Ivo, Lamp, 6, default);
        await house.Get<Watchlist>().Add(house.Ivo, Nordlys, default);
        await house.Get<Watches>().Add(house.Ivo, Lamp, May, default);
        var mine = await house.Mine(house.Ivo, Door);
        Assert.Equal((6, true, mine), (mine.Rating, mine.Watchlist, await house.Mine(house.Ivo, Lamp)));
        Assert.Superset(new HashSet<TitleId> { Lamp, Nordlys, Door }, (await house.Get<MergedTitles>().WithMerged([Door], default)).ToHashSet());
        var preview = await house.Preview(house.Ivo, "Const,Your Rating,Date Rated,Title,URL,Title Type\ntt9000001,9,2021-04-03,The Lamp,,movie\n");
        Assert.Equal(("tt9000003", 6), (preview.Sample!.Conflicting[0].Id, preview.Sample.Conflicting[0].Was));

        var refused = await Assert.ThrowsAsync<Refusal>(() => house.Get<TitleMerges>().Undo(house.Ada, first, default));
        Assert.Contains("since", refused.Message, StringComparison.Ordinal);
        await house.Part(house.Ada, second);
        await house.Part(house.Ada, first);
        Assert.Equal(Lamp, (await house.Get<Titles>().Find(Lamp, default))!.Id);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Changes_of_before_can_still_be_taken_back_one_by_one(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ivo, Lamp, 5, default);
        var fact = await house.Get<Ratings>().Set(house.Ivo, Lamp, 7, default);
        await house.Merge(house.Ada, Lamp, Door);
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ivo, fact!.Value, default));
        Assert.Equal(5, await house.Rating(house.Ivo, Door));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_journal_tells_the_host_and_each_member_and_the_host_takes_it_back_there(Engine engine)
    {
        await using var house = await Open(engine);
        await Rate(house, house.Ivo, Lamp, 3, May.AddDays(5));
        await Rate(house, house.Ivo, Door, 8, May);
        await house.Merge(house.Ada, Lamp, Door);
        var told = (await house.Facts(house.Ivo))[0];
        Assert.Equal(("title.joined", Door.Number, """{"rating":8}"""), (told.Kind, told.Title, told.Before));
        Assert.Contains("\"rating\":3", told.After, StringComparison.Ordinal);
        Assert.False(Undo.Knows(told));
        var merged = (await house.Facts(house.Ada))[0];
        Assert.Equal(("title.merged", true), (merged.Kind, Undo.Knows(merged)));
        Assert.Contains("\"from\":\"tt9000001\",\"fromTitle\":\"The Lamp\"", merged.After, StringComparison.Ordinal);

        Assert.IsType<NoSuchFact>(await house.Get<Undo>().Take(house.Ivo, merged.Id, default));
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, merged.Id, default));
        Assert.Equal("title.parted", (await house.Facts(house.Ada))[0].Kind);
        Assert.IsType<CannotUndo>(await house.Get<Undo>().Take(house.Ada, merged.Id, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_changed_since_stays_when_a_merge_is_taken_back(Engine engine)
    {
        await using var house = await Open(engine);
        await Rate(house, house.Ada, Lamp, 4, May);
        await Rate(house, house.Ivo, Lamp, 3, May);
        await List(house, house.Ivo, Lamp, May, null);
        var merge = await house.Merge(house.Ada, Lamp, Door);
        await house.Get<Ratings>().Set(house.Ada, Door, 10, default);
        await house.Get<Ratings>().Remove(house.Ivo, Door, default);
        await house.Get<Watchlist>().Remove(house.Ivo, Door, default);
        await house.Part(house.Ada, merge);
        Assert.Equal((4, 10), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ada, Door)));
        // Of what is gone, the revision tells.
        Assert.Equal((Mine.Nothing, Mine.Nothing), (await house.Mine(house.Ivo, Lamp) with { Revision = 0 }, await house.Mine(house.Ivo, Door) with { Revision = 0 }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_merge_whose_process_died_is_finished_later_with_what_came_meanwhile(Engine engine)
    {
        await using var house = await Open(engine);
        await Rate(house, house.Ada, Lamp, 4, May);
        await house.Get<KnownTitles>().Remember([Lamp], default);
        var merge = (await house.Get<TitleMerges>().Merge(house.Ada, Lamp, Door, default)).Merge;
        // Somebody who had looked the title up before the merge writes after it.
        await Rate(house, house.Ivo, Lamp, 2, May);
        await house.FinishMerge(merge);
        await house.FinishMerge(merge);
        Assert.Equal(2, await house.Rating(house.Ivo, Door));
        Assert.Equal(0L, await house.House.Database.Write(Store.Known, w => w.First<long>("select count(*) from known.title where id = @id", new { id = Lamp.Number }), default));
        await house.Part(house.Ada, merge);
        Assert.Equal((4, 2), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ivo, Lamp)));
        Assert.Equal(1L, await house.House.Database.Write(Store.Known, w => w.First<long>("select count(*) from known.title where id = @id", new { id = Lamp.Number }), default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_makes_no_sense_is_refused(Engine engine)
    {
        await using var house = await Open(engine);
        await Refused(Lamp, Lamp);
        await Refused(Lamp, new TitleId(1234567));
        await house.Merge(house.Ada, Lamp, Door);
        await Refused(Lamp, Nordlys);
        await Refused(Door, Lamp);

        async Task Refused(TitleId from, TitleId into) =>
            await Assert.ThrowsAsync<Refusal>(() => house.Get<TitleMerges>().Merge(house.Ada, from, into, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_that_waits_names_each_title_once(Engine engine)
    {
        await using var house = await Open(engine);
        var preview = await house.Preview(house.Ada, "Const,Your Rating,Date Rated,Title,URL,Title Type\ntt9000001,9,2021-04-03,The Lamp,,movie\ntt9000003,7,2021-04-04,The Door,,movie\n");
        var merge = await house.Merge(house.Ada, Lamp, Door);
        await house.Part(house.Ada, merge);
        await house.Merge(house.Ada, Lamp, Door);
        var applied = await house.Apply(house.Ada, preview.Id);
        Assert.Equal((1, 7), (applied.Applied, await house.Rating(house.Ada, Door)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Taking_a_file_back_after_a_merge_leaves_what_the_member_had_of_the_other_title(Engine engine)
    {
        await using var house = await Open(engine);
        await Rate(house, house.Ada, Door, 6, May.AddYears(-10));
        await List(house, house.Ada, Door, May, null);
        var applied = await house.Apply(house.Ada, (await house.Preview(house.Ada, "Const,Your Rating,Date Rated,Title,URL,Title Type\ntt9000001,9,2021-04-03,The Lamp,,movie\n")).Id);
        var merge = await house.Merge(house.Ada, Lamp, Door);
        Assert.Equal(9, await house.Rating(house.Ada, Door));
        await house.Part(house.Ada, merge);
        Assert.Equal((9, 6), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ada, Door)));
        await house.Merge(house.Ada, Lamp, Door);
        await house.Undo(house.Ada, applied.Id);
        Assert.Equal((6, true), ((await house.Mine(house.Ada, Door)).Rating, (await house.Mine(house.Ada, Door)).Watchlist));
    }

    static Task<int> Rate(WatchingHouse house, Viewer viewer, TitleId title, int value, DateTimeOffset at) => house.House.Database.Write(Store.House, w => w.Execute(
        "insert into house.rating (member, title, value, rated_at, changed_at) values (@Member, @title, @value, @at, @at)",
        new { viewer.Member, title = title.Number, value, at = at.ToUnixTimeSeconds() }), default);

    static Task<int> List(WatchingHouse house, Viewer viewer, TitleId title, DateTimeOffset at, string? note) => house.House.Database.Write(Store.House, w => w.Execute(
        "insert into house.watchlist_entry (member, title, added_at, note) values (@Member, @title, @at, @note)",
        new { viewer.Member, title = title.Number, at = at.ToUnixTimeSeconds(), note }), default);
}
