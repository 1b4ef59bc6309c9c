using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>A house on SQLite whose host has accepted IMDb's terms.</summary>
static class CatalogHouse
{
    public static async Task<TestHouse> Open()
    {
        var house = await TestHouse.Open(Engine.Sqlite, services => services.AddCatalog());
        await house.Get<ImdbTerms>().Accept(CancellationToken.None);
        return house;
    }

    public static async Task<TestHouse> With(ImdbFiles files)
    {
        var house = await Open();
        await house.Import(files);
        return house;
    }

    public static Task<ImportReport> Import(this TestHouse house, ImdbFiles files, Action<ImportProgress>? report = null, CancellationToken ct = default) =>
        house.Get<CatalogImport>().Run(new CatalogImportArguments(files.Folder), report ?? (_ => { }), ct);

    public static async Task<TitleFacts?> Title(this TestHouse house, string id) => await house.Get<Titles>().Find(TitleId.Parse(id, null), CancellationToken.None);
}
