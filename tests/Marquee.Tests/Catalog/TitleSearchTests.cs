using Marquee.Catalog;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

public sealed class TitleSearchTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    static readonly (string Text, string Id)[] Known =
    [
        ("harbour of salt", "tt0000101"), ("SAL Y PUERTO", "tt0000101"), ("hafen aus salz", "tt0000101"), ("harbor of sallt", "tt0000101"),
        ("salt harbour 1994", "tt0000101"), ("tt0000101", "tt0000101"), ("https://www.imdb.com/title/tt0000101/", "tt0000101"),
        ("lighthouse keepers s02e05", "tt10000202"), ("second lamp", "tt10000202"), ("quoted", "tt0000102"),
    ];

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_title_is_found_by_its_names_years_numbers_and_links(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        foreach (var (text, id) in Known)
        {
            Assert.Equal((text, id), (text, (await Find(house, text))[0].Title.Id.ToString()));
        }
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task An_episode_comes_with_its_series(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        Assert.Equal("The Lighthouse Keepers", (await Find(house, "second lamp"))[0].Title.Series!.Title);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Adult_titles_and_other_kinds_are_left_out_unless_asked_for(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        Assert.DoesNotContain(await Find(house, "after dark"), h => h.Title.Adult);
        Assert.Contains((await house.Get<TitleSearch>().Search("after dark", null, 30, Sight.Everything, Ct)).Hits, h => h.Title.Adult);
        Assert.All((await house.Get<TitleSearch>().Search("lamp", [TitleKind.TvEpisode], 30, Sight.WithoutAdult, Ct)).Hits, h => Assert.Equal(TitleKind.TvEpisode, h.Title.Kind));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task What_is_being_typed_finds_by_its_beginning(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        Assert.Contains((await house.Get<TitleSearch>().Suggest("harbour of sa", null, 8, Sight.WithoutAdult, Ct)).Hits, h => h.Title.Id.Number == 101);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Titles_of_members_files_are_found_until_the_catalog_has_them_itself(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        Assert.Empty(await Find(house, "lost reel"));
        await house.Get<KnownTitles>().Keep([new KnownTitle { Id = new TitleId(42), Title = "Lost Reel", Year = 1931, Kind = TitleKind.Movie }], Ct);
        await house.Get<KnownSearch>().Refresh(Ct);
        Assert.True(Assert.Single(await Find(house, "lost rele 1931")).Title.Known);
        using var later = new ImdbFiles().Write(ImdbFile.Basics, "tt0000042|movie|Lost Reel|Lost Reel|0|1931|\\N|61|Drama");
        await house.Import(later);
        var found = Assert.Single(await Find(house, "lost reel"));
        Assert.Equal((false, 61), (found.Title.Known, found.Title.Runtime));
    }

    [Fact]
    public async Task Without_a_catalog_members_titles_are_found_on_either_engine()
    {
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.Postgres])
        {
            await using var house = await TestHouse.Open(engine, services => services.AddCatalog());
            Assert.Empty(await Find(house, "lost reel"));
            await house.Get<KnownTitles>().Keep([new KnownTitle { Id = new TitleId(42), Title = "Lost Reel", Kind = TitleKind.Movie }], Ct);
            await house.Get<KnownSearch>().Refresh(Ct);
            Assert.Equal(42, Assert.Single(await Find(house, "lost reel")).Title.Id.Number);
        }
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Searches_never_fail_while_imports_replace_the_catalog(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        using var enough = new CancellationTokenSource();
        var searching = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var searches = 0;
            for (; !enough.IsCancellationRequested; searches++)
            {
                Assert.Equal(101, (await Find(house, "harbour of salt"))[0].Title.Id.Number);
            }

            return searches;
        })).ToList();
        for (var i = 0; i < 5; i++)
        {
            await house.Import(files);
        }

        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(searching), searches => Assert.True(searches > 0));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_damaged_index_finds_nothing_instead_of_failing(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        await File.WriteAllTextAsync(Path.Combine(house.Get<DataFolder>().Generation(1), "titles.index"), "no index at all");
        Assert.Empty(await Find(house, "harbour"));
        await house.Import(files);
        Assert.NotEmpty(await Find(house, "harbour"));
    }

    static async Task<IReadOnlyList<FoundTitle>> Find(TestHouse house, string text) => (await house.Get<TitleSearch>().Search(text, null, 30, Sight.WithoutAdult, Ct)).Hits;
}
