using Dapper;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Storage.Moving;

namespace Marquee.Tests.Catalog;

/// <summary>The catalog goes to the other engine with the house: every row, the index files, and what the house says of it.</summary>
public sealed class CatalogMoveTests
{
    const int Titles = 9000;
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine, Engine> Directions => new() { { Engine.Sqlite, Engine.Postgres }, { Engine.Postgres, Engine.Sqlite } };

    [Fact]
    public async Task It_goes_there_and_back_and_is_the_same_for_search_pages_and_lists()
    {
        using var files = Files();
        await using var house = await CatalogHouse.With(files);
        await house.Database.Write(Store.House, w => w.Execute("update house.generation set switched_at = 1700000000, part = @part", new { part = CatalogSubset.Of("movie", 5, true).Stored }), Ct);
        await using var postgres = await CatalogHouse.Open(Engine.Postgres);
        var there = await Move(house, postgres);
        Assert.Equal(Titles, there.Single(t => t.Name == "catalog.title").Rows);
        await AssertSame(house, postgres);

        // The index that is made later than its tables, and the key, are there as after an import.
        await using var imported = await CatalogHouse.With(files, Engine.Postgres);
        Assert.Equal(await PostgresIndexes(imported), await PostgresIndexes(postgres));

        await using var back = await CatalogHouse.Open();
        Assert.Equal(there, await Move(postgres, back));
        await AssertSame(house, back);
        await using var connection = await back.Database.Read(Ct);
        Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("pragma catalog.integrity_check"));
        Assert.Equal(2, (await back.Import(files)).Generation);
    }

    [Theory, MemberData(nameof(Directions))]
    public async Task Cut_off_in_any_table_it_is_made_anew_by_the_next_move(Engine from, Engine to)
    {
        using var files = Files();
        await using var house = await CatalogHouse.With(files, from);
        await using var target = await CatalogHouse.Open(to);
        foreach (var table in (string[])["catalog.aka", "catalog.title"])
        {
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Mover(house, target).Run(told =>
            {
                if (told.Sentence.Code == "storage.move.copying" && told.Sentence.Values.Any(v => Equals(v.Value, table)))
                {
                    stop.Cancel();
                }
            }, stop.Token));
            Assert.Equal(0, (await target.Get<Generations>().Find(Ct)).Number);
        }

        await Move(house, target);
        await AssertSame(house, target);
        Assert.Equal([0, 1], await target.Database.GenerationsThere(Ct));
    }

    [Theory, MemberData(nameof(Directions))]
    public async Task A_row_that_differs_is_found_and_the_target_gets_no_catalog(Engine from, Engine to)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, from);
        await using var target = await CatalogHouse.Open(to);
        var spoilt = false;
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Mover(house, target).Run(told =>
        {
            if (!spoilt && told.Sentence.Code == "storage.move.comparing")
            {
                spoilt = true;
                Task.Run(() => Spoil(target)).GetAwaiter().GetResult();
            }
        }, Ct));
        Assert.Contains("catalog.title has another checksum in the target (6 rows) than in the source (6 rows)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await target.Get<Generations>().Find(Ct)).Number);
    }

    [Fact]
    public async Task A_house_without_a_catalog_has_none_afterwards()
    {
        await using var house = await CatalogHouse.Open();
        await using var target = await CatalogHouse.Open(Engine.Postgres);
        Assert.Empty(await Move(house, target));
        Assert.Equal([0], await target.Database.GenerationsThere(Ct));
    }

    [Fact]
    public async Task A_generation_whose_index_files_are_gone_gets_new_ones()
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files);
        var index = house.Get<DataFolder>().Generation(1);
        var before = await File.ReadAllBytesAsync(Path.Combine(index, "titles.index"));
        await using var target = await CatalogHouse.Open(Engine.Postgres);
        File.Delete(Path.Combine(index, "titles.index"));
        await Move(house, target);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(target.Get<DataFolder>().Generation(1), "titles.index")));
        Assert.Equal(101, (await Found(target, "hafen aus salz"))[0]);
    }

    static async Task Spoil(TestHouse house)
    {
        await using var connection = house.Database is PostgresDatabase postgres
            ? (System.Data.Common.DbConnection)await postgres.Open(1, Ct)
            : await SqliteConnections.Open(house.Get<DataFolder>().CatalogFile(1), Store.Catalog, pooled: false, Ct);
        await connection.ExecuteAsync("update catalog.title set year = 1993 where id = 101");
    }

    static async Task AssertSame(TestHouse house, TestHouse other)
    {
        Assert.Equal(await house.Get<Generations>().Find(Ct), await other.Get<Generations>().Find(Ct));
        Assert.Equivalent(await house.Get<CatalogFacts>().Find(Ct), await other.Get<CatalogFacts>().Find(Ct));
        foreach (var query in (string[])["lantern 17", "hafen aus salz", "lanten 8000", "ines vega"])
        {
            Assert.Equal(await Found(house, query), await Found(other, query));
        }

        Assert.Equal(["Ines Vega"], (await other.Get<TitlePages>().Find(new TitleId(101), Ct))!.Directors.Select(p => p.Name));
        foreach (var file in (string[])["titles.index", "browse.index"])
        {
            Assert.Equal(await Index(house, file), await Index(other, file));
        }
    }

    static async Task<List<long>> Found(TestHouse house, string query) => [.. (await house.Get<TitleSearch>().Search(query, null, 20, Sight.WithoutAdult, Ct)).Hits.Select(h => h.Title.Id.Number)];

    static Task<byte[]> Index(TestHouse house, string file) => File.ReadAllBytesAsync(Path.Combine(house.Get<DataFolder>().Generation(house.Database.CurrentGeneration), file));

    static async Task<List<string>> PostgresIndexes(TestHouse house)
    {
        await using var connection = await house.Database.Read(Ct);
        return (await connection.QueryAsync<string>("select indexdef from pg_indexes where schemaname = 'catalog_1' order by 1")).AsList();
    }

    static CatalogMove Mover(TestHouse from, TestHouse to) => new(from.Database, from.Get<DataFolder>(), to.Database, FolderOf(from, to), TimeProvider.System);

    static Task<IReadOnlyList<MovedTable>> Move(TestHouse from, TestHouse to) => Mover(from, to).Run(_ => { }, Ct);

    /// <summary>As <c>marquee move</c> has it: a node on PostgreSQL keeps the data folder that it had on SQLite.</summary>
    static DataFolder FolderOf(TestHouse from, TestHouse to)
    {
        if (from.Database.Dialect.Engine == Engine.Sqlite && Directory.Exists(from.Get<DataFolder>().Generation(1)))
        {
            Directory.CreateDirectory(to.Get<DataFolder>().Generation(1));
            foreach (var file in Directory.GetFiles(from.Get<DataFolder>().Generation(1), "*.index"))
            {
                File.Copy(file, Path.Combine(to.Get<DataFolder>().Generation(1), Path.GetFileName(file)), overwrite: true);
            }
        }

        return to.Get<DataFolder>();
    }

    /// <summary>More rows than a batch holds, and texts that are longer than a batch has room for.</summary>
    static ImdbFiles Files() => ImdbFiles.Small()
        .Write(ImdbFile.Basics, ["tt0000101|movie|Harbour of Salt|Sal y puerto|0|1994|\\N|102|Drama,Space-Opera", .. Enumerable.Range(1000, Titles - 1).Select(i => $"tt{i:D7}|movie|Lantern {i}|Lantern {i}|0|{1950 + (i % 70)}|\\N|90|Drama")])
        .Write(ImdbFile.Crew, "tt0000101|nm0000001|nm0000002")
        .Write(ImdbFile.Countries, "tt0000101|DE,FR", "tt0001000|US")
        .Write(ImdbFile.Akas, ["tt0000101|2|Hafen aus Salz|DE|\\N|imdbDisplay|\\N|0", .. Enumerable.Range(1000, 40).Select(i => $"tt{i:D7}|1|Žluť 電影 🎬 {i}|CZ|\\N|\\N|{new string('x', 50_000)}|0")]);
}
