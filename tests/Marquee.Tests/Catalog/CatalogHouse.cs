using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>A house whose host has accepted IMDb's terms.</summary>
static class CatalogHouse
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    public static async Task<TestHouse> Open(Engine engine = Engine.Sqlite)
    {
        var house = await TestHouse.Open(engine, services => services.AddCatalog());
        await house.Get<ImdbTerms>().Accept(CancellationToken.None);
        return house;
    }

    public static async Task<TestHouse> With(ImdbFiles files, Engine engine = Engine.Sqlite)
    {
        var house = await Open(engine);
        await house.Import(files);
        return house;
    }

    public static Task<ImportReport> Import(this TestHouse house, ImdbFiles files, Action<ImportProgress>? report = null, CancellationToken ct = default) =>
        house.Get<CatalogImport>().Run(new CatalogImportArguments(files.Folder), report ?? (_ => { }), ct);

    public static async Task<TitleFacts?> Title(this TestHouse house, string id) => await house.Get<Titles>().Find(TitleId.Parse(id, null), CancellationToken.None);
}
