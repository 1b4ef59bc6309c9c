using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Storage;
using Marquee.Tests.Merging;
using Marquee.Watching;
using Marquee.Watching.Review;

namespace Marquee.Tests.Watching.Review;

/// <summary>A year of Ada's, of which every number is counted by hand.</summary>
public sealed class YearReviewTests
{
    static readonly CancellationToken Ct = CancellationToken.None;
    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    static readonly TitleId Alpha = new(9000011);
    static readonly TitleId Beta = new(9000012);
    static readonly TitleId Gamma = new(9000013);
    static readonly TitleId Ember = new(9000014);
    static readonly TitleId Harbour = new(9100000);
    static readonly TitleId One = new(9100101);
    static readonly TitleId Two = new(9100102);

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_year_is_counted_from_its_first_minute_where_the_member_lives(Engine engine)
    {
        await using var house = await Lived(engine);
        var year = await Of(house, house.Ada, 2024);
        Assert.Equal([2025, 2024, 2023], year.Years);
        Assert.Equal(1, year.Undated);
        Assert.Equal(new YearCounts(Watches: 6, Films: 3, Episodes: 2, Series: 1, Minutes: 500, WithoutRuntime: 0, Days: 5), year.Counts);
        Assert.Equal(new YearCounts(Watches: 1, Films: 1, Episodes: 0, Series: 0, Minutes: 90, WithoutRuntime: 0, Days: 1), year.Before);
        Assert.Equal(new DatedTitle(Beta, new DateOnly(2024, 1, 1)), year.First);
        Assert.Equal(new DatedTitle(Beta, new DateOnly(2024, 7, 1)), year.Last);
        Assert.Equal([1, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0], year.Months);
        Assert.Equal(new BusiestDay(new DateOnly(2024, 1, 1), 1, 120), year.Busiest);
        Assert.Equal(new Streak(3, new DateOnly(2024, 3, 1), new DateOnly(2024, 3, 3)), year.Streak);
        Assert.Equal((4, 1), (year.New, year.Again));
        Assert.Equal((Alpha, Gamma, Beta), (year.Oldest, year.Shortest, year.Longest));

        // By UTC the new year's night belongs to the old year.
        var utc = await house.Get<YearReview>().Of(house.Ada, new CalendarYear(2024, TimeZoneInfo.Utc), Ct);
        Assert.Equal([2024, 2023], utc.Years);
        Assert.Equal((6, 2), (utc.Counts.Watches, utc.Before.Watches));
        Assert.Equal(new DatedTitle(Gamma, new DateOnly(2024, 12, 31)), utc.Last);
        Assert.Equal((3, 2), (utc.New, utc.Again));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_day_without_a_time_stays_in_its_year_at_both_ends_of_the_earth(Engine engine)
    {
        await using var house = await Lived(engine);
        await house.Get<Watches>().Add(house.Ivo, Alpha, new DateTimeOffset(2024, 12, 31, 12, 0, 0, TimeSpan.Zero), Ct);
        await house.Get<Watches>().Add(house.Ivo, Beta, new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero), Ct);
        foreach (var zone in new[] { "Pacific/Auckland", "Pacific/Honolulu" })
        {
            var year = await house.Get<YearReview>().Of(house.Ivo, new CalendarYear(2024, TimeZoneInfo.FindSystemTimeZoneById(zone)), Ct);
            Assert.Equal([2025, 2024], year.Years);
            Assert.Equal(new DatedTitle(Alpha, new DateOnly(2024, 12, 31)), year.Last);
            Assert.Equal(1, year.Counts.Watches);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Genres_countries_and_people_are_counted_by_titles_and_a_series_is_one(Engine engine)
    {
        await using var house = await Lived(engine);
        var year = await Of(house, house.Ada, 2024);
        Assert.Equal([new("Drama", 3), new("Comedy", 1), new("Crime", 1)], year.Genres);
        Assert.Equal([new("SE", 3), new("DE", 1), new("NO", 1)], year.Countries);
        Assert.Equal([new(1950, 1), new(1990, 1), new(2000, 2)], year.Decades);
        Assert.Equal([new(new PersonName(new PersonId(501), "Dora Director"), 2)], year.Directors);
        Assert.Equal([new(new PersonName(new PersonId(601), "Carl Cast"), 2)], year.Actors);
        Assert.Equal([new(Harbour, 2, 90)], year.Series);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Own_opinions_are_those_far_from_a_mean_of_enough_votes(Engine engine)
    {
        await using var house = await Lived(engine);
        Assert.Empty((await Of(house, house.Ada, 2024)).Highest);
        foreach (var (title, rating) in new[] { (Alpha, 9), (Beta, 5), (Gamma, 10), (WatchingHouse.Lamp, 10) })
        {
            await house.Get<Ratings>().Set(house.Ada, title, rating, Ct);
        }

        var year = await Of(house, house.Ada, 2024);
        Assert.Equal([Gamma, Alpha, Beta], year.Highest);
        Assert.Equal(new OwnOpinion(Alpha, 9, 6), year.LikedMore);
        Assert.Equal(new OwnOpinion(Beta, 5, 8), year.LikedLess);
        Assert.Equal((4, 1), (year.New, year.Again)); // rated today, not before
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_year_without_a_watch_still_says_which_years_there_are(Engine engine)
    {
        await using var house = await Lived(engine);
        var year = await Of(house, house.Ada, 1999);
        Assert.Equal((YearCounts.Nothing, 1), (year.Counts, year.Undated));
        Assert.Equal([2025, 2024, 2023], year.Years);
        Assert.Empty(year.Months);
        Assert.Null(year.First);
        var others = await Of(house, house.Ivo, 2024);
        Assert.Equal((YearCounts.Nothing, 0), (others.Counts, others.Undated));
        Assert.Empty(others.Years);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_child_finds_what_it_sees_and_an_adult_title_only_who_asks_for_it(Engine engine)
    {
        await using var house = await Lived(engine);
        Assert.Equal(7, (await Of(house, house.Ada with { ShowAdult = true }, 2024)).Counts.Watches);
        var cleo = Viewers.Of((await house.Get<Members>().Make("Cleo", Role.Child, Ct))!, Origin.Page);
        foreach (var title in new[] { Alpha, Beta, One })
        {
            await house.Get<Watches>().Add(cleo, title, At(2024, 2, 1), Ct);
            await house.Get<Watches>().Add(cleo, title, null, Ct);
        }

        var hidden = await Of(house, cleo, 2024);
        Assert.Equal((YearCounts.Nothing, 0), (hidden.Counts, hidden.Undated));
        Assert.Empty(hidden.Years);
        var ceilings = house.Get<ChildCeilings>();
        await ceilings.SetTitle(house.Ada, cleo.Member, Alpha, true, Ct);
        await ceilings.SetTitle(house.Ada, cleo.Member, One, true, Ct);
        await ceilings.SetTitle(house.Ada, cleo.Member, Harbour, false, Ct);
        var seen = await Of(house, cleo, 2024);
        Assert.Equal((2, 1, 1, 2), (seen.Counts.Watches, seen.Counts.Films, seen.Counts.Episodes, seen.Undated));
        Assert.Empty(seen.Series); // the series of the episode is hidden
        Assert.Equal([new("SE", 1), new("NO", 1)], seen.Countries.OrderByDescending(c => c.What));
        Assert.Equal([2024], seen.Years);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_merged_title_is_one(Engine engine)
    {
        await using var house = await Lived(engine);
        await house.Merge(house.Ada, Gamma, Beta);
        var year = await Of(house, house.Ada, 2024);
        Assert.Equal((6, 2), (year.Counts.Watches, year.Counts.Films));
        Assert.Equal((3, 1), (year.New, year.Again));
    }

    static Task<YearInReview> Of(WatchingHouse house, Viewer viewer, int year) => house.Get<YearReview>().Of(viewer, new CalendarYear(year, Berlin), Ct);

    static DateTimeOffset At(int year, int month, int day, int hour = 20, int minute = 0) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    static async Task<WatchingHouse> Lived(Engine engine)
    {
        var house = await WatchingHouse.Open(engine);
        await TestCatalog.Add(house.House,
            new CatalogTitle(Alpha.Number, "Alpha") { Year = 1950, Runtime = 90, Genres = "Drama,Crime", Countries = "SE,NO", Directors = [501], Cast = [601, 602], Rating = 6, Votes = 1000 },
            new CatalogTitle(Beta.Number, "Beta") { Runtime = 120, Countries = "SE", Directors = [501], Cast = [601], Rating = 8, Votes = 1000 },
            new CatalogTitle(Gamma.Number, "Gamma") { Year = 2005, Runtime = 80, Genres = "Comedy", Countries = "DE", Directors = [502], Cast = [603], Rating = 7, Votes = 50 },
            new CatalogTitle(Ember.Number, "Ember") { Adult = true, Genres = "Adult" },
            new CatalogTitle(Harbour.Number, "Harbour") { Kind = TitleKind.TvSeries, Year = 2001, Countries = "SE" },
            new CatalogTitle(One.Number, "Harbour 1") { Kind = TitleKind.TvEpisode, Series = Harbour.Number, Number = 1, Runtime = 45 },
            new CatalogTitle(Two.Number, "Harbour 2") { Kind = TitleKind.TvEpisode, Series = Harbour.Number, Number = 2, Runtime = 45 });
        await TestCatalog.Person(house.House, 501, "Dora Director");
        await TestCatalog.Person(house.House, 601, "Carl Cast");
        foreach (var (title, at) in new (TitleId, DateTimeOffset?)[]
        {
            (Alpha, At(2023, 6, 1)), (Beta, At(2023, 12, 31, 23, 30)), (One, At(2024, 3, 1)), (Two, At(2024, 3, 1, 20, 50)), (Alpha, At(2024, 3, 2)), (Gamma, At(2024, 3, 3)),
            (Ember, At(2024, 5, 5)), (Beta, At(2024, 7, 1)), (Gamma, At(2024, 12, 31, 23, 30)), (Alpha, null),
        })
        {
            await house.Get<Watches>().Add(house.Ada, title, at, Ct);
        }

        return house;
    }
}
