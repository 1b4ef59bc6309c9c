using Marquee.Storage;

namespace Marquee.Catalog.Import;

static class CatalogEngines
{
    /// <param name="folder">Where the generations are, with SQLite.</param>
    public static ICatalogEngine Of(Database database, DataFolder folder, TimeProvider time) =>
        database is PostgresDatabase postgres ? new PostgresCatalogEngine(postgres, time) : new SqliteCatalogEngine(folder, time);
}
