using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

/// <summary>How far a member is with a series, and what comes next.</summary>
public sealed class NextUpTests
{
    static readonly CancellationToken Ct = CancellationToken.None;
    static readonly DateTimeOffset May = new(2024, 5, 1, 20, 0, 0, TimeSpan.Zero);
    static readonly TitleId Harbour = new(9100000);
    static readonly TitleId Mill = new(9200000);

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Next_is_the_first_unseen_episode_after_the_latest_watched_one(Engine engine)
    {
        await using var house = await WithSeries(engine);
        var watches = house.Get<Watches>();
        Assert.Empty(await Next(house));
        await watches.Add(house.Ada, Episode(Harbour, 1, 1), May, Ct);
        await watches.Add(house.Ada, Episode(Mill, 1, 2), May.AddDays(1), Ct);
        Assert.Equal([(Mill, Episode(Mill, 1, 3)), (Harbour, Episode(Harbour, 1, 2))], await Next(house));

        // What was rated was seen; the end of a season leads to the next one; an older gap is no news.
        await house.Get<Ratings>().Set(house.Ada, Episode(Harbour, 1, 2), 8, Ct);
        Assert.Equal(Episode(Harbour, 1, 3), (await Next(house))[1].Episode);
        await watches.Add(house.Ada, Episode(Harbour, 1, 3), May.AddDays(2), Ct);
        Assert.Equal([(Harbour, Episode(Harbour, 2, 1)), (Mill, Episode(Mill, 1, 3))], await Next(house));

        // A film is no series, and a series that is finished, or that is not wanted, has no next.
        await watches.Add(house.Ada, Lamp, May.AddDays(9), Ct);
        await watches.Add(house.Ada, Episode(Harbour, 2, 3), May.AddDays(3), Ct);
        await house.Get<NotInterested>().Set(house.Ada, Mill, true, Ct);
        Assert.Empty(await Next(house));
        Assert.Empty(await house.Get<NextUp>().Of(house.Ivo, 10, Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Episodes_of_no_known_day_count_to_the_last_of_them_and_their_series_come_last(Engine engine)
    {
        await using var house = await WithSeries(engine);
        await house.Get<Watches>().Add(house.Ada, Episode(Mill, 1, 1), null, Ct);
        await house.Get<Watches>().Add(house.Ada, Episode(Mill, 1, 2), null, Ct);
        await house.Get<Watches>().Add(house.Ada, Episode(Harbour, 1, 1), May.AddYears(-20), Ct);
        Assert.Equal([(Harbour, Episode(Harbour, 1, 2)), (Mill, Episode(Mill, 1, 3))], await Next(house));
        Assert.Equal([(Harbour, Episode(Harbour, 1, 2))], (await house.Get<NextUp>().Of(house.Ada, 1, Ct)).Select(n => (n.Series, n.Episode)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_series_up_to_here_is_one_change_that_one_undo_takes_back(Engine engine)
    {
        await using var house = await WithSeries(engine);
        var (own, _) = await house.Get<Watches>().Add(house.Ada, Episode(Harbour, 1, 2), May.AddYears(-1), Ct);
        var (count, fact) = (await house.Get<EpisodeWatches>().Add(house.Ada, Harbour, new EpisodeSpan(null, Episode(Harbour, 2, 1)), May, Ct))!.Value;
        Assert.Equal(3, count);
        Assert.Equal([(Harbour, Episode(Harbour, 2, 2))], await Next(house));
        var told = (await house.Facts(house.Ada))[0];
        Assert.Equal(("watch.episodesAdded", Harbour.Number), (told.Kind, told.Title!.Value));
        Assert.Equal(1, (await house.Mine(house.Ada, Episode(Harbour, 1, 1))).Revision);

        var back = Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, fact!.Value, Ct));
        Assert.Equal([own], (await house.Get<Watches>().Of(house.Ada, Episode(Harbour, 1, 2), Ct)).Select(w => w.Id));
        Assert.False((await house.Mine(house.Ada, Episode(Harbour, 1, 1))).Seen);
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, back.Fact, Ct));
        Assert.True((await house.Mine(house.Ada, Episode(Harbour, 2, 1))).Seen);
        Assert.Equal([(Harbour, Episode(Harbour, 2, 2))], await Next(house));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Undo_leaves_an_episode_alone_that_was_removed_since(Engine engine)
    {
        await using var house = await WithSeries(engine);
        var (_, fact) = (await house.Get<EpisodeWatches>().Add(house.Ada, Mill, new EpisodeSpan(1, null), null, Ct))!.Value;
        var watch = Assert.Single(await house.Get<Watches>().Of(house.Ada, Episode(Mill, 1, 1), Ct));
        await house.Get<Watches>().Remove(house.Ada, watch.Id, Ct);
        var (again, _) = await house.Get<Watches>().Add(house.Ada, Episode(Mill, 1, 1), May, Ct);
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, fact!.Value, Ct));
        Assert.Equal([again], (await house.Get<Watches>().Of(house.Ada, Episode(Mill, 1, 1), Ct)).Select(w => w.Id));
        Assert.False((await house.Mine(house.Ada, Episode(Mill, 1, 2))).Seen);
        Assert.Null(await house.Get<EpisodeWatches>().Add(house.Ada, Mill, new EpisodeSpan(null, Episode(Harbour, 1, 1)), null, Ct));
    }

    static async Task<IReadOnlyList<(TitleId Series, TitleId Episode)>> Next(WatchingHouse house) =>
        [.. (await house.Get<NextUp>().Of(house.Ada, 10, Ct)).Select(n => (n.Series, n.Episode))];

    static TitleId Episode(TitleId series, int season, int number) => new(series.Number + (season * 100) + number);

    /// <summary>Two series of two seasons of three episodes; the second has a special and an episode of a year to come.</summary>
    static async Task<WatchingHouse> WithSeries(Engine engine)
    {
        var house = await Open(engine);
        foreach (var (series, name) in new[] { (Harbour, "Harbour"), (Mill, "The Mill") })
        {
            await TestCatalog.Add(house.House, new CatalogTitle(series.Number, name) { Kind = TitleKind.TvSeries });
            foreach (var (season, number) in from season in new[] { 1, 2 } from number in new[] { 1, 2, 3 } select (season, number))
            {
                var year = series == Mill && season == 2 ? 9999 : 2001;
                await TestCatalog.Add(house.House, new CatalogTitle(Episode(series, season, number).Number, $"{name} {season}.{number}") { Kind = TitleKind.TvEpisode, Series = series.Number, Season = season, Number = number, Year = year });
            }
        }

        await TestCatalog.Add(house.House, new CatalogTitle(Mill.Number + 1, "The Mill at night") { Kind = TitleKind.TvEpisode, Series = Mill.Number, Season = 0, Number = 1 });
        return house;
    }
}
