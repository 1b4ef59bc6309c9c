using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marquee.Tests.Catalog;

public sealed class CatalogImportTests
{
    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task All_seven_files_become_the_current_generation(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        var report = await house.Import(files);
        Assert.Equal(1, report.Generation);
        Assert.Null(report.Rejects);
        Assert.Equal(
            [("title.ratings", 4, 4), ("title.basics", 6, 6), ("title.episode", 2, 2), ("title.akas", 3, 3), ("title.crew", 2, 3), ("title.principals", 5, 5), ("name.basics", 3, 3)],
            report.Files.Select(f => (f.Name, (int)f.Rows, (int)f.Stored)));
        var film = await house.Title("tt0000101");
        Assert.NotNull(film);
        Assert.Equal(("Harbour of Salt", "Sal y puerto", 1994, 102, 8.1, 40_000, false), (film.Title, film.Original, film.Year, film.Runtime, film.Rating, film.Votes, film.Known));
        Assert.Equal(["Drama", "Romance"], film.Genres.Names);
        var state = await house.Get<CatalogFacts>().Find(CancellationToken.None);
        Assert.Equal((1, false, 6L, 3L, 7), (state.Generation, state.Sample, state.Titles, state.People, state.Files.Count));
        Assert.Equal(1, state.UnknownGenres["Space-Opera"]);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Unknown_is_null_quotes_are_letters_and_the_adult_flag_stays(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        var quoted = (await house.Title("tt0000102"))!;
        Assert.Equal(("\"Quoted", null, null, null), (quoted.Title, quoted.Original, quoted.Runtime, quoted.EndYear));
        Assert.True((await house.Title("tt0000103"))!.Adult);
        var episode = (await house.Title("tt10000202"))!;
        Assert.Equal(new SeriesOf(TitleId.Parse("tt10000200", null), "The Lighthouse Keepers", 2, 5), episode.Series);
        Assert.Equal((null, null), (episode.Rating, episode.Votes));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Titles_alone_are_enough(Engine engine)
    {
        using var files = new ImdbFiles().Write(ImdbFile.Basics, "tt0000001|movie|One|One|0|\\N|\\N|\\N|\\N");
        await using var house = await CatalogHouse.With(files, engine);
        Assert.Equal("One", (await house.Title("tt1"))!.Title);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Without_title_basics_the_import_is_refused_and_says_so(Engine engine)
    {
        using var files = ImdbFiles.Small().Remove(ImdbFile.Basics);
        await using var house = await CatalogHouse.Open(engine);
        Assert.Contains("title.basics", (await Assert.ThrowsAsync<Refusal>(() => house.Import(files))).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_file_with_another_header_is_refused_by_name_and_nothing_changes(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        files.WriteRaw(ImdbFile.Akas, "id,name\n1,x\n");
        Assert.Contains("title.akas.tsv.gz", (await Assert.ThrowsAsync<Refusal>(() => house.Import(files))).Message, StringComparison.Ordinal);
        Assert.Equal(1, house.Database.CurrentGeneration);
        Assert.NotNull(await house.Title("tt0000101"));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Malformed_lines_are_counted_and_kept_and_the_others_are_there(Engine engine)
    {
        var text = string.Join('\n',
            ImdbFile.Basics.Header,
            "tt0000001\tmovie\tFine\tFine\t0\t1950\t\\N\t90\tDrama",
            "tt0000002\tmovie\tShort of columns",
            "tt0000003\tmovie\tFine too\tFine too\t0\t1951\t\\N\t\\N\t\\N\r",
            "tt0000001\tmovie\tAgain\tAgain\t0\t1952\t\\N\t90\tDrama",
            "tt000x\tmovie\tNo id\tNo id\t0\t1952\t\\N\t90\tDrama",
            "tt0000004\tmovie\tBad ");
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\tx\t0\t1950\t\\N\t90\tDrama\ntt0000006\tmovie\tNo\0text\tx\t0\t1950\t\\N\t90\tDrama\ntt0000005\tmovie\tLast\tLast\t0\t\\N\t\\N\t\\N\t\\N")];
        using var files = new ImdbFiles().WriteRaw(ImdbFile.Basics, bytes);
        await using var house = await CatalogHouse.Open(engine);
        var report = await house.Import(files);
        var basics = Assert.Single(report.Files);
        Assert.Equal((8, 5, 3), (basics.Rows, basics.Rejected, basics.Stored));
        Assert.Equal("Fine", (await house.Title("tt0000001"))!.Title);
        Assert.Equal("Fine too", (await house.Title("tt0000003"))!.Title);
        Assert.Equal("Last", (await house.Title("tt0000005"))!.Title);
        var rejects = (await File.ReadAllLinesAsync(report.Rejects!)).Select(l => l.Split('\t')).OrderBy(l => l[1], StringComparer.Ordinal).ToList();
        Assert.Equal(
            [("3", ImdbReject.Columns), ("5", ImdbReject.Twice), ("6", ImdbReject.Id), ("7", ImdbReject.Encoding), ("8", ImdbReject.Encoding)],
            rejects.Select(l => (l[1], l[2])));
        Assert.All(rejects, l => Assert.Equal("title.basics", l[0]));
        Assert.Equal("tt0000001\\tmovie\\tAgain\\tAgain\\t0\\t1952\\t\\N\\t90\\tDrama", rejects[1][3]);
        Assert.Contains("Bad \\xc3(", rejects[3][3], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Of_rows_with_the_same_key_the_first_stays_and_the_others_are_kept_as_rejects(Engine engine)
    {
        using var files = ImdbFiles.Small()
            .Write(ImdbFile.Akas,
                "tt0000101|1|First|\\N|\\N|original|\\N|1", "tt0000102|1|Other|\\N|\\N|\\N|\\N|0",
                "tt0000101|1|Second|DE|\\N|\\N|\\N|0", "tt0000101|2|Two|DE|\\N|\\N|\\N|0", "tt0000101|1|Third|FR|\\N|\\N|\\N|0")
            .Write(ImdbFile.Countries, "tt0000101|ES,PT,ES", "tt0000102|ES")
            .Write(ImdbFile.Basics, "tt0000101|movie|Kept|Kept|0|1994|\\N|102|Drama", "tt0000102|movie|Other|Other|0|1994|\\N|102|Drama", "tt0000101|movie|Late|Late|0|1994|\\N|102|Drama")
            .Write(ImdbFile.Principals, "tt0000101|1|nm0000003|actress|\\N|\\N", "tt0000101|1|nm0000004|composer|\\N|\\N");
        await using var house = await CatalogHouse.Open(engine);
        var report = await house.Import(files);
        Assert.Equal(
            [("title.akas", 5, 2, 3), ("title.basics", 3, 1, 2), ("title.countries", 2, 1, 3), ("title.principals", 2, 1, 1)],
            report.Files.Where(f => f.Rejected > 0).Select(f => (f.Name, (int)f.Rows, (int)f.Rejected, (int)f.Stored)).OrderBy(f => f.Name, StringComparer.Ordinal));
        Assert.Equal(
            [("title.akas", "4", "Second"), ("title.akas", "6", "Third"), ("title.basics", "4", "Late"), ("title.countries", "2", "ES,PT,ES"), ("title.principals", "3", "nm0000004")],
            (await File.ReadAllLinesAsync(report.Rejects!)).Select(l => l.Split('\t')).Select(l => (l[0], l[1], l[3].Split("\\t") is var cells && cells.Length > 2 ? cells[2] : cells[1]))
                .OrderBy(l => l, Comparer<(string, string, string)>.Default));
        var page = (await house.Get<TitlePages>().Find(new TitleId(101), CancellationToken.None))!;
        Assert.Equal(("Kept", "ES,PT"), (page.Facts.Title, string.Join(',', page.Facts.Countries)));
        Assert.Equal(["First", "Two"], page.Akas.Select(a => a.Title));
        Assert.Equal("Lola Mar", Assert.Single(page.Cast).Name);
        // Counted once: the facets and means of best lists come from what is stored.
        Assert.Equal(2, (await house.Get<BestLists>().Find(new BestQuery(), CancellationToken.None)).WithoutVotes + (await house.Get<BestLists>().Find(new BestQuery(), CancellationToken.None)).Total);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_second_import_replaces_the_first_in_one_step_while_readers_run(Engine engine)
    {
        using var first = new ImdbFiles().Write(ImdbFile.Basics, [.. Enumerable.Range(1, 500).Select(i => $"tt{i:D7}|movie|First|First|0|2000|\\N|90|Drama")]);
        using var second = new ImdbFiles().Write(ImdbFile.Basics, [.. Enumerable.Range(1, 500).Select(i => $"tt{i:D7}|movie|Second|Second|0|2000|\\N|90|Drama")]);
        await using var house = await CatalogHouse.With(first, engine);
        var ids = Enumerable.Range(1, 500).Select(i => new TitleId(i)).ToList();
        using var enough = new CancellationTokenSource();
        var rounds = 0;
        var reading = Task.Run(async () =>
        {
            var seen = new List<string>();
            while (!enough.IsCancellationRequested)
            {
                var names = (await house.Get<Titles>().Find(ids, CancellationToken.None)).Values.Select(t => t.Title).Distinct().ToList();
                seen.Add(Assert.Single(names));
                Interlocked.Increment(ref rounds);
            }

            return seen;
        });
        for (var i = 0; i < 4; i++)
        {
            await house.Import(i % 2 == 0 ? second : first);
            // A round that begins after the switch has ended.
            for (var before = Volatile.Read(ref rounds); Volatile.Read(ref rounds) < before + 2 && !reading.IsCompleted;)
            {
                await Task.Delay(5);
            }
        }

        await enough.CancelAsync();
        var seen = await reading;
        Assert.Contains("Second", seen);
        Assert.Equal("First", seen[^1]);
        Assert.Equal(5, house.Database.CurrentGeneration);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_flow_that_pinned_a_generation_goes_on_reading_it(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        await Task.Run(async () =>
        {
            house.Database.Pin();
            using var other = new ImdbFiles().Write(ImdbFile.Basics, "tt0000101|movie|Renamed|Renamed|0|1994|\\N|102|Drama");
            await house.Import(other);
            Assert.Equal("Harbour of Salt", (await house.Title("tt0000101"))!.Title);
        });
        Assert.Equal("Renamed", (await house.Title("tt0000101"))!.Title);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Only_the_current_generation_and_the_one_before_it_stay_on_disk(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        for (var i = 0; i < 3; i++)
        {
            await house.Import(files);
        }

        Assert.Equal([0, 2, 3, 4], await house.Database.GenerationsThere(CancellationToken.None));
        await house.Get<GenerationFolders>().Sweep(CancellationToken.None);
        Assert.Equal([0, 3, 4], await house.Database.GenerationsThere(CancellationToken.None));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_cancelled_import_leaves_the_old_catalog_and_no_folder(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Import(files, p =>
        {
            if (p.Sentence.ToString().Contains("title.akas", StringComparison.Ordinal))
            {
                cancel.Cancel();
            }
        }, cancel.Token));
        Assert.Equal(1, house.Database.CurrentGeneration);
        Assert.Equal([0, 1], await house.Database.GenerationsThere(CancellationToken.None));
        Assert.NotNull(await house.Title("tt0000101"));
        Assert.Equal(2, (await house.Import(files)).Generation);
    }

    [Fact]
    public async Task What_a_killed_import_left_is_swept_by_the_next()
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files);
        var left = house.Get<DataFolder>().Generation(2);
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "catalog.db"), "half a database");
        Assert.Equal(2, (await house.Import(files)).Generation);
        Assert.NotNull(await house.Title("tt0000101"));
    }

    [Fact]
    public async Task A_starting_server_sweeps_what_a_killed_import_left_but_not_beside_a_running_one()
    {
        await using var house = await CatalogHouse.Open();
        var left = house.Get<DataFolder>().Generation(7);
        Directory.CreateDirectory(left);
        var sweep = Assert.Single(house.Services.GetServices<IHostedService>().OfType<SweepAtStart>());
        await using (await house.Get<ICatalogEngine>().TryLock(CancellationToken.None))
        {
            await sweep.StartAsync(CancellationToken.None);
            Assert.True(Directory.Exists(left));
        }

        await sweep.StartAsync(CancellationToken.None);
        Assert.Equal([0], Folders(house));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Progress_rises_to_the_total(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        var steps = new List<ImportProgress>();
        await house.Import(files, steps.Add);
        Assert.Equal(steps.Select(s => s.Done).Order(), steps.Select(s => s.Done));
        Assert.Equal(steps[^1].Total, steps[^1].Done);
        Assert.Equal(26, steps[^1].Rows);
    }

    [Fact]
    public async Task Before_the_terms_are_accepted_the_import_is_refused_with_them()
    {
        using var files = ImdbFiles.Small();
        await using var house = await TestHouse.Open(Engine.Sqlite, services => services.AddCatalog());
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Import(files));
        Assert.Contains(ImdbTerms.Conditions, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--accept-terms", refusal.Message, StringComparison.Ordinal);
        await house.Get<ImdbTerms>().Accept(CancellationToken.None);
        Assert.Equal(1, (await house.Import(files)).Generation);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task The_sample_is_loaded_once_and_marked_until_real_files_come(Engine engine)
    {
        await using var house = await CatalogHouse.Open(engine);
        Assert.True(await house.Get<SampleCatalog>().LoadIfEmpty(CancellationToken.None));
        Assert.False(await house.Get<SampleCatalog>().LoadIfEmpty(CancellationToken.None));
        var sample = await house.Get<CatalogFacts>().Find(CancellationToken.None);
        Assert.True(sample.Sample);
        Assert.True(sample.Titles > 200);
        Assert.All(sample.Files, f => Assert.Equal(0, f.Rejected));
        using var files = ImdbFiles.Small();
        await house.Import(files);
        Assert.False((await house.Get<CatalogFacts>().Find(CancellationToken.None)).Sample);
    }

    [Fact]
    public async Task A_folder_is_looked_at_before_the_import()
    {
        using var files = ImdbFiles.Small().Remove(ImdbFile.Names);
        await using var house = await CatalogHouse.Open();
        var look = house.Get<CatalogFolder>().Look(files.Folder);
        Assert.Equal(["name.basics"], look.Missing);
        Assert.Equal(6, look.Files.Count);
        Assert.True(look.Enough);
        Assert.Null(look.Problem);
        Assert.Equal(look.Files.Single(f => f.Name == "title.basics.tsv.gz").Bytes, new FileInfo(Path.Combine(files.Folder, "title.basics.tsv.gz")).Length);
        Assert.NotNull(house.Get<CatalogFolder>().Look("/nowhere/at/all").Problem);
    }

    static IEnumerable<int> Folders(TestHouse house) =>
        Directory.EnumerateDirectories(Path.Combine(house.Folder, "catalog")).Select(p => int.Parse(Path.GetFileName(p), System.Globalization.CultureInfo.InvariantCulture)).Order();
}
