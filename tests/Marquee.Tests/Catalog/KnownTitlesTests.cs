using Marquee.Catalog;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

public sealed class KnownTitlesTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_the_catalog_lacks_is_read_from_a_members_file(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, services => services.AddCatalog());
        await house.Get<KnownTitles>().Keep(
            [new KnownTitle { Id = new TitleId(42), Title = "Lost Reel", Original = "Lost Reel", Year = 1931, Kind = TitleKind.Movie, Runtime = 61, Genres = Genres.Of(["Drama"]) }], CancellationToken.None);
        var found = (await house.Title("tt0000042"))!;
        Assert.Equal(("Lost Reel", null, 1931, TitleKind.Movie, 61, true), (found.Title, found.Original, found.Year, found.Kind, found.Runtime, found.Known));
        Assert.Equal(["Drama"], found.Genres.Names);
        var many = Enumerable.Range(1, 1200).Select(i => new TitleId(i)).ToList();
        Assert.Equal(new TitleId(42), Assert.Single(await house.Get<Titles>().Find(many, CancellationToken.None)).Key);
        Assert.Empty(await house.Get<Titles>().InCatalog(many, CancellationToken.None));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task It_completes_itself_when_a_catalog_knows_it(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.Open(engine);
        await house.Get<KnownTitles>().Keep([new KnownTitle { Id = new TitleId(101), Title = "As in my list", Kind = TitleKind.Movie }], CancellationToken.None);
        Assert.Equal("As in my list", (await house.Title("tt0000101"))!.Title);
        await house.Import(files);
        var found = (await house.Title("tt0000101"))!;
        Assert.Equal(("Harbour of Salt", false, 40_000), (found.Title, found.Known, found.Votes));
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_title_that_vanishes_from_the_dump_stays_readable_for_those_who_have_it(Engine engine)
    {
        using var files = ImdbFiles.Small().Write(ImdbFile.Countries, "tt10000201|ES,PT");
        await using var house = await CatalogHouse.With(files, engine);
        var before = (await house.Title("tt10000201"))!;
        await house.Get<KnownTitles>().Remember([before.Id], CancellationToken.None);
        using var later = new ImdbFiles().Write(ImdbFile.Basics, "tt0000101|movie|Harbour of Salt|Sal y puerto|0|1994|\\N|102|Drama,Romance");
        await house.Import(later);
        var after = (await house.Title("tt10000201"))!;
        Assert.Equal(["ES", "PT"], after.Countries);
        Assert.Equal(before with { Known = true, Countries = after.Countries }, after);
        Assert.Null(await house.Title("tt10000202"));
        var page = await house.Get<TitlePages>().Find(before.Id, CancellationToken.None);
        Assert.Equal("First Lamp", page!.Facts.Title);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task A_members_file_never_replaces_what_imdb_said(Engine engine)
    {
        using var files = ImdbFiles.Small();
        await using var house = await CatalogHouse.With(files, engine);
        await house.Get<KnownTitles>().Remember([new TitleId(101)], CancellationToken.None);
        await house.Get<KnownTitles>().Keep([new KnownTitle { Id = new TitleId(101), Title = "Typed by hand", Kind = TitleKind.Movie }], CancellationToken.None);
        using var later = new ImdbFiles().Write(ImdbFile.Basics, "tt0000009|movie|Other|Other|0|\\N|\\N|\\N|\\N");
        await house.Import(later);
        Assert.Equal("Harbour of Salt", (await house.Title("tt0000101"))!.Title);
    }
}
