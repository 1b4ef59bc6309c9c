using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Watching;

public sealed class HistoryImportTests
{
    const string Header = "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n";

    const string Ratings = Header
        + "tt9000001,9,2021-04-03,The Lamp,,movie,,,1999,Drama,,,\n"
        + "tt9000002,7,,Nordlys,,movie,,,1999,Drama,,,\n"
        + "tt9000003,8,2021-04-05,The Door,,movie,,,1999,Drama,,,\n"
        + "tt77777777,6,2021-04-06,Unheard Of,,tvSeries,,45,2024,\"Drama, Sci-Fi\",,,\n"
        + "tt9000003,5,2020-01-01,The Door,,movie,,,1999,Drama,,,\n"
        + ",4,2021-04-06,=Nobody's,,movie,,,2024,Drama,,,\n";

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_preview_counts_every_row_and_changes_nothing(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Nordlys, 7, CancellationToken.None);
        await house.Get<Ratings>().Set(house.Ada, Door, 3, CancellationToken.None);
        var preview = await house.Preview(house.Ada, Ratings);
        Assert.Equal(("imdb", "imdb-2017", ImportState.Preview, 6), (preview.Source, preview.Layout, preview.State, preview.Rows));
        Assert.Equal(new ImportCounts { New = 1, Conflicting = 1, Known = 1, NotInCatalog = 1, Repeated = 1, Unreadable = 1 }, preview.Counts);
        Assert.Equal(("tt9000003", 8, 3, 4), (preview.Sample!.Conflicting[0].Id, preview.Sample.Conflicting[0].Rating, preview.Sample.Conflicting[0].Was, preview.Sample.Conflicting[0].Line));
        Assert.Equal(("tt77777777", "Unheard Of", "tvSeries"), (preview.Sample.NotInCatalog[0].Id, preview.Sample.NotInCatalog[0].Title, preview.Sample.NotInCatalog[0].Kind));
        Assert.Equal((7, "the row has no id"), (preview.Sample.Unreadable[0].Line, preview.Sample.Unreadable[0].Reason!.ToString()));
        Assert.Contains("line 4", Assert.Single(preview.Sample.Repeated).Reason!.ToString(), StringComparison.Ordinal);
        Assert.Null(await house.Rating(house.Ada, Lamp));
        Assert.Equal(2, (await house.Facts(house.Ada)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Applying_sets_ratings_with_their_dates_as_one_fact(Engine engine)
    {
        await using var house = await Open(engine);
        var applied = await house.Apply(house.Ada, (await house.Preview(house.Ada, Ratings)).Id);
        Assert.Equal((ImportState.Applied, 4), (applied.State, applied.Applied));
        Assert.Equal((9, new DateTimeOffset(2021, 4, 3, 12, 0, 0, TimeSpan.Zero)), ((await house.Mine(house.Ada, Lamp)).Rating, (await house.Mine(house.Ada, Lamp)).RatedAt!.Value));
        Assert.Equal((7, null), ((await house.Mine(house.Ada, Nordlys)).Rating, (await house.Mine(house.Ada, Nordlys)).RatedAt));
        Assert.Equal(8, await house.Rating(house.Ada, Door));
        var fact = Assert.Single(await house.Facts(house.Ada));
        Assert.Equal(("import.applied", applied.Id, applied.Fact), (fact.Kind, fact.OriginId!.Value, fact.Id));
        Assert.Contains("\"new\":3", fact.After, StringComparison.Ordinal);
        Assert.Null(await house.Rating(house.Ivo, Lamp));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_the_catalog_lacks_is_kept_with_what_the_row_says_and_completes_itself(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Apply(house.Ada, (await house.Preview(house.Ada, Ratings)).Id);
        var kept = (await house.Get<Titles>().Find(new TitleId(77777777), CancellationToken.None))!;
        Assert.Equal(("Unheard Of", TitleKind.TvSeries, 2024, 45, true), (kept.Title, kept.Kind, kept.Year, kept.Runtime, kept.Known));
        Assert.Equal(["Drama", "Sci-Fi"], kept.Genres.Names);
        await TestCatalog.Add(house.House, new CatalogTitle(77777777, "Unheard Of, Complete"));
        Assert.Equal(("Unheard Of, Complete", false), ((await house.Get<Titles>().Find(new TitleId(77777777), CancellationToken.None)) is { } now ? (now.Title, now.Known) : default));
        Assert.Equal(6, await house.Rating(house.Ada, new TitleId(77777777)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_the_catalog_lacks_is_found_as_soon_as_the_file_is_applied(Engine engine)
    {
        await using var house = await Open(engine);
        Assert.Empty(await Find());
        await house.Apply(house.Ada, (await house.Preview(house.Ada, Ratings)).Id);
        Assert.Equal(77777777, Assert.Single(await Find()).Title.Id.Number);

        async Task<IReadOnlyList<FoundTitle>> Find() => (await house.Get<TitleSearch>().Search("unheard of", null, 5, Sight.WithoutAdult, CancellationToken.None)).Hits;
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_preview_that_nobody_applies_is_forgotten_after_a_month(Engine engine)
    {
        var time = new SteppedTime();
        await using var house = await Open(engine, time);
        var applied = await house.Apply(house.Ada, (await house.Preview(house.Ada, Ratings)).Id);
        var old = await house.Preview(house.Ada, Ratings);
        time.Move(TimeSpan.FromDays(29));
        var young = await house.Preview(house.Ada, Ratings);
        await house.Get<InlineJobs>().Run(PreviewPruning.Name, new NoArguments(), null, CancellationToken.None);
        Assert.Equal(3, (await house.Get<HistoryImports>().All(house.Ada, CancellationToken.None)).Count);
        time.Move(TimeSpan.FromDays(2));
        await house.Get<InlineJobs>().Run(PreviewPruning.Name, new NoArguments(), null, CancellationToken.None);
        Assert.Equal([young.Id, applied.Id], (await house.Get<HistoryImports>().All(house.Ada, CancellationToken.None)).Select(i => i.Id));
        Assert.Empty(await house.Get<HistoryImports>().Store.Rows(old.Id, ImportClass.Known, 10, CancellationToken.None));
        Assert.NotEmpty(await house.Get<HistoryImports>().Store.Rows(young.Id, ImportClass.Known, 10, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_file_twice_changes_nothing(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Apply(house.Ada, (await house.Preview(house.Ada, Ratings)).Id);
        var again = await house.Preview(house.Ada, Ratings);
        Assert.Equal(new ImportCounts { Known = 4, Repeated = 1, Unreadable = 1 }, again.Counts);
        Assert.Equal(new ImportStarted(null, null), await house.Get<HistoryImports>().Apply(house.Ada, again.Id, CancellationToken.None));
        Assert.Equal((ImportState.Preview, null), await house.Get<HistoryImports>().Find(house.Ada, again.Id, CancellationToken.None) is { } still ? (still.State, still.Fact) : default);
        Assert.Single(await house.Facts(house.Ada));
        Assert.Equal(8, await house.Rating(house.Ada, Door));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_preview_that_was_overtaken_by_the_same_file_changes_nothing(Engine engine)
    {
        await using var house = await Open(engine);
        var (first, second) = (await house.Preview(house.Ada, Ratings), await house.Preview(house.Ada, Ratings));
        await house.Apply(house.Ada, first.Id);
        Assert.Equal(3, second.Counts.New);
        Assert.Equal(new ImportStarted(null, null), await house.Get<HistoryImports>().Apply(house.Ada, second.Id, CancellationToken.None));
        Assert.Single(await house.Facts(house.Ada));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Undoing_a_file_puts_everything_back_but_what_has_changed_since(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Door, 3, CancellationToken.None);
        var before = await house.Mine(house.Ada, Door);
        var import = (await house.Apply(house.Ada, (await house.Preview(house.Ada, Ratings)).Id, takeFile: true)).Id;
        await house.Get<Ratings>().Set(house.Ada, Lamp, 4, CancellationToken.None);

        var undone = await house.Undo(house.Ada, import);
        Assert.Equal((ImportState.Undone, 1), (undone.State, undone.LeftAlone));
        Assert.Equal(before with { Revision = before.Revision + 2 }, await house.Mine(house.Ada, Door));
        Assert.Equal((4, null, null), (await house.Rating(house.Ada, Lamp), await house.Rating(house.Ada, Nordlys), await house.Rating(house.Ada, new TitleId(77777777))));
        var facts = await house.Facts(house.Ada);
        Assert.Equal(("import.undone", undone.Fact), (facts[0].Kind, facts[0].Undoes));
        Assert.Equal(facts[0].Id, facts.Single(f => f.Kind == "import.applied").UndoneBy);
        await Assert.ThrowsAsync<Refusal>(() => house.Get<HistoryImports>().Undo(house.Ada, import, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_is_taken_back_by_its_fact_too(Engine engine)
    {
        await using var house = await Open(engine);
        var applied = await house.Apply(house.Ada, (await house.Preview(house.Ada, Ratings)).Id);
        Assert.IsType<NoSuchFact>(await house.Get<Undo>().Take(house.Ivo, applied.Fact!.Value, CancellationToken.None));
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, applied.Fact.Value, CancellationToken.None));
        await house.Work(HistoryUndoWork.Name, applied.Id);
        Assert.Null(await house.Rating(house.Ada, Lamp));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_watchlist_file_fills_the_watchlist_and_applies_the_ratings_beside_it(Engine engine)
    {
        await using var house = await Open(engine);
        const string list = "Position,Const,Created,Modified,Description,Title,URL,Title Type,Your Rating,Date Rated\n"
            + "1,tt9000001,2017-08-26,,for winter,The Lamp,,movie,,\n2,tt9000002,2018-04-01,,,Nordlys,,movie,8,2019-01-05\n";
        await house.Get<Watchlist>().Add(house.Ada, Lamp, CancellationToken.None);
        var preview = await house.Preview(house.Ada, list, "WATCHLIST.csv");
        Assert.Equal(("imdb", 1, 1), (preview.Source, preview.Counts.New, preview.Counts.Known));
        await house.Apply(house.Ada, preview.Id);
        var page = await house.Get<WatchlistPages>().Page(house.Ada, new WatchlistQuery(), null, 10, CancellationToken.None);
        Assert.Equal((2, new DateTimeOffset(2018, 4, 1, 12, 0, 0, TimeSpan.Zero)), (page.Items.Count, page.Items[1].AddedAt!.Value));
        Assert.Equal(8, await house.Rating(house.Ada, Nordlys));
        await house.Undo(house.Ada, preview.Id);
        Assert.Equal((true, false, null), ((await house.Mine(house.Ada, Lamp)).Watchlist, (await house.Mine(house.Ada, Nordlys)).Watchlist, await house.Rating(house.Ada, Nordlys)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Imports_belong_to_their_member(Engine engine)
    {
        await using var house = await Open(engine);
        var (imports, id) = (house.Get<HistoryImports>(), (await house.Preview(house.Ada, Ratings)).Id);
        Assert.Null(await imports.Find(house.Ivo, id, CancellationToken.None));
        Assert.Null(await imports.Apply(house.Ivo, id, CancellationToken.None));
        Assert.Null(await imports.Undo(house.Ivo, id, CancellationToken.None));
        Assert.Null(await imports.Rejects(house.Ivo, id, CancellationToken.None));
        Assert.False(await imports.Remove(house.Ivo, id, CancellationToken.None));
        Assert.Empty(await imports.All(house.Ivo, CancellationToken.None));
        Assert.Single(await imports.All(house.Ada, CancellationToken.None));
        Assert.True(await imports.Remove(house.Ada, id, CancellationToken.None));
        Assert.Null(await imports.Find(house.Ada, id, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rejects_say_line_reason_and_cells_and_defuse_formulas(Engine engine)
    {
        await using var house = await Open(engine);
        var id = (await house.Preview(house.Ada, Ratings)).Id;
        var lines = (await house.Get<HistoryImports>().Rejects(house.Ada, id, CancellationToken.None))!.Split("\r\n");
        Assert.StartsWith("line,reason,Const,Your Rating", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("6,\"the file has this title again in line 4, which decides\",tt9000003,5", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("7,the row has no id,,4,2021-04-06,'=Nobody's", lines[2], StringComparison.Ordinal);
        Assert.Equal(["", 4], new object[] { lines[3], lines.Length });
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_that_is_no_export_is_refused_and_leaves_nothing(Engine engine)
    {
        await using var house = await Open(engine);
        Assert.Contains("web page", (await Assert.ThrowsAsync<Refusal>(() => house.Preview(house.Ada, "<html>"))).Message, StringComparison.Ordinal);
        Assert.Empty(await house.Get<HistoryImports>().All(house.Ada, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Work_that_was_cut_off_goes_on_where_it_stopped_and_never_applies_twice(Engine engine)
    {
        await using var house = await Open(engine);
        var csv = Header + string.Concat(Enumerable.Range(0, 2500).Select(i => $"tt{8_000_000 + i},{1 + (i % 10)},2021-04-03,Film {i},,movie,,,1999,Drama,,,\n"));
        var import = (await house.Preview(house.Ada, csv)).Id;
        await house.Get<HistoryImports>().Apply(house.Ada, import, CancellationToken.None);

        // A process that dies leaves rows without result and the state "applying": the first thousand are done here.
        await house.House.Database.Write(Store.House, w => ImportSteps.Apply(w, import, house.Ada.Member, 1, 1000, 0), CancellationToken.None);
        await house.Get<Ratings>().Set(house.Ada, new TitleId(8_000_000), 5, CancellationToken.None);
        Assert.Equal((2500, 1000), ((await house.Get<HistoryImports>().Store.Tally(import, CancellationToken.None)).ToApply, (await house.Get<HistoryImports>().Store.Tally(import, CancellationToken.None)).Applied));

        Assert.Equal(JobState.Done, (await house.Work(HistoryApplyWork.Name, import)).State);
        Assert.Equal(JobState.Done, (await house.Work(HistoryApplyWork.Name, import)).State);
        var applied = (await house.Get<HistoryImports>().Find(house.Ada, import, CancellationToken.None))!;
        Assert.Equal((ImportState.Applied, 2500), (applied.State, applied.Applied));
        Assert.Equal(5, await house.Rating(house.Ada, new TitleId(8_000_000)));
        Assert.Equal(2500, (await house.Get<MemberTitles>().Rated(house.Ada, CancellationToken.None)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_cancelled_import_says_so_reports_the_rest_and_can_be_taken_back(Engine engine)
    {
        await using var house = await Open(engine);
        var import = (await house.Preview(house.Ada, Ratings)).Id;
        var started = await house.Get<HistoryImports>().Apply(house.Ada, import, CancellationToken.None);
        await house.House.Database.Write(Store.House, w => ImportSteps.Apply(w, import, house.Ada.Member, 1, 1, 0), CancellationToken.None);
        await house.Get<JobRuns>().Cancel(started!.Job!.Value, CancellationToken.None);

        var cancelled = (await house.Get<HistoryImports>().Find(house.Ada, import, CancellationToken.None))!;
        Assert.Equal((ImportState.Cancelled, 1), (cancelled.State, cancelled.Applied));
        Assert.Equal(4 + 2 - 1, (await house.Get<HistoryImports>().Rejects(house.Ada, import, CancellationToken.None))!.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
        await house.Work(HistoryApplyWork.Name, import);
        Assert.Null(await house.Rating(house.Ada, Nordlys));
        Assert.Equal(ImportState.Undone, (await house.Undo(house.Ada, import)).State);
        Assert.Null(await house.Rating(house.Ada, Lamp));
    }
}
