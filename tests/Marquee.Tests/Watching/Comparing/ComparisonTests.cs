using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Comparing;

namespace Marquee.Tests.Watching.Comparing;

public sealed class ComparisonTests
{
    static readonly CancellationToken Ct = CancellationToken.None;
    static readonly TitleId Series = new(9100000);
    static readonly TitleId Episode = new(9100101);
    static readonly TitleId Ember = new(9000014);

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_is_compared_who_did_not_switch_it_on_or_whose_asker_did_not(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var open = house.Get<ComparableMembers>();
        await house.Get<Ratings>().Set(house.Ada, WatchingHouse.Lamp, 9, Ct);
        await house.Get<Ratings>().Set(house.Ivo, WatchingHouse.Lamp, 8, Ct);
        Assert.Null(await Of(house, house.Ada, house.Ivo));
        await open.Set(house.Ada, true, Ct);
        Assert.Null(await Of(house, house.Ada, house.Ivo));
        Assert.Null(await Of(house, house.Ivo, house.Ada));
        Assert.Empty(await open.For(house.Ada, Ct));
        Assert.Empty(await open.For(house.Ivo, Ct));
        await open.Set(house.Ivo, true, Ct);
        Assert.Equal([new ComparableMember(house.Ivo.Member, "Ivo")], await open.For(house.Ada, Ct));
        Assert.Equal(1, (await Of(house, house.Ada, house.Ivo))!.Shared);
        Assert.Null(await Of(house, house.Ada, house.Ada));
        await house.Get<Members>().Change(house.Ivo.Member, null, true, Ct);
        Assert.Null(await Of(house, house.Ada, house.Ivo));
        await house.Get<Members>().Change(house.Ivo.Member, null, false, Ct);
        await open.Set(house.Ivo, false, Ct);
        Assert.Null(await Of(house, house.Ada, house.Ivo));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_members_are_put_side_by_side(Engine engine)
    {
        await using var house = await Open(engine);
        await Rate(house, house.Ada, (1, 10), (2, 8), (3, 6), (4, 4), (5, 2), (6, 9), (7, 8));
        await Rate(house, house.Ivo, (1, 9), (2, 8), (3, 7), (4, 5), (5, 1), (8, 10), (9, 8));
        await house.Get<Ratings>().Set(house.Ivo, Series, 9, Ct);
        await house.Get<Watches>().Add(house.Ivo, Title(6), null, Ct);
        await house.Get<NotInterested>().Set(house.Ada, Title(9), true, Ct);
        var found = (await Of(house, house.Ada, house.Ivo))!;
        Assert.Equal((5, 7, 8), (found.Shared, found.Mine, found.Theirs));
        Assert.Equal(new Agreement(0.95, 66, 0, 0.8), found.Agreement);
        Assert.Equal([new(2, 1, 1), new(4, 5, 1), new(6, 7, 1), new(8, 8, 1), new(10, 9, 1)], found.Pairs);
        Assert.Equal([new(Title(1), 10, 9), new(Title(2), 8, 8)], found.BothLoved);
        Assert.Empty(found.Differing);
        Assert.Equal([new(Title(8), 10), new(Series, 9)], found.ForMe);
        Assert.Equal([new(Title(7), 8)], found.ForThem); // Ivo has watched the sixth

        // An episode is enough to have seen a series; and what one may ask the other may ask too.
        await house.Get<Watches>().Add(house.Ada, Episode, null, Ct);
        Assert.Equal([new(Title(8), 10)], (await Of(house, house.Ada, house.Ivo))!.ForMe);
        var other = (await Of(house, house.Ivo, house.Ada))!;
        Assert.Equal(("Ada", 8, 7), (other.Other.Name, other.Mine, other.Theirs));
        Assert.Equal([new(Title(7), 8)], other.ForMe);

        await Rate(house, house.Ada, (8, 6), (9, 5));
        Assert.Equal([new(Title(8), 6, 10), new(Title(9), 5, 8)], (await Of(house, house.Ada, house.Ivo))!.Differing);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_both_want_comes_with_the_most_urgent_first(Engine engine)
    {
        await using var house = await Open(engine);
        foreach (var (viewer, number, priority) in new (Viewer, int, int?)[] { (house.Ada, 1, null), (house.Ada, 2, 3), (house.Ada, 3, null), (house.Ivo, 2, 1), (house.Ivo, 3, null), (house.Ivo, 4, 1) })
        {
            await house.Get<Watchlist>().Put(viewer, Title(number), null, priority, Ct);
        }

        Assert.Equal([Title(2), Title(3)], (await Of(house, house.Ada, house.Ivo))!.Together);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_one_of_the_two_does_not_see_is_told_to_neither(Engine engine)
    {
        await using var house = await Open(engine);
        var cleo = Viewers.Of((await house.Get<Members>().Make("Cleo", Role.Child, Ct))!, Origin.Page);
        await house.Get<ComparableMembers>().Set(cleo, true, Ct);
        foreach (var viewer in new[] { house.Ada, cleo })
        {
            await Rate(house, viewer, (1, 9), (2, 9));
            await house.Get<Ratings>().Set(viewer, Ember, 10, Ct);
            await house.Get<Watchlist>().Put(viewer, Title(3), null, null, Ct);
        }

        await Rate(house, cleo, (4, 9));
        await Rate(house, house.Ada, (5, 9));
        var grown = house.Ada with { ShowAdult = true };
        foreach (var asked in new[] { await Of(house, grown, cleo), await Of(house, cleo, grown) })
        {
            Assert.Equal((0, 0, 0), (asked!.Shared, asked.Mine, asked.Theirs));
            Assert.Empty(asked.ForMe.Concat(asked.ForThem));
            Assert.Empty(asked.Together);
        }

        foreach (var number in new[] { 1, 3, 4, 5 })
        {
            await house.Get<ChildCeilings>().SetTitle(house.Ada, cleo.Member, Title(number), true, Ct);
        }

        var seen = (await Of(house, grown, cleo))!;
        Assert.Equal((1, 2, 2), (seen.Shared, seen.Mine, seen.Theirs));
        Assert.Equal((Title(4), Title(5), Title(3)), (seen.ForMe.Single().Title, seen.ForThem.Single().Title, seen.Together.Single()));
        // Ivo does not want to be shown adult titles, so Ada's ratings of them are not compared either.
        await house.Get<Ratings>().Set(house.Ivo, Ember, 9, Ct);
        Assert.Equal((0, 3, 0), ((await Of(house, grown, house.Ivo)) is { } pair) ? (pair.Shared, pair.Mine, pair.Theirs) : default);
    }

    static TitleId Title(int number) => new(9000020 + number);

    static Task<Comparison?> Of(WatchingHouse house, Viewer viewer, Viewer other) => house.Get<Comparisons>().Of(viewer, other.Member, Ct);

    static async Task Rate(WatchingHouse house, Viewer viewer, params (int Number, int Rating)[] ratings)
    {
        foreach (var (number, rating) in ratings)
        {
            await house.Get<Ratings>().Set(viewer, Title(number), rating, Ct);
        }
    }

    /// <summary>Nine films, an adult one and a series; Ada and Ivo let each other compare.</summary>
    static async Task<WatchingHouse> Open(Engine engine)
    {
        var house = await WatchingHouse.Open(engine);
        await TestCatalog.Add(house.House, [.. Enumerable.Range(1, 9).Select(number => new CatalogTitle(Title(number).Number, $"Film {number}"))]);
        await TestCatalog.Add(house.House,
            new CatalogTitle(Ember.Number, "Ember") { Adult = true },
            new CatalogTitle(Series.Number, "Harbour") { Kind = TitleKind.TvSeries },
            new CatalogTitle(Episode.Number, "Harbour 1") { Kind = TitleKind.TvEpisode, Series = Series.Number });
        await house.Get<ComparableMembers>().Set(house.Ada, true, Ct);
        await house.Get<ComparableMembers>().Set(house.Ivo, true, Ct);
        return house;
    }
}
