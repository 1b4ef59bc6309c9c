using Dapper;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>Several nodes on one PostgreSQL database, each with a data folder of its own, have one catalog.</summary>
public sealed class SeveralNodesTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_node_serves_what_another_has_imported_once_it_holds_the_search_index()
    {
        using var files = ImdbFiles.Small();
        await using var importing = await CatalogHouse.With(files, Engine.Postgres);
        await using var other = await Node(importing);
        await other.Get<GenerationFollower>().Follow(Ct);
        Assert.Equal(101, await First(other, "hafen aus salz"));
        Assert.Equal(await Index(importing, 1), await Index(other, 1));
        using var later = new ImdbFiles().Write(ImdbFile.Basics, "tt0000101|movie|Renamed|Renamed|0|1994|\\N|102|Drama");
        await importing.Import(later);
        Assert.Equal("Harbour of Salt", (await other.Title("tt0000101"))!.Title);
        await Task.Run(async () =>
        {
            other.Database.Pin();
            await other.Get<GenerationFollower>().Follow(Ct);
            Assert.Equal(2, other.Database.CurrentGeneration);
            Assert.Equal("Harbour of Salt", (await other.Title("tt0000101"))!.Title);
            Assert.Equal(101, await First(other, "hafen aus salz"));
        });
        Assert.Equal("Renamed", (await other.Title("tt0000101"))!.Title);
        Assert.Null(await First(other, "hafen aus salz"));
    }

    [Fact]
    public async Task A_generation_that_some_node_still_serves_is_not_dropped()
    {
        using var files = ImdbFiles.Small();
        await using var importing = await CatalogHouse.With(files, Engine.Postgres);
        await using var slow = await Node(importing);
        await slow.Get<GenerationFollower>().Follow(Ct);
        for (var i = 0; i < 3; i++)
        {
            await importing.Import(files);
        }

        Assert.Equal([0, 1, 2, 3, 4], await importing.Database.GenerationsThere(Ct));
        Assert.Equal(101, await First(slow, "harbour"));
        await slow.Get<GenerationFollower>().Follow(Ct);
        await importing.Import(files);
        Assert.Equal([0, 1, 3, 4, 5], await importing.Database.GenerationsThere(Ct));
        await slow.Get<GenerationFollower>().Follow(Ct);
        Assert.Equal([4, 5], slow.Get<DataFolder>().Generations());
        await importing.Get<GenerationFolders>().Sweep(Ct);
        Assert.Equal([0, 4, 5], await importing.Database.GenerationsThere(Ct));
    }

    [Fact]
    public async Task What_a_broken_fetch_left_or_the_disk_damaged_is_fetched_again()
    {
        using var files = ImdbFiles.Small();
        await using var importing = await CatalogHouse.With(files, Engine.Postgres);
        var whole = await Index(importing, 1);
        foreach (var left in (byte[][])[whole[..100], [.. whole.Select((b, i) => i == 2000 ? (byte)~b : b)], []])
        {
            await using var node = await Node(importing);
            var folder = Directory.CreateDirectory(node.Get<DataFolder>().Generation(1)).FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, "titles.index"), left);
            await File.WriteAllBytesAsync(Path.Combine(folder, "titles.index.part"), left);
            Assert.Equal(101, await First(node, "harbour"));
            Assert.Equal(whole, await Index(node, 1));
        }
    }

    [Fact]
    public async Task An_index_that_is_damaged_in_the_database_is_never_served_and_search_goes_on()
    {
        using var files = ImdbFiles.Small();
        await using var importing = await CatalogHouse.With(files, Engine.Postgres);
        await using (var connection = await importing.Database.Read(Ct))
        {
            await connection.ExecuteAsync("update catalog.search_index_part set bytes = substr(bytes, 2) where number = 0");
        }

        await using var node = await Node(importing);
        Assert.Null(await First(node, "harbour"));
        await Assert.ThrowsAsync<InvalidDataException>(() => node.Get<GenerationFollower>().Follow(Ct));
        await importing.Import(files);
        await node.Get<GenerationFollower>().Follow(Ct);
        Assert.Equal(101, await First(node, "harbour"));
    }

    [Fact]
    public async Task One_node_imports_at_a_time_and_a_dead_one_does_not_block_the_others()
    {
        using var files = ImdbFiles.Small();
        await using var first = await CatalogHouse.Open(Engine.Postgres);
        await using var second = await Node(first);
        var held = (await first.Get<ICatalogEngine>().TryLock(Ct))!;
        Assert.Equal(Refusal.Busy, (await Assert.ThrowsAsync<Refusal>(() => second.Import(files))).ExitCode);
        await using (var connection = await second.Database.Read(Ct))
        {
            // With the patience to see it gone: the server tells a session that it ends before it lets go of its locks.
            await connection.ExecuteAsync("select pg_terminate_backend(pid, 60000) from pg_locks where locktype = 'advisory' and objid = 7265 and database = (select oid from pg_database where datname = current_database())");
        }

        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => held.Confirm(Ct));
        await held.DisposeAsync();
        Assert.Equal(1, (await second.Import(files)).Generation);
    }

    [Fact]
    public async Task What_a_killed_import_left_is_swept_at_start_and_generations_survive_a_crash_of_the_server()
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, Engine.Postgres);
        await using var connection = await house.Database.Read(Ct);
        await connection.ExecuteAsync("create schema catalog_2; create table catalog_2.title (id bigint); create schema catalog");
        await house.Get<GenerationFolders>().Sweep(Ct);
        await house.Get<StoreOpening>().Open(writing: true, Ct);
        Assert.Equal([0, 1], await house.Database.GenerationsThere(Ct));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from pg_namespace where nspname = 'catalog'"));
        Assert.Equal(["p"], await connection.QueryAsync<string>("select distinct cast(relpersistence as text) from pg_class where relnamespace = cast('catalog_1' as regnamespace)"));
    }

    [Fact]
    public async Task A_house_whose_catalog_was_not_restored_starts_with_the_newest_that_is_there()
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, Engine.Postgres);
        await house.Import(files);
        await using (var connection = await house.Database.Read(Ct))
        {
            await connection.ExecuteAsync("drop schema catalog_2 cascade");
        }

        await using var restarted = await Node(house);
        Assert.Equal(1, restarted.Database.CurrentGeneration);
        Assert.Equal(101, await First(restarted, "harbour"));
    }

    [Fact]
    public async Task Two_nodes_that_start_together_load_one_sample()
    {
        await using var first = await CatalogHouse.Open(Engine.Postgres);
        await using var second = await Node(first);
        var loaded = await Task.WhenAll(first.Get<SampleCatalog>().LoadIfEmpty(Ct), second.Get<SampleCatalog>().LoadIfEmpty(Ct));
        Assert.Single(loaded, true);
        Assert.Equal([0, 1], await first.Database.GenerationsThere(Ct));
    }

    [Fact]
    public async Task Both_engines_build_the_same_search_index_and_nodes_get_it_in_parts()
    {
        // In the order of IMDb's files, by the text of the id: not the order of the numbers.
        var random = new Random(3);
        var ids = Enumerable.Range(0, 20_000).Select(i => $"tt{(i % 2 == 0 ? 1_000_000 : 10_000_000) + i:D7}").Order(StringComparer.Ordinal).ToList();
        using var files = new ImdbFiles()
            .Write(ImdbFile.Basics, [.. ids.Select(id => $"{id}|movie|{Name()}|{Name()}|0|{1950 + random.Next(70)}|\\N|90|Drama")])
            .Write(ImdbFile.Akas, [.. ids.Where((_, i) => i % 3 == 0).Select(id => $"{id}|1|{Name()}|DE|\\N|\\N|\\N|0")]);
        await using var sqlite = await CatalogHouse.With(files);
        await using var postgres = await CatalogHouse.With(files, Engine.Postgres);
        await using var other = await Node(postgres);
        await other.Get<GenerationFollower>().Follow(Ct);
        var index = await Index(sqlite, 1);
        Assert.True(index.Length > 2 << 20, $"{index.Length} bytes are not several parts");
        Assert.Equal(index, await Index(postgres, 1));
        Assert.Equal(index, await Index(other, 1));

        string Name() => string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(3, 9)).Select(_ => (char)('a' + random.Next(26))))));
    }

    static Task<TestHouse> Node(TestHouse first) => TestHouse.Beside(first, services => services.AddCatalog());

    static Task<byte[]> Index(TestHouse house, int generation) => File.ReadAllBytesAsync(Path.Combine(house.Get<DataFolder>().Generation(generation), "titles.index"));

    static async Task<long?> First(TestHouse house, string text) =>
        (await house.Get<TitleSearch>().Search(text, null, 30, Sight.WithoutAdult, Ct)).Hits is [var hit, ..] ? hit.Title.Id.Number : null;
}
