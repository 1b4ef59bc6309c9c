using Dapper;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Refresh;
using Marquee.Catalog.Search;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog.Refresh;

public sealed class RatingsRefreshTests
{
    static CancellationToken None => CancellationToken.None;

    [Theory]
    [MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Ratings_alone_give_the_same_catalog_as_importing_everything_again(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        // Some rise, some fall, tt0000100 loses its rating, one line is no use.
        it.Server.Serve(ImdbFile.Ratings, "\"2\"", [.. Enumerable.Range(1, 99).Select(i => $"tt{i:D7}|{1 + (i * 13 % 90 / 10.0):0.0}|{((i * 37) % 101) + 5}"), "tt0000100|x|y"]);
        var alone = await it.Refresh(RefreshScope.Ratings);
        Assert.Equal(("loaded", 2, "title.ratings", 100L, 1L), (alone.Outcome, alone.Generation, alone.Files[0].Name, alone.Files[0].Rows, alone.Files[0].Rejected));
        var (cheap, cheapHits) = (await Dump(it, 2), Search(it, 2));

        // The same files once more, all of them.
        await it.House.Get<Marquee.Catalog.Import.CatalogImport>().Run(new Marquee.Catalog.Import.CatalogImportArguments(it.Downloads), _ => { }, None);
        Assert.Equal(3, it.Generation);
        Assert.Equal(await Dump(it, 3), cheap);
        Assert.Equal(Search(it, 3), cheapHits);
        Assert.Contains(cheap, line => line.StartsWith("title|100|", StringComparison.Ordinal) && line.EndsWith("||", StringComparison.Ordinal));
        Assert.Contains("title.ratings\t101", await File.ReadAllTextAsync(Path.Combine(it.House.Get<DataFolder>().Generation(2), "rejects.tsv")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_part_stays_that_part_through_ratings_alone_and_through_everything(Engine engine)
    {
        await using var it = await RefreshHouse.Open(engine);
        await it.Refresh();
        var part = CatalogSubset.Of("movie", 500, episodePrincipals: true);
        await it.House.Get<CatalogRefresh>().Run(new RefreshArguments(RefreshScope.Everything, it.Server.Address, Subset: part), _ => { }, None);
        Assert.Equal((2, 40L, part), await Kept(it));

        // tt0000011 rises above the votes that the part asks for, but the ratings bring no title.
        it.Server.Serve(ImdbFile.Ratings, "\"2\"", [.. Enumerable.Range(1, 100).Select(i => $"tt{i:D7}|5.0|{(i == 11 ? 9000 : (i * 10) + 1)}")]);
        Assert.Equal("title.ratings", Assert.Single((await it.Refresh()).Files).Name);
        Assert.Equal((3, 40L, part), await Kept(it));
        Assert.Null(await it.House.Title("tt0000011"));

        it.Serve("\"3\"", films: 101);
        it.ServeRatings("\"3\"", 101, 2);
        Assert.Equal(7, (await it.Refresh()).Files.Count);
        Assert.Equal((4, 41L, part), await Kept(it));
    }

    static async Task<(int, long, CatalogSubset?)> Kept(RefreshHouse it)
    {
        var state = await it.House.Get<CatalogFacts>().Find(None);
        await using var connection = await it.House.Database.Read(None);
        return (state.Generation, await connection.ExecuteScalarAsync<long>("select count(*) from catalog.title"), state.Subset);
    }

    [Fact]
    public async Task When_nothing_but_the_ratings_is_new_everything_is_ratings_alone()
    {
        await using var it = await RefreshHouse.Open();
        await it.Refresh();
        it.ServeRatings("\"2\"", 100, 3);
        var told = new List<string>();
        var report = await it.Refresh(told: told.Add);
        Assert.Equal("title.ratings", Assert.Single(report.Files).Name);
        Assert.Contains("Comparing ratings", told);
        Assert.Equal(73, (await it.House.Title("tt0000007"))!.Votes);
    }

    [Fact]
    public async Task Readers_keep_the_generation_they_began_with_and_the_one_before_goes_with_the_next()
    {
        await using var it = await RefreshHouse.Open();
        await it.Refresh();
        await using var old = await it.House.Database.Read(None);
        for (var more = 1; more <= 3; more++)
        {
            it.ServeRatings($"\"{more + 1}\"", 100, more);
            await it.Refresh(RefreshScope.Ratings);
            Assert.Equal(70 + more, (await it.House.Title("tt0000007"))!.Votes);
            Assert.Equal(70, await old.ExecuteScalarAsync<long>("select votes from catalog.title where id = 7"));
        }

        // Two were current within minutes: requests may still read the one before.
        Assert.Equal(["0000", "0002", "0003", "0004"], Generations(it));
        await it.House.Database.Write(Store.House, w => w.Execute("update house.generation set switched_at = switched_at - 3600"), None);
        it.ServeRatings("\"9\"", 100, 9);
        await it.Refresh(RefreshScope.Ratings);
        Assert.Equal(["0000", "0004", "0005"], Generations(it));
    }

    [Theory]
    [InlineData("Copying")]
    [InlineData("Reading")]
    [InlineData("Comparing")]
    [InlineData("Writing")]
    [InlineData("Building")]
    public async Task A_refresh_that_is_stopped_anywhere_leaves_the_old_catalog_and_nothing_else(string where)
    {
        await using var it = await RefreshHouse.Open();
        await it.Refresh();
        it.ServeRatings("\"2\"", 100, 5);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => it.Refresh(RefreshScope.Ratings, told =>
        {
            if (told.StartsWith(where, StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }, stop.Token));
        Assert.Equal(1, it.Generation);
        Assert.Equal(["0000", "0001"], Generations(it));
        Assert.Equal(70, (await it.House.Title("tt0000007"))!.Votes);
        Assert.Equal("loaded", (await it.Refresh(RefreshScope.Ratings)).Outcome);
        Assert.Equal(75, (await it.House.Title("tt0000007"))!.Votes);
    }

    [Fact]
    public async Task Ratings_that_shrank_are_held_back_too_and_allowed_without_the_rest()
    {
        await using var it = await RefreshHouse.Open();
        await it.Refresh();
        it.ServeRatings("\"2\"", 50, 1);
        Assert.Equal("held", (await it.Refresh(RefreshScope.Ratings)).Outcome);
        var load = await it.House.Get<HeldFiles>().Allow(None);
        Assert.Equal(RefreshScope.Ratings, load.Scope);
        Assert.Equal("loaded", (await it.House.Get<CatalogRefresh>().Run(load, _ => { }, None)).Outcome);
        Assert.Null((await it.House.Title("tt0000099"))!.Votes);
    }

    static string[] Generations(RefreshHouse it) => [.. Directory.GetDirectories(it.House.Get<DataFolder>().At("catalog")).Select(d => Path.GetFileName(d)!).Order()];

    /// <summary>Every row of every table that differs between imports of different files.</summary>
    static async Task<List<string>> Dump(RefreshHouse it, int generation)
    {
        await using var connection = await it.House.Database.Read(generation, None);
        var rows = new List<string>();
        foreach (var (table, columns) in new[]
        {
            ("title", "id || '|' || kind || '|' || title || '|' || coalesce(cast(rating as text), '') || '|' || coalesce(cast(votes as text), '')"),
            ("tally", "kind || '|' || decade || '|' || genres || '|' || adult || '|' || titles || '|' || voted || '|' || votes || '|' || weighted"),
            ("source_file", "name || '|' || rows || '|' || rejected || '|' || stored || '|' || bytes"),
            ("aka", "title || '|' || ordering || '|' || name"),
            ("principal", "title || '|' || ordering || '|' || person"),
        })
        {
            rows.AddRange(await connection.QueryAsync<string>($"select '{table}|' || {columns} from catalog.{table} order by 1"));
        }

        if (it.House.Database.Dialect.Engine == Engine.Sqlite)
        {
            // The index that best lists read agrees with the table.
            Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("pragma catalog.integrity_check"));
        }

        return rows;
    }

    static List<string> Search(RefreshHouse it, int generation)
    {
        using var index = TitleIndex.Open(SearchIndexes.File(it.House.Get<DataFolder>().Generation(generation)));
        index.Verify(None);
        return [.. from query in new[] { "lantern", "lantern 7", "lanten", "lant", "hafen aus salz", "lantern 1994" }
                   from hit in index.Search(new SearchQuery { Text = query, Limit = 30 }, None)
                   select $"{query}: {hit}"];
    }
}
