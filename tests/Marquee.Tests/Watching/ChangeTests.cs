using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

public sealed class ChangeTests
{
    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rating_is_a_fact_with_before_after_and_origin(Engine engine)
    {
        await using var house = await Open(engine);
        var first = await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        var second = await house.Get<Ratings>().Set(house.Ada with { Origin = Origin.Cli }, Lamp, 9, CancellationToken.None);
        var facts = await house.Facts(house.Ada);
        Assert.Equal([(second!.Value, "rating.set", "cli"), (first!.Value, "rating.set", "page")], facts.Select(f => (f.Id, f.Kind, f.Origin)));
        Assert.Null(facts[1].Before);
        Assert.Equal(facts[1].After, facts[0].Before);
        Assert.Contains("\"rating\":9", facts[0].After, StringComparison.Ordinal);
        Assert.Equal(Lamp.Number, facts[0].Title);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Saying_the_same_again_changes_nothing(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        Assert.Null(await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None));
        Assert.Null(await house.Get<Ratings>().Remove(house.Ada, Nordlys, CancellationToken.None));
        await house.Get<Watchlist>().Add(house.Ada, Nordlys, CancellationToken.None);
        Assert.Null(await house.Get<Watchlist>().Add(house.Ada, Nordlys, CancellationToken.None));
        var (watch, _) = await house.Get<Watches>().Add(house.Ada, Door, null, CancellationToken.None);
        Assert.Equal((watch, null), await house.Get<Watches>().Add(house.Ada, Door, null, CancellationToken.None));
        Assert.Equal(3, (await house.Facts(house.Ada)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rating_makes_no_watch_but_says_that_the_title_was_seen(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        await house.Get<Watches>().Add(house.Ada, Nordlys, null, CancellationToken.None);
        Assert.Empty(await house.Get<Watches>().Of(house.Ada, Lamp, CancellationToken.None));
        Assert.Equal([Lamp, Nordlys], (await house.Get<MemberTitles>().Seen(house.Ada, CancellationToken.None)).Order());
        Assert.Equal((true, true, false), ((await house.Mine(house.Ada, Lamp)).Seen, (await house.Mine(house.Ada, Nordlys)).Seen, (await house.Mine(house.Ada, Door)).Seen));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Members_do_not_see_or_change_what_others_have(Engine engine)
    {
        await using var house = await Open(engine);
        var fact = await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        var (watch, _) = await house.Get<Watches>().Add(house.Ada, Lamp, null, CancellationToken.None);
        await house.Get<Watchlist>().Add(house.Ada, Nordlys, CancellationToken.None);

        Assert.Equal(Marquee.Watching.Mine.Nothing, await house.Mine(house.Ivo, Lamp));
        Assert.Empty((await house.Get<WatchlistPages>().Page(house.Ivo, new WatchlistQuery(), null, 10, CancellationToken.None)).Items);
        Assert.Empty((await house.Get<History>().Page(house.Ivo, null, 10, CancellationToken.None)).Items);
        Assert.Null(await house.Get<Watches>().Remove(house.Ivo, watch, CancellationToken.None));
        Assert.Null(await house.Get<Ratings>().Remove(house.Ivo, Lamp, CancellationToken.None));
        Assert.Null(await house.Get<Watchlist>().Remove(house.Ivo, Nordlys, CancellationToken.None));
        Assert.IsType<NoSuchFact>(await house.Get<Undo>().Take(house.Ivo, fact!.Value, CancellationToken.None));
        Assert.Empty(await house.Facts(house.Ivo));
        Assert.Equal(7, await house.Rating(house.Ada, Lamp));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_watches_within_half_an_hour_are_one(Engine engine)
    {
        await using var house = await Open(engine);
        var at = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var (first, _) = await house.Get<Watches>().Add(house.Ada, Lamp, at, CancellationToken.None);
        Assert.Equal((first, null), await house.Get<Watches>().Add(house.Ada, Lamp, at.AddMinutes(20), CancellationToken.None));
        Assert.NotEqual(first, (await house.Get<Watches>().Add(house.Ada, Lamp, at.AddDays(1), CancellationToken.None)).Id);
        Assert.NotEqual(first, (await house.Get<Watches>().Add(house.Ada, Lamp, null, CancellationToken.None)).Id);
        Assert.Equal([at.AddDays(1), at, null], (await house.Get<Watches>().Of(house.Ada, Lamp, CancellationToken.None)).Select(w => w.At));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_watched_something_next_week(Engine engine)
    {
        await using var house = await Open(engine);
        await Assert.ThrowsAsync<Refusal>(() => house.Get<Watches>().Add(house.Ada, Lamp, TimeProvider.System.GetUtcNow().AddDays(7), CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_history_has_each_title_once_the_latest_first_and_the_undated_last(Engine engine)
    {
        await using var house = await Open(engine);
        var at = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        await house.Get<Watches>().Add(house.Ada, Door, null, CancellationToken.None);
        await house.Get<Watches>().Add(house.Ada, Lamp, at, CancellationToken.None);
        await house.Get<Watches>().Add(house.Ada, Lamp, at.AddDays(9), CancellationToken.None);
        await house.Get<Ratings>().Set(house.Ada, Nordlys, 8, CancellationToken.None);
        var page = await house.Get<History>().Page(house.Ada, null, 10, CancellationToken.None);
        Assert.Equal(3, page.Total);
        Assert.Equal([(Nordlys, 8, null), (Lamp, null, at.AddDays(9)), (Door, (int?)null, null)], page.Items.Select(i => (i.Title, i.Rating, i.WatchedAt)));
        Assert.Null(page.Next);

        // One at a time, while what was read before goes away and comes again at the top.
        var first = await house.Get<History>().Page(house.Ada, null, 1, CancellationToken.None);
        await house.Get<Ratings>().Remove(house.Ada, Nordlys, CancellationToken.None);
        var second = await house.Get<History>().Page(house.Ada, HistoryPlace.Parse(first.Next.ToString()!), 1, CancellationToken.None);
        await house.Get<Watches>().Add(house.Ada, Nordlys, at.AddDays(30), CancellationToken.None);
        var third = await house.Get<History>().Page(house.Ada, second.Next, 1, CancellationToken.None);
        Assert.Equal([Nordlys, Lamp, Door], first.Items.Concat(second.Items).Concat(third.Items).Select(i => i.Title));
        Assert.Equal((3, null, null, null), (first.Total, second.Total, third.Total, third.Next));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_seen_before_1970_stands_before_what_nobody_can_date(Engine engine)
    {
        await using var house = await Open(engine);
        var before = new DateTimeOffset(1968, 4, 3, 12, 0, 0, TimeSpan.Zero);
        await house.Get<Watches>().Add(house.Ada, Lamp, null, CancellationToken.None);
        await house.Get<Watches>().Add(house.Ada, Nordlys, before, CancellationToken.None);
        await house.Get<Watches>().Add(house.Ada, Nordlys, null, CancellationToken.None);
        await house.House.Database.Write(Store.House, writing => writing.Execute(
            "insert into house.rating (member, title, value, rated_at, changed_at) values (@member, @title, 9, @at, 0)",
            new { member = house.Ada.Member, title = Door.Number, at = before.AddDays(1).ToUnixTimeSeconds() }), CancellationToken.None);
        var page = await house.Get<History>().Page(house.Ada, null, 10, CancellationToken.None);
        Assert.Equal([(Door, 9, null), (Nordlys, null, before), (Lamp, (int?)null, (DateTimeOffset?)null)], page.Items.Select(i => (i.Title, i.Rating, i.WatchedAt)));
        var second = await house.Get<History>().Page(house.Ada, (await house.Get<History>().Page(house.Ada, null, 2, CancellationToken.None)).Next, 2, CancellationToken.None);
        Assert.Equal([Lamp], second.Items.Select(i => i.Title));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_vanishes_from_the_catalog_stays_readable_for_its_member(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 7, CancellationToken.None);
        await TestCatalog.Remove(house.House, Lamp.Number);
        var facts = await house.Get<Titles>().Find(Lamp, CancellationToken.None);
        Assert.Equal(("The Lamp", true), (facts!.Title, facts.Known));
    }
}
