using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Statistics;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

/// <summary>Made-up evenings of one member, counted by hand.</summary>
public sealed class StatisticsTests
{
    static readonly CancellationToken Ct = CancellationToken.None;
    static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    static readonly TitleId Quay = new(9400001);
    static readonly TitleId Kiln = new(9400002);
    static readonly TitleId Again = new(9400003);
    static readonly TitleId Series = new(9400100);
    static readonly TitleId First = new(9400101);
    static readonly TitleId Second = new(9400102);
    static readonly TitleId OtherSeries = new(9400200);

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Everything_is_counted_and_what_nobody_can_date_is_in_no_year(Engine engine)
    {
        await using var house = await WithEvenings(engine);
        var all = await Of(house, house.Ada, Stockholm);
        Assert.Equal(new SeenTotals(Films: 3, Episodes: 2, Series: 1, Plays: 5, Minutes: 405, WithoutRuntime: 0, Undated: 1, OnlyRated: 1), all.Seen);
        Assert.Equal((4, 7.0, 2), (all.Ratings.Rated, all.Ratings.Mean, all.Ratings.Undated));
        Assert.Equal([0, 0, 0, 0, 1, 1, 0, 1, 1, 0], all.Ratings.Distribution);
        Assert.Equal([2024], all.KnownYears);
        Assert.Equal([new TimeShare(2024, 4, 310, 2, 7.67)], all.Years);
        Assert.Equal(new TimeShare(1, 4, 310, 2, 7.67), all.Months[0]);
        Assert.All(all.Months.Skip(1), month => Assert.Equal((0, 0), (month.Plays, month.Rated)));
        Assert.Equal([1, 2, 1, 0, 0, 0, 0], all.Weekdays.Select(day => day.Plays));
        Assert.Equal([(0, 1), (21, 2)], all.Hours.Where(hour => hour.Plays > 0).Select(hour => (hour.Key, hour.Plays)));
        Assert.Equal(1, all.WithoutHour);
        Assert.Equal(new Streak(3, new(2024, 1, 1), new(2024, 1, 3)), all.Streak);
        Assert.Equal(2024, all.Days!.Year);
        Assert.Equal([new DayPlays(new(2024, 1, 1), 1), new DayPlays(new(2024, 1, 2), 2), new DayPlays(new(2024, 1, 3), 1)], all.Days.Days);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_series_counts_once_with_the_mean_of_its_rated_episodes(Engine engine)
    {
        await using var house = await WithEvenings(engine);
        var all = await Of(house, house.Ada, Stockholm);
        Assert.Equal([new("Drama", null, 3, 3, 6.33), new("Comedy", null, 1, 2, 9), new("Crime", null, 1, 2, 8)], all.Genres);
        Assert.Equal([new("1990", null, 2, 2, 6.5), new("2000", null, 2, 3, 7.5)], all.Decades);
        Assert.Equal([new("SE", null, 2, 3, 7.5), new("DK", null, 2, 3, 7)], all.Countries);
        Assert.Equal([new TraitShare("nm0000070", "Ole Brook", 2, 3, 7)], all.Directors);
        Assert.Equal([new("nm0000081", "nm0000081", 2, 4, 8.5), new("nm0000080", "Ida Strand", 2, 3, 7)], all.Actors);
        Assert.Equal([new("0", null, 1, 1, null), new("30", null, 1, 1, 9), new("90", null, 2, 2, 6.5), new("120", null, 1, 1, 6)], all.Runtimes);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_year_is_that_of_the_members_clock(Engine engine)
    {
        await using var house = await WithEvenings(engine);
        var year = await Of(house, house.Ada, Stockholm, 2024);
        Assert.Equal(new SeenTotals(Films: 2, Episodes: 2, Series: 1, Plays: 4, Minutes: 310, WithoutRuntime: 0, Undated: 0, OnlyRated: 0), year.Seen);
        Assert.Equal((2, 7.5, 0), (year.Ratings.Rated, year.Ratings.Mean, year.Ratings.Undated));
        Assert.Equal([2024], year.Years.Select(share => share.Key));
        Assert.Equal(new TraitShare("Drama", null, 2, 2, 7), year.Genres[0]);
        Assert.Equal((0, 0), ((await Of(house, house.Ada, Stockholm, 2023)).Seen.Plays, (await Of(house, house.Ada, Stockholm, 2023)).Days!.Days.Count));

        // Half past eleven at night (UTC) is the old year still.
        var utc = await Of(house, house.Ada, TimeZoneInfo.Utc);
        Assert.Equal([(2023, 1), (2024, 3)], utc.Years.Select(share => (share.Key, share.Plays)));
        Assert.Equal(1, (await Of(house, house.Ada, TimeZoneInfo.Utc, 2023)).Seen.Films);
        Assert.Equal([2024, 2023], utc.KnownYears);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_change_is_counted_by_the_next_question(Engine engine)
    {
        await using var house = await WithEvenings(engine);
        Assert.Equal(5, (await Of(house, house.Ada, Stockholm)).Seen.Plays);
        Assert.Same(await Of(house, house.Ada, Stockholm), await Of(house, house.Ada, Stockholm));
        var (id, _) = await house.Get<Watches>().Add(house.Ada, Nordlys, new(2022, 6, 1, 20, 0, 0, TimeSpan.Zero), Ct);
        var more = await Of(house, house.Ada, Stockholm);
        Assert.Equal((6, 4), (more.Seen.Plays, more.Seen.Films));
        Assert.Equal([2022, 2023, 2024], more.Years.Select(share => share.Key));
        await house.Get<Watches>().Remove(house.Ada, id, Ct);
        Assert.Equal(5, (await Of(house, house.Ada, Stockholm)).Seen.Plays);

        var preview = await house.Preview(house.Ada, $"Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n{Door},10,2021-04-03,The Door,https://www.imdb.com/title/{Door}/,movie,7.0,100,1999,Drama,100,1999-01-01,\n");
        Assert.Equal(4, (await Of(house, house.Ada, Stockholm)).Ratings.Rated);
        await house.Apply(house.Ada, preview.Id);
        Assert.Equal((5, 2), ((await Of(house, house.Ada, Stockholm)).Ratings.Rated, (await Of(house, house.Ada, Stockholm)).Seen.OnlyRated));
        await house.Undo(house.Ada, preview.Id);
        Assert.Equal(4, (await Of(house, house.Ada, Stockholm)).Ratings.Rated);
        Assert.Equal(0, (await Of(house, house.Ivo, Stockholm)).Seen.Plays);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Merged_titles_are_one_and_parted_ones_two(Engine engine)
    {
        await using var house = await WithEvenings(engine);
        await TestCatalog.Add(house.House, new CatalogTitle(Again.Number, "Quay") { Runtime = 95, Year = 1994, Genres = "Drama" }, new CatalogTitle(OtherSeries.Number, "Harbour") { Kind = TitleKind.TvSeries, Genres = "Horror", Year = 2001 });
        await house.Get<Watches>().Add(house.Ada, Again, new(2024, 3, 1, 20, 0, 0, TimeSpan.Zero), Ct);
        Assert.Equal((6, 4), await Numbers());
        var merge = await house.Get<TitleMerges>().Merge(house.Ada, Again, Quay, Ct);
        Assert.Equal((6, 3), await Numbers());

        // The catalog still says that the episodes are of the old number.
        await house.Get<TitleMerges>().Merge(house.Ada, Series, OtherSeries, Ct);
        Assert.Equal(("Horror", 2), (await Of(house, house.Ada, Stockholm)).Genres.Where(g => g.Key is "Horror" or "Comedy").Select(g => (g.Key, g.Plays)).Single());
        await house.Get<TitleMerges>().Undo(house.Ada, merge.Merge, Ct);
        Assert.Equal((6, 4), await Numbers());

        async Task<(int, int)> Numbers() => (await Of(house, house.Ada, Stockholm)).Seen is var seen ? (seen.Plays, seen.Films) : default;
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_child_counts_what_it_sees(Engine engine)
    {
        await using var house = await WithEvenings(engine);
        var child = Viewers.Of((await house.Get<Members>().Make("Cleo", Role.Child, Ct))!, Origin.Page);
        foreach (var title in new[] { Quay, Kiln, First })
        {
            await house.Get<Watches>().Add(child, title, new(2024, 5, 1, 20, 0, 0, TimeSpan.Zero), Ct);
            await house.Get<Ratings>().Set(child, title, 7, Ct);
        }

        Assert.Equal((0, 0, 0), ((await Of(house, child, Stockholm)).Seen.Plays, (await Of(house, child, Stockholm)).Ratings.Rated, (await Of(house, child, Stockholm)).KnownYears.Count));
        await house.Get<ChildCeilings>().SetTitle(house.Ada, child.Member, Kiln, true, Ct);
        var seen = await Of(house, child, Stockholm);
        Assert.Equal((1, 1, 0, 1, 140), (seen.Seen.Plays, seen.Seen.Films, seen.Seen.Series, seen.Ratings.Rated, seen.Seen.Minutes));
        Assert.Equal(["nm0000080"], seen.Actors.Select(actor => actor.Key));

        // An episode that is let through alone does not tell of its series.
        await house.Get<ChildCeilings>().SetTitle(house.Ada, child.Member, First, true, Ct);
        seen = await Of(house, child, Stockholm);
        Assert.Equal((2, 1, 0), (seen.Seen.Plays, seen.Seen.Episodes, seen.Seen.Series));
        Assert.DoesNotContain("Comedy", seen.Genres.Select(genre => genre.Key));
        await house.Get<ChildCeilings>().SetTitle(house.Ada, child.Member, Kiln, null, Ct);
        Assert.Equal(1, (await Of(house, child, Stockholm)).Seen.Plays);
    }

    static Task<MemberStatistics> Of(WatchingHouse house, Viewer viewer, TimeZoneInfo zone, int? year = null) => house.Get<StatisticsPages>().Of(viewer, year, zone, Ct);

    /// <summary>Two films and two episodes on three days, one of them with no hour; one film again, nobody knows when; and one that is only rated.</summary>
    static async Task<WatchingHouse> WithEvenings(Engine engine)
    {
        var house = await Open(engine);
        await TestCatalog.Add(house.House,
            new CatalogTitle(Quay.Number, "Quay") { Year = 1994, Runtime = 95, Genres = "Crime,Drama", Countries = "DK", Directors = [70], Cast = [80, 81] },
            new CatalogTitle(Kiln.Number, "Kiln") { Year = 2003, Runtime = 140, Countries = "DK,SE", Directors = [70], Cast = [80] },
            new CatalogTitle(Series.Number, "Harbour") { Kind = TitleKind.TvSeries, Year = 2001, Runtime = 25, Genres = "Comedy", Countries = "SE", Cast = [81] },
            new CatalogTitle(First.Number, "One") { Kind = TitleKind.TvEpisode, Series = Series.Number, Runtime = 50, Genres = "Short" },
            new CatalogTitle(Second.Number, "Two") { Kind = TitleKind.TvEpisode, Series = Series.Number, Number = 2, Runtime = null, Genres = "Short" });
        await TestCatalog.Person(house.House, 70, "Ole Brook");
        await TestCatalog.Person(house.House, 80, "Ida Strand");
        var watches = house.Get<Watches>();
        await watches.Add(house.Ada, Quay, new(2023, 12, 31, 23, 30, 0, TimeSpan.Zero), Ct);
        await watches.Add(house.Ada, Quay, null, Ct);
        await watches.Add(house.Ada, Kiln, new(2024, 1, 2, 12, 0, 0, TimeSpan.Zero), Ct);
        await watches.Add(house.Ada, First, new(2024, 1, 2, 20, 0, 0, TimeSpan.Zero), Ct);
        await watches.Add(house.Ada, Second, new(2024, 1, 3, 20, 0, 0, TimeSpan.Zero), Ct);
        await house.House.Database.Write(Store.House, async writing =>
        {
            foreach (var (title, value, at) in new (TitleId, int, long?)[] { (Quay, 8, null), (Kiln, 6, 1_704_456_000), (First, 9, 1_704_456_000), (Lamp, 5, null) })
            {
                await writing.Execute("insert into house.rating (member, title, value, rated_at, changed_at) values (@member, @title, @value, @at, 0)", new { member = house.Ada.Member, title = title.Number, value, at });
            }
        }, Ct);
        return house;
    }
}
