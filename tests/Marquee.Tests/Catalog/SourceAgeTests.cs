using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ages;
using Marquee.Catalog.Ceilings;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Tests.Tmdb;
using Marquee.Integrations.Tmdb;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marquee.Tests.Catalog;

/// <summary>What TMDB says of ages decides what a child sees, where no host has said anything; a TMDB that fails decides nothing.</summary>
public sealed class SourceAgeTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    static readonly CeilingRule Family = new() { Genres = Genres.Of(["Family"]) };

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task An_age_of_the_source_hides_and_shows_and_a_host_overrules_it(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(engine, server);
        var (host, child) = await Two(house);
        server.Film(1, "DE:6", "US:PG-13");
        server.Film(2, "DE:16");
        server.Series(3, "DE:12");
        await TestCatalog.Add(house,
            new CatalogTitle(1, "Meadow") { Votes = 10 }, new CatalogTitle(2, "Cellar") { Genres = "Family", Votes = 9 },
            new CatalogTitle(3, "Puppets") { Kind = TitleKind.TvSeries, Votes = 8 }, new CatalogTitle(4, "Beginning") { Kind = TitleKind.TvEpisode, Series = 3 },
            new CatalogTitle(5, "Attic") { Genres = "Family", Votes = 7 });
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(12, Family), Ct);
        Assert.Equal([2, 5], await Seen(house, child)); // no source: as before
        await house.Get<AgeSource>().SetCountry("DE", Ct);
        await Store(house);
        await Run(house);
        Assert.Equal([1, 3, 4, 5], await Seen(house, child));
        Assert.Equal(new SourceAge("tmdb", "DE", "FSK 16", 16), await house.Get<ChildCeilings>().FromSource(new TitleId(2), Ct));
        Assert.Null(await house.Get<ChildCeilings>().Age(new TitleId(2), Ct));

        await house.Get<ChildCeilings>().SetAge(host, new TitleId(2), 6, Ct);
        await house.Get<ChildCeilings>().SetAge(host, new TitleId(1), 18, Ct);
        Assert.Equal([2, 3, 4, 5], await Seen(house, child));
        await house.Get<ChildCeilings>().SetAge(host, new TitleId(2), null, Ct);
        await house.Get<ChildCeilings>().SetAge(host, new TitleId(1), null, Ct);
        Assert.Equal([1, 3, 4, 5], await Seen(house, child));
        Assert.Equal((3, 4, 0), await Counts(house));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_certificate_of_the_houses_country_decides_and_without_one_the_strictest(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(engine, server);
        var (host, child) = await Two(house);
        server.Film(1, "DE:6", "US:PG-13", "GB:R18", "FR:NR");
        server.Film(2, "US:G", "DE:12");
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 }, new CatalogTitle(2, "Cellar") { Votes = 9 });
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(6, CeilingRule.Empty), Ct);
        await Store(house);
        await Run(house);
        Assert.Equal([], await Seen(house, child));
        Assert.Equal(("GB", 18), await Age(1));
        await house.Get<AgeSource>().SetCountry("DE", Ct);
        Assert.Equal([1], await Seen(house, child));
        await house.Get<AgeSource>().SetCountry("US", Ct);
        Assert.Equal([2], await Seen(house, child));
        await house.Get<AgeSource>().SetCountry("SE", Ct);
        Assert.Equal([], await Seen(house, child));
        Assert.Equal(("DE", 12), await Age(2));
        await Assert.ThrowsAsync<Refusal>(() => house.Get<AgeSource>().SetCountry("XX", Ct));

        async Task<(string, int)> Age(long id) => await house.Get<ChildCeilings>().FromSource(new TitleId(id), Ct) is { } age ? (age.Country, age.Age) : default;
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Titles_of_members_are_asked_about_first_then_the_most_voted_as_many_as_a_night_may(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(engine, server, perNight: 3);
        await TestCatalog.Add(house,
            new CatalogTitle(1, "Little") { Votes = 5 }, new CatalogTitle(2, "Much") { Votes = 900 }, new CatalogTitle(3, "More") { Votes = 1000 },
            new CatalogTitle(4, "Adult") { Votes = 5000, Adult = true }, new CatalogTitle(5, "Game") { Votes = 4000, Kind = TitleKind.VideoGame },
            new CatalogTitle(6, "Puppets") { Votes = 1, Kind = TitleKind.TvSeries }, new CatalogTitle(7, "Beginning") { Votes = 8000, Kind = TitleKind.TvEpisode, Series = 6 },
            new CatalogTitle(8, "Nobody"));
        await house.Get<KnownTitles>().Remember([new TitleId(1), new TitleId(7)], Ct);
        await Store(house);
        await Run(house);
        Assert.Equal(["/3/find/tt0000006", "/3/find/tt0000001", "/3/find/tt0000003"], server.Asked);
        await Run(house);
        Assert.Equal("/3/find/tt0000002", server.Asked.Last());
        await Run(house);
        Assert.Equal(4, server.Asked.Count); // nobody votes for it, nobody has it
        Assert.Equal((0, 4, 0), await Counts(house));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task None_is_remembered_for_ninety_days_and_an_age_is_asked_for_again_by_its_own_name(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        var time = new SteppedTime();
        await using var house = await Open(engine, server, time);
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 }, new CatalogTitle(2, "Cellar") { Votes = 9 });
        var film = server.Film(1, "DE:6");
        await Store(house);
        await Run(house);
        Assert.Equal(3, server.Asked.Count);
        Assert.False(await house.Get<AgeSource>().IsDue(Ct));
        time.Move(TimeSpan.FromDays(89));
        await Run(house);
        Assert.Equal(3, server.Asked.Count);
        time.Move(TimeSpan.FromDays(2));
        await Run(house);
        Assert.Equal("/3/find/tt0000002", server.Asked.Last());
        time.Move(TimeSpan.FromDays(30));
        server.Asked.Clear();
        await Run(house);
        Assert.Equal([$"/3/{film}/release_dates"], server.Asked);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_failure_changes_nothing_is_told_and_the_pause_that_was_asked_for_is_kept(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        var time = new SteppedTime();
        await using var house = await Open(engine, server, time);
        var (host, child) = await Two(house);
        server.Film(1, "DE:6");
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 });
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(6, CeilingRule.Empty), Ct);
        await Store(house);
        await Run(house);
        await TestCatalog.Add(house, [.. Enumerable.Range(2, 8).Select(i => new CatalogTitle(i, $"Film {i}") { Votes = i })]);
        time.Move(TimeSpan.FromDays(130));
        var sight = await house.Get<Sights>().Of(child, Ct);

        server.Refuse(429, "{}", retryAfter: 86_400);
        Assert.Equal("ages.tooMany", (await Assert.ThrowsAsync<Refusal>(() => Run(house))).Text.Code);
        var state = await house.Get<AgeSource>().Find(Ct);
        Assert.Equal(("ages.tooMany", time.GetUtcNow(), time.GetUtcNow().AddDays(1)), (state.Failure!.Code, state.Round.FailingSince, state.Next!.Value));
        Assert.False(await house.Get<AgeSource>().IsDue(Ct));

        server.Refuse(200, "<html>sign in to the hotel's network</html>", "text/html");
        Assert.Equal("ages.unreadable", (await Assert.ThrowsAsync<Refusal>(() => Run(house))).Text.Code);
        server.Refuse(401, "{}");
        Assert.Equal("ages.keyRefused", (await Assert.ThrowsAsync<Refusal>(() => Run(house))).Text.Code);
        Assert.Equal((1, 5, 5), await Counts(house));
        Assert.Same(sight, await house.Get<Sights>().Of(child, Ct));
        Assert.True(sight.Shows(new TitleId(1)));

        server.Instead = null;
        await Run(house);
        state = await house.Get<AgeSource>().Find(Ct);
        Assert.Equal((null, time.GetUtcNow(), 0), (state.Failure, state.Round.GoodAt, state.Round.Failures));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_answer_that_lacks_what_was_known_takes_nothing_away_until_six_months_are_over(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        var time = new SteppedTime();
        await using var house = await Open(engine, server, time);
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 });
        server.Film(1, "DE:6", "US:R");
        await Store(house);
        await Run(house);
        time.Move(TimeSpan.FromDays(121));
        foreach (var path in server.Asked.Where(path => path.EndsWith("release_dates", StringComparison.Ordinal)).Distinct().ToList())
        {
            server.Say(path, new { id = 1, results = Array.Empty<object>() });
        }

        await Run(house);
        Assert.Equal(17, (await house.Get<ChildCeilings>().FromSource(new TitleId(1), Ct))!.Age);
        await house.Get<AgeSource>().RemoveKey(Ct);
        Assert.False(await house.Get<AgeSource>().IsDue(Ct));
        time.Move(TimeSpan.FromDays(62));
        Assert.True(await house.Get<AgeSource>().IsDue(Ct)); // without a key there is still something to forget
        await Run(house);
        Assert.Null(await house.Get<ChildCeilings>().FromSource(new TitleId(1), Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_titles_that_are_one_the_stricter_age_counts_until_they_are_parted(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(engine, server);
        var (host, child) = await Two(house);
        server.Film(1, "DE:18");
        server.Film(2, "DE:6");
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 }, new CatalogTitle(2, "Meadow") { Votes = 9 });
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(6, CeilingRule.Empty), Ct);
        await Store(house);
        await Run(house);
        Assert.Equal([2], await Seen(house, child));
        var merge = (await house.Get<TitleMerges>().Merge(host, new TitleId(1), new TitleId(2), Ct)).Merge;
        Assert.Equal([], await Seen(house, child));
        Assert.Equal(18, (await house.Get<ChildCeilings>().FromSource(new TitleId(2), Ct))!.Age);
        await house.Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(merge), null, Ct, key: merge.ToString(null, null));
        await house.Get<TitleMerges>().Undo(host, merge, Ct);
        Assert.Equal([2], await Seen(house, child));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task New_ages_are_noticed_before_the_child_asks(Engine engine)
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(engine, server);
        var (host, child) = await Two(house);
        server.Film(1, "DE:6");
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 });
        await house.Get<ChildCeilings>().Set(host, child.Member, new Ceiling(6, CeilingRule.Empty), Ct);
        var ahead = new SightsAhead(house.Database, house.Get<Sights>(), TimeProvider.System, NullLogger<SightsAhead>.Instance);
        await ahead.Look(Ct);
        await Store(house);
        await Run(house);
        await ahead.Look(Ct);
        var later = new Sight(new VisibleTitles([], [])).Number; // sights are numbered as they are made
        var sight = await house.Get<Sights>().Of(child, Ct);
        Assert.True(sight.Number < later && sight.Shows(new TitleId(1)));
    }

    [Fact]
    public async Task Nothing_is_asked_without_a_key_and_what_is_no_key_is_not_stored()
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(Engine.Sqlite, server);
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 });
        Assert.False(await house.Get<AgeSource>().IsDue(Ct));
        await Run(house);
        Assert.Equal("ages.noKey", (await Assert.ThrowsAsync<Refusal>(() => house.Get<AgeSource>().Test(Ct))).Text.Code);
        Assert.Equal("ages.keyForm", (await Assert.ThrowsAsync<Refusal>(() => house.Get<AgeSource>().SetKey(new SecretText("1234"), Ct))).Text.Code);
        Assert.Empty(server.Asked);
        await Store(house);
        Assert.True(await house.Get<AgeSource>().IsDue(Ct));
        Assert.Null(await house.Get<AgeSource>().Test(Ct));
        await house.Get<AgeSource>().SetKey(new SecretText(new string('a', 32)), Ct);
        Assert.Equal("ages.keyRefused", (await house.Get<AgeSource>().Test(Ct))!.Code);
    }

    [Fact]
    public async Task A_round_that_was_cut_off_keeps_its_answers_and_goes_on_with_what_is_left_of_the_night()
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(Engine.Sqlite, server, perNight: 4);
        await TestCatalog.Add(house, [.. Enumerable.Range(1, 9).Select(i => new CatalogTitle(i, $"Film {i}") { Votes = i })]);
        await Store(house);
        using var stop = new CancellationTokenSource();
        server.Instead = async context =>
        {
            if (server.Asked.Count == 3)
            {
                await stop.CancelAsync();
            }

            context.Response.ContentType = "application/json";
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "{\"movie_results\":[],\"tv_results\":[]}");
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Get<AgeRound>().Run(new NoArguments(), new JobProgress(1, 1), stop.Token));
        var (_, asked, _) = await Counts(house);
        Assert.InRange(asked, 2, 3);
        Assert.False(await house.Get<AgeSource>().IsDue(Ct)); // whoever stops a round does not want another at once
        await house.Get<AgeRound>().Run(new NoArguments(), new JobProgress(1, 2), Ct);
        Assert.Equal((0, 4, 0), await Counts(house));
    }

    [Fact]
    public async Task A_key_that_is_stored_during_a_round_has_its_own_round_to_come()
    {
        await using var server = await TmdbServer.Start();
        await using var house = await Open(Engine.Sqlite, server);
        await TestCatalog.Add(house, new CatalogTitle(1, "Meadow") { Votes = 10 });
        await Store(house);
        server.Instead = async context =>
        {
            await Store(house);
            context.Response.ContentType = "application/json";
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "{\"movie_results\":[],\"tv_results\":[]}");
        };
        await Run(house);
        Assert.True(await house.Get<AgeSource>().IsDue(Ct));
        server.Instead = null;
        await Run(house);
        Assert.False(await house.Get<AgeSource>().IsDue(Ct));
    }

    static async Task<(int Titles, int Asked, int Failed)> Counts(TestHouse house) => (await house.Get<AgeSource>().Find(Ct)).Counts is var c ? (c.Titles, c.Asked, c.Failed) : default;

    static Task Store(TestHouse house) => house.Get<AgeSource>().SetKey(new SecretText(TmdbServer.Token), Ct);

    static Task<JobRun> Run(TestHouse house) => house.Get<InlineJobs>().Run(AgeRound.Name, new NoArguments(), null, Ct);

    static async Task<List<long>> Seen(TestHouse house, Viewer child)
    {
        var sight = await house.Get<Sights>().Of(child, Ct);
        return [.. Enumerable.Range(1, 9).Select(i => (long)i).Where(i => sight.Shows(new TitleId(i)))];
    }

    static async Task<(Viewer Host, Viewer Child)> Two(TestHouse house)
    {
        var host = await house.Get<Members>().EnsureHost("Ada", Ct);
        var child = (await house.Get<Members>().Make("Cleo", Role.Child, Ct))!;
        return (Viewers.Of(host, Origin.Page), Viewers.Of(child, Origin.Page));
    }

    static Task<TestHouse> Open(Engine engine, TmdbServer server, TimeProvider? time = null, int perNight = 100) => TestHouse.Open(engine, services =>
    {
        services.AddSingleton(time ?? TimeProvider.System).AddJournal().AddJobs().AddAccess().AddCatalog();
        services.PostConfigure<OutboundOptions>(options => options.Allowed = ["127.0.0.1"]);
        services.PostConfigure<TmdbOptions>(options => (options.Address, options.PerNight) = (server.Address, perNight));
    });
}
