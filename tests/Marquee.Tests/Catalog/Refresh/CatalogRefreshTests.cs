using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Refresh;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog.Refresh;

public sealed class CatalogRefreshTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    static CancellationToken None => CancellationToken.None;

    [Theory, MemberData(nameof(Engines))]
    public async Task Files_of_an_address_become_the_catalog_and_unchanged_ones_are_not_fetched_again(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        var first = await it.Refresh();
        Assert.Equal(("loaded", 1, 7), (first.Outcome, first.Generation, first.Files.Count));
        Assert.Equal("Lantern 7", (await it.House.Title("tt0000007"))!.Title);
        Assert.Equal(7, Directory.GetFiles(it.Downloads, "*.tsv.gz").Length);

        it.Server.Asked.Clear();
        var second = await it.Refresh();
        Assert.Equal(("unchanged", 1), (second.Outcome, second.Generation));
        Assert.Equal(7, it.Server.Asked.Count(a => a.IfNoneMatch == "\"1\""));
        Assert.Equal(1, it.Generation);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_new_file_is_fetched_and_everything_built_from_it_and_the_kept_ones(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        it.Server.Serve(ImdbFile.Basics, "\"2\"", [.. RefreshHouse.Films(100), "tt0000777|movie|A new one|A new one|0|2026|\\N|90|Drama"]);
        Assert.Equal(("loaded", 2), await it.Refresh() is var r ? (r.Outcome, r.Generation) : default);
        Assert.Equal("A new one", (await it.House.Title("tt0000777"))!.Title);
        Assert.Equal(3, (await it.House.Get<CatalogFacts>().Find(None)).People);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_that_shrank_is_held_back_with_a_question_and_the_catalog_stays(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        it.Serve("\"2\"", films: 80);
        var held = await it.Refresh();
        Assert.Equal(("held", 1), (held.Outcome, held.Generation));
        Assert.Equal(2, held.Held.Count);
        Assert.Equal(("title.basics", 80L, 100L, 20.0), (held.Held[0].Name, held.Held[0].Rows, held.Held[0].RowsBefore, held.Held[0].Percent));
        Assert.NotNull(await it.House.Title("tt0000099"));
        Assert.Equal("held", (await it.Refresh()).Outcome);

        var load = await it.House.Get<HeldFiles>().Allow(None);
        Assert.Equal(new RefreshArguments(RefreshScope.Everything, null, Fetch: false), load);
        Assert.Equal("loaded", (await it.House.Get<CatalogRefresh>().Run(load, _ => { }, None)).Outcome);
        Assert.Null(await it.House.Title("tt0000099"));
        // What was allowed is what the next one is compared with.
        it.Serve("\"3\"", films: 79);
        Assert.Equal("loaded", (await it.Refresh()).Outcome);
        await Assert.ThrowsAsync<Refusal>(() => it.House.Get<HeldFiles>().Allow(None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_the_host_declines_is_thrown_away_not_fetched_again_and_a_newer_one_is(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        it.Server.Serve(ImdbFile.Basics, "\"2\"", RefreshHouse.Films(50));
        Assert.Equal("held", (await it.Refresh()).Outcome);
        await it.House.Get<HeldFiles>().Discard(None);
        Assert.False(File.Exists(ImdbDatasetClient.Path(it.Downloads, ImdbFile.Basics)));
        it.Server.Asked.Clear();
        Assert.Equal("declined", (await it.Refresh()).Outcome);
        Assert.Contains(it.Server.Asked, a => a.File == "title.basics.tsv.gz" && a.IfNoneMatch == "\"2\"");
        Assert.Equal(1, it.Generation);
        it.Server.Serve(ImdbFile.Basics, "\"3\"", RefreshHouse.Films(101));
        Assert.Equal("loaded", (await it.Refresh()).Outcome);
        Assert.NotNull(await it.House.Title("tt0000101"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_that_vanished_from_the_server_leaves_the_catalog_as_it_is(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        it.Server.Remove(ImdbFile.Names);
        var refused = await Assert.ThrowsAsync<Refusal>(() => it.Refresh());
        Assert.Contains("name.basics", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, it.Generation);
        var outcome = (await it.House.Get<RefreshOutcomes>().All(None))[RefreshScope.Everything];
        Assert.Equal((1, refused.Message), (outcome.Failures, outcome.Failure!.In(Marquee.Texts.Language.English)));
        Assert.NotNull(outcome.SucceededAt);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_smaller_server_with_titles_alone_is_enough(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        foreach (var file in new[] { ImdbFile.Names, ImdbFile.Crew, ImdbFile.Principals, ImdbFile.Akas, ImdbFile.Episodes })
        {
            it.Server.Remove(file);
        }

        Assert.Equal(2, (await it.Refresh()).Files.Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_broken_file_fails_the_refresh_and_not_the_catalog(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        it.Server.ServeRaw(ImdbFile.Akas, "\"2\"", Integrations.Tests.Imdb.DatasetServer.Zipped("<html>")[..^3]);
        Assert.Contains("damaged", (await Assert.ThrowsAsync<Refusal>(() => it.Refresh())).Message, StringComparison.Ordinal);
        Assert.Equal(1, it.Generation);
        it.Serve("\"3\"");
        Assert.Equal("unchanged", (await it.Refresh()).Outcome);
        Assert.Null((await it.House.Get<RefreshOutcomes>().All(None))[RefreshScope.Everything].Failure);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_terms_and_titles_come_first(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        Assert.Contains("everything first", (await Assert.ThrowsAsync<Refusal>(() => it.Refresh(RefreshScope.Ratings))).Message, StringComparison.Ordinal);
        await it.House.Get<Settings>().Set<long?>("imdb.terms", null, None);
        Assert.Contains("terms", (await Assert.ThrowsAsync<Refusal>(() => it.Refresh())).Message, StringComparison.Ordinal);
        Assert.Empty(it.Server.Asked);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_restored_house_without_its_files_fetches_them_again(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        Directory.Delete(it.Downloads, recursive: true);
        it.Server.Asked.Clear();
        Assert.Equal("unchanged", (await it.Refresh()).Outcome);
        Assert.All(it.Server.Asked, a => Assert.Equal("", a.IfNoneMatch ?? ""));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rows_of_a_folder_import_guard_the_next_fetch(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        using var files = ImdbFiles.Small().Write(ImdbFile.Basics, [.. RefreshHouse.Films(300)]);
        await new CatalogImportWork(it.House.Get<CatalogImport>(), it.House.Get<Datasets>()).Run(new CatalogImportArguments(files.Folder), new Marquee.Jobs.JobProgress(1, 1), None);
        Assert.Equal("held", (await it.Refresh()).Outcome);
    }
}
