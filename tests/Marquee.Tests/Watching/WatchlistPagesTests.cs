using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Tests.Watching;

public sealed class WatchlistPagesTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_order_pages_through_the_whole_list_once(Engine engine)
    {
        await using var house = await Open(engine);
        foreach (var sort in Enum.GetValues<WatchlistSort>())
        {
            var query = new WatchlistQuery { Sort = sort };
            var whole = await Walk(house, query, limit: 100);
            Assert.Equal(12, whole.Distinct().Count());
            Assert.Equal(whole, await Walk(house, query, limit: 5));
            Assert.Equal(12, await house.Get<WatchlistPages>().Total(house.Ada, query, Ct));
        }

        Assert.Equal("Film 11", await First(house, WatchlistSort.Year));
        Assert.Equal("Film 3", await First(house, WatchlistSort.Rating));
        Assert.Equal("Film 0", await First(house, WatchlistSort.Title));
        Assert.Equal("Film 7", await First(house, WatchlistSort.Runtime));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_page_goes_on_where_the_last_ended_whatever_changed(Engine engine)
    {
        await using var house = await Open(engine);
        var query = new WatchlistQuery { Sort = WatchlistSort.Year };
        var first = await house.Get<WatchlistPages>().Page(house.Ada, query, null, 4, Ct);
        var expected = (await Walk(house, query, 100)).Skip(4).ToList();
        foreach (var entry in first.Items)
        {
            await house.Get<Watchlist>().Remove(house.Ada, entry.Title, Ct);
        }

        await TestCatalog.Add(house.House, new CatalogTitle(8000000, "Tomorrow") { Year = 2030 });
        await house.Get<Watchlist>().Add(house.Ada, new TitleId(8000000), Ct);
        Assert.Equal(expected, await Walk(house, query, 3, first.Next));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Places_lead_into_the_middle(Engine engine)
    {
        await using var house = await Open(engine);
        foreach (var sort in Enum.GetValues<WatchlistSort>())
        {
            var query = new WatchlistQuery { Sort = sort };
            var whole = await Walk(house, query, 100);
            var places = await house.Get<WatchlistPages>().Places(house.Ada, query, every: 5, Ct);
            Assert.Equal((12, 2), (places.Total, places.Places.Count));
            Assert.Equal(whole.Skip(10), await Walk(house, query, 5, WatchlistCursor.Parse(places.Places[1].ToString(), sort)));
        }

        Assert.Empty((await house.Get<WatchlistPages>().Places(house.Ada, new WatchlistQuery(), every: 12, Ct)).Places);
        Assert.Equal(0, (await house.Get<WatchlistPages>().Places(house.Ivo, new WatchlistQuery(), every: 5, Ct)).Total);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Filters_narrow_and_count(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Film(1), 7, Ct);
        await house.Get<Watches>().Add(house.Ada, Film(2), null, Ct);
        Assert.Equal(10, await Count(house, new WatchlistQuery { Unseen = true }));
        Assert.Equal([Film(4), Film(8)], (await Walk(house, new WatchlistQuery { Kinds = [TitleKind.TvSeries], Sort = WatchlistSort.Title }, 5)).Skip(1));
        Assert.Equal(6, await Count(house, new WatchlistQuery { Genres = Genres.Of(["War"]) }));
        Assert.Equal([Film(10)], await Walk(house, new WatchlistQuery { Text = "LM 10" }, 5));
        Assert.Empty(await Walk(house, new WatchlistQuery { Text = "Fi_m" }, 5));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Adult_titles_are_counted_only_for_who_wants_them(Engine engine)
    {
        await using var house = await Open(engine);
        await TestCatalog.Add(house.House, new CatalogTitle(8000001, "After Dark") { Adult = true });
        await house.Get<Watchlist>().Add(house.Ada, new TitleId(8000001), Ct);
        Assert.Equal(12, await Count(house, new WatchlistQuery()));
        Assert.Equal(13, await house.Get<WatchlistPages>().Total(house.Ada with { ShowAdult = true }, new WatchlistQuery(), Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("YWJj")]
    public void What_is_no_place_is_not_taken_for_one(string word) => Assert.Null(WatchlistCursor.Parse(word, WatchlistSort.Title));

    [Fact]
    public void A_place_of_one_order_is_none_of_another()
    {
        var place = new WatchlistCursor("the lamp", WatchingHouse.Lamp).ToString();
        Assert.Equal(new WatchlistCursor("the lamp", WatchingHouse.Lamp), WatchlistCursor.Parse(place, WatchlistSort.Title));
        Assert.Null(WatchlistCursor.Parse(place, WatchlistSort.Year));
    }

    static async Task<WatchingHouse> Open(Engine engine)
    {
        var house = await WatchingHouse.Open(engine);
        for (var i = 0; i < 12; i++)
        {
            await TestCatalog.Add(house.House, new CatalogTitle(Film(i).Number, $"Film {i}")
            {
                Kind = i % 4 == 0 ? TitleKind.TvSeries : TitleKind.Movie,
                Year = i == 5 ? null : 1990 + i,
                Runtime = i == 6 ? null : 100 + Math.Abs(7 - i),
                Genres = i % 2 == 0 ? "Drama,War" : "Comedy",
                Rating = i < 5 ? 5 + i : null,
                Votes = i < 5 ? (i == 3 ? 90_000 : 1000) : null,
            });
            await house.Get<Watchlist>().Add(house.Ada, Film(i), Ct);
        }

        await TestCatalog.Add(house.House, new CatalogTitle(8000002, "Not listed"));
        // The best by the mean alone leaves; of the two that remain equal the one with more votes comes first.
        await TestCatalog.Remove(house.House, Film(4).Number);
        return house;
    }

    static TitleId Film(int i) => new(7000000 + i);

    static Task<int> Count(WatchingHouse house, WatchlistQuery query) => house.Get<WatchlistPages>().Total(house.Ada, query, Ct);

    static async Task<string?> First(WatchingHouse house, WatchlistSort sort)
    {
        var first = (await house.Get<WatchlistPages>().Page(house.Ada, new WatchlistQuery { Sort = sort }, null, 1, Ct)).Items[0].Title;
        return (await house.Get<Titles>().Find(first, Ct))?.Title;
    }

    static async Task<List<TitleId>> Walk(WatchingHouse house, WatchlistQuery query, int limit, WatchlistCursor? after = null)
    {
        var all = new List<TitleId>();
        do
        {
            var page = await house.Get<WatchlistPages>().Page(house.Ada, query, after, limit, Ct);
            all.AddRange(page.Items.Select(i => i.Title));
            after = page.Next is null ? null : WatchlistCursor.Parse(page.Next.ToString(), query.Sort);
        }
        while (after is not null);
        return all;
    }
}
