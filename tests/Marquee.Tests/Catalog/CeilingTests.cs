using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Catalog.Merging;
using Marquee.Discovery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marquee.Tests.Catalog;

public sealed class CeilingTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    static readonly CeilingRule Family = new() { Genres = Genres.Of(["Animation", "Family"]), BeforeYear = 1980 };

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(6, null, true)]
    [InlineData(12, null, true)]
    [InlineData(16, null, false)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [InlineData(6, false, false)]
    [InlineData(16, true, false)]
    public void An_age_counts_before_a_title_let_through_and_a_hidden_one_is_hidden(int? age, bool? allowed, bool? seen)
    {
        var state = new CeilingState(
            new Ceiling(12, CeilingRule.Empty), allowed is { } said ? [new CeilingTitle(new TitleId(1), said)] : [], age is { } years ? [new AgeRating(new TitleId(1), years)] : []);
        Assert.Equal(seen, state.Decided(_ => false).TryGetValue(1, out var decided) ? decided : null);
    }

    [Theory]
    [InlineData(6, null, false)]
    [InlineData(16, null, false)]
    [InlineData(null, true, true)]
    [InlineData(6, true, true)]
    [InlineData(16, true, false)]
    [InlineData(6, false, false)]
    public void A_genre_left_out_hides_whatever_the_age_and_only_a_title_let_through_by_itself_is_seen(int? age, bool? allowed, bool seen)
    {
        var state = new CeilingState(
            new Ceiling(12, CeilingRule.Empty), allowed is { } said ? [new CeilingTitle(new TitleId(1), said)] : [], age is { } years ? [new AgeRating(new TitleId(1), years)] : []);
        Assert.Equal(seen, state.Decided(title => title == 1)[1]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rule_takes_what_it_says_and_nothing_whose_numbers_are_unknown(Engine engine)
    {
        await using var house = await Open(engine);
        var child = (await house.Get<Members>().Make("Cleo", Role.Child, Ct))!;
        await TestCatalog.Add(house,
            new CatalogTitle(1, "Meadow") { Genres = "Family", Year = 1950, Rating = 8, Votes = 500, Directors = [70] },
            new CatalogTitle(2, "Undated") { Genres = "Family", Year = null },
            new CatalogTitle(3, "Late") { Genres = "Animation", Year = 1980, Rating = 7, Votes = 900 },
            new CatalogTitle(4, "Ember") { Genres = "Family", Year = 1950, Adult = true },
            new CatalogTitle(5, "Puppets") { Genres = "Animation", Year = 1960, Kind = TitleKind.TvSeries },
            new CatalogTitle(6, "Beginning") { Kind = TitleKind.TvEpisode, Series = 5 },
            new CatalogTitle(7, "Cellar") { Genres = "Drama", Year = 1950, Directors = [70] });
        Assert.Equal([], await Seen(Ceiling.Lowest));
        Assert.Equal([1, 5, 6], await Seen(new Ceiling(0, Family)));
        Assert.Equal([1], await Seen(new Ceiling(0, Family with { Kinds = [TitleKind.Movie] })));
        Assert.Equal([1], await Seen(new Ceiling(0, Family with { MinVotes = 100 })));
        Assert.Equal([1, 3], await Seen(new Ceiling(0, Family with { BeforeYear = null, MinRating = 70 })));
        Assert.Equal([3, 5, 6], await Seen(new Ceiling(0, Family with { BeforeYear = null, FromYear = 1955 })));
        Assert.Equal([1], await Seen(new Ceiling(0, Family, Genres.Of(["Animation"]))));

        async Task<List<long>> Seen(Ceiling ceiling)
        {
            var sight = await house.Get<Sights>().Under(ceiling, child.Id, Ct);
            return [.. Enumerable.Range(1, 7).Select(i => (long)i).Where(i => sight.Shows(new TitleId(i)))];
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_genre_left_out_hides_rated_titles_whole_series_and_single_episodes(Engine engine)
    {
        await using var house = await Open(engine);
        var (host, child) = await Two(house);
        await TestCatalog.Add(house,
            new CatalogTitle(1, "Meadow") { Genres = "Family", Year = 1950 },
            new CatalogTitle(2, "Cellar") { Genres = "Family,Horror", Year = 1950 },
            new CatalogTitle(3, "Attic") { Genres = "Horror", Year = 1950 },
            new CatalogTitle(4, "Puppets") { Genres = "Family", Year = 1950, Kind = TitleKind.TvSeries },
            new CatalogTitle(5, "Beginning") { Kind = TitleKind.TvEpisode, Series = 4, Genres = "Family" },
            new CatalogTitle(6, "The Dark Night") { Kind = TitleKind.TvEpisode, Series = 4, Number = 2, Genres = "Family,Horror" },
            new CatalogTitle(7, "Ghosts") { Genres = "Family,Horror", Year = 1950, Kind = TitleKind.TvSeries },
            new CatalogTitle(8, "A Sheet") { Kind = TitleKind.TvEpisode, Series = 7, Genres = "Family" },
            new CatalogTitle(9, "A Chain") { Kind = TitleKind.TvEpisode, Series = 7, Number = 2, Genres = "Horror" },
            new CatalogTitle(10, "A Knife") { Kind = TitleKind.TvEpisode, Series = 7, Number = 3, Genres = "Horror,Crime" });
        await house.Get<ChildCeilings>().SetAge(host, new TitleId(3), 0, Ct);
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(6, Family, Genres.Of(["Horror", "Crime"])), Ct);
        Assert.Equal([1, 4, 5], await Seen());
        await house.Get<ChildCeilings>().SetTitle(host, child.Member, new TitleId(3), true, Ct);
        await house.Get<ChildCeilings>().SetTitle(host, child.Member, new TitleId(7), true, Ct);
        // A series that is let through has its episodes of the genre too, but for those of another one that is left out.
        Assert.Equal([1, 3, 4, 5, 7, 8, 9], await Seen());
        Assert.Equal(Genres.Of(["Horror", "Crime"]), (await house.Get<ChildCeilings>().Of(child.Member, Ct)).Ceiling.Without);

        async Task<List<long>> Seen()
        {
            var sight = await house.Get<Sights>().Of(child, Ct);
            return [.. Enumerable.Range(1, 10).Select(i => (long)i).Where(i => sight.Shows(new TitleId(i)))];
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Best_and_tonight_are_made_of_what_is_seen(Engine engine)
    {
        await using var house = await Open(engine);
        var (host, child) = await Two(house);
        await TestCatalog.Add(house,
            [.. Enumerable.Range(1, 40).Select(i => new CatalogTitle(i, $"Film {i}") { Genres = i % 4 == 0 ? "Family" : "Drama", Year = 1950, Rating = 7 + (i / 100.0), Votes = 1000 + i, Countries = i % 4 == 0 ? "DK" : "FR", Directors = [70] })]);
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(0, Family), Ct);
        var sight = await house.Get<Sights>().Of(child, Ct);
        var best = await house.Get<BestLists>().Find(new BestQuery { Sight = sight, Limit = 3 }, Ct);
        Assert.Equal((10, 0), (best.Total, best.WithoutVotes));
        Assert.Equal([40, 36, 32], best.Items.Select(i => i.Title.Id.Number));
        Assert.Equal(["DK"], best.Facets.Countries);
        Assert.Equal(["Family"], best.Facets.Genres);
        Assert.Equal(4, (await house.Get<BestLists>().Find(new BestQuery { Sight = sight, Country = "DK", MinVotes = 1025 }, Ct)).Total);
        var picks = await house.Get<Tonight>().Picks(child, new TonightFilters { Limit = 100 }, Ct);
        Assert.Equal(10, picks.Picks.Count);
        Assert.All(picks.Picks, p => Assert.Equal(0, p.Title.Id.Number % 4));
        Assert.Equal(["DK"], picks.Countries);
        Assert.Equal(40, (await house.Get<Tonight>().Picks(host, new TonightFilters { Limit = 100 }, Ct)).Picks.Count);
        Assert.Equal(10, (await house.Get<PersonPages>().Find(new PersonId(70), sight, Ct))!.Filmography.Count);
        Assert.Equal(40, (await house.Get<PersonPages>().Find(new PersonId(70), Sight.WithoutAdult, Ct))!.Filmography.Count);
        Assert.Equal(10, (await house.Get<Collaborators>().Of(new PersonId(70), sight, 10, Ct)).Credits);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_host_says_is_a_fact_and_holds_for_the_next_question(Engine engine)
    {
        await using var house = await Open(engine);
        var (host, child) = await Two(house);
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow"), new CatalogTitle(2, "Cellar"));
        var before = await house.Get<Sights>().Of(child, Ct);
        Assert.Same(before, await house.Get<Sights>().Of(child, Ct));
        Assert.False(before.Shows(new TitleId(1)));
        Assert.Null(await house.Get<ChildCeilings>().SetAge(host, new TitleId(1), 0, Ct));
        Assert.True((await house.Get<Sights>().Of(child, Ct)).Shows(new TitleId(1)));
        Assert.Equal(0, await house.Get<ChildCeilings>().SetAge(host, new TitleId(1), null, Ct));
        Assert.False((await house.Get<Sights>().Of(child, Ct)).Shows(new TitleId(1)));
        await house.Get<ChildCeilings>().SetTitle(host, child.Member, new TitleId(2), true, Ct);
        Assert.True((await house.Get<Sights>().Of(child, Ct)).Shows(new TitleId(2)));
        Assert.Equal(["ceiling.title", "ageRating.removed", "ageRating.set"], (await house.Get<Facts>().Page(host.Member, null, 10, Ct)).Select(f => f.Kind));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task All_who_ask_at_once_wait_for_one_finding_and_one_who_gives_up_stops_nobody(Engine engine)
    {
        await using var house = await Open(engine);
        var (host, child) = await Two(house);
        await TestCatalog.Add(house, [.. Enumerable.Range(1, 200).Select(i => new CatalogTitle(i, $"Film {i}") { Genres = "Family", Year = 1950 })]);
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(0, Family), Ct);
        using var impatient = new CancellationTokenSource();
        var first = house.Get<Sights>().Of(child, impatient.Token).AsTask();
        await impatient.CancelAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => house.Get<Sights>().Of(child, Ct).AsTask()));
        Assert.Single(all.Distinct());
        Assert.Equal(200, all[0].Only!.Count);
        await Task.WhenAny(first);
        Assert.True(first.IsCanceled || await first == all[0]);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_child_sees_is_found_before_it_asks(Engine engine)
    {
        await using var house = await Open(engine);
        var (host, child) = await Two(house);
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Genres = "Family", Year = 1950 }, new CatalogTitle(2, "Cellar"));
        var ahead = new SightsAhead(house.Database, house.Get<Sights>(), TimeProvider.System, NullLogger<SightsAhead>.Instance);
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(0, Family), Ct);
        await FoundBefore([1]);
        await house.Get<ChildCeilings>().SetAge(host, new TitleId(2), 0, Ct);
        await FoundBefore([1, 2]);
        await FoundBefore([1, 2]); // nothing has changed

        async Task FoundBefore(long[] seen)
        {
            await ahead.Look(Ct);
            var later = new Sight(new VisibleTitles([], [])).Number; // sights are numbered as they are made
            var asked = await house.Get<Sights>().Of(child, Ct);
            Assert.True(asked.Number < later);
            Assert.Equal(seen, new long[] { 1, 2 }.Where(id => asked.Shows(new TitleId(id))));
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_titles_that_are_one_the_higher_age_and_the_hidden_one_stay_and_parting_puts_both_back(Engine engine)
    {
        await using var house = await Open(engine);
        var (host, child) = await Two(house);
        var (from, to) = (new TitleId(1), new TitleId(2));
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow"), new CatalogTitle(2, "Meadow"));
        var ceilings = house.Get<ChildCeilings>();
        await ceilings.SetAge(host, from, 16, Ct);
        await ceilings.SetAge(host, to, 6, Ct);
        await ceilings.SetTitle(host, child.Member, from, false, Ct);
        await ceilings.SetTitle(host, child.Member, to, true, Ct);
        var merge = (await house.Get<TitleMerges>().Merge(host, from, to, Ct)).Merge;
        Assert.Equal((null, 16), (await ceilings.Age(from, Ct), await ceilings.Age(to, Ct)));
        Assert.Equal([new CeilingTitle(to, false)], (await ceilings.Of(child.Member, Ct)).Titles);
        await house.Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(merge), null, Ct, key: merge.ToString(null, null));
        await house.Get<TitleMerges>().Undo(host, merge, Ct);
        Assert.Equal((16, 6), (await ceilings.Age(from, Ct), await ceilings.Age(to, Ct)));
        Assert.Equal([new CeilingTitle(from, false), new CeilingTitle(to, true)], (await ceilings.Of(child.Member, Ct)).Titles.OrderBy(t => t.Title));
    }

    static async Task<(Viewer Host, Viewer Child)> Two(TestHouse house)
    {
        var host = await house.Get<Members>().EnsureHost("Ada", Ct);
        var child = (await house.Get<Members>().Make("Cleo", Role.Child, Ct))!;
        return (Viewers.Of(host, Origin.Page), Viewers.Of(child, Origin.Page));
    }

    static Task<TestHouse> Open(Engine engine) =>
        TestHouse.Open(engine, services => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddDiscovery());
}
