using Dapper;
using Marquee.Catalog.Import;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>An index of a hundred million rows takes minutes: what builds a generation has no time limit, what pages ask has one.</summary>
public sealed class LongStatementTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task On_PostgreSQL_only_the_import_may_take_long()
    {
        await using var house = await CatalogHouse.Open(Engine.Postgres);
        var database = (PostgresDatabase)house.Database;
        await using var loader = await PostgresBulkLoader.Begin(database, 99, null, TimeProvider.System, Ct);
        await using var building = loader.Connection.CreateCommand();
        Assert.Equal(0, building.CommandTimeout);
        Assert.Equal("catalog_99", (await loader.Connection.QueryAsync<string>("select nspname from pg_namespace where nspname = 'catalog_99'")).Single());
        await using var reading = await house.Database.Read(Ct);
        await using var page = reading.CreateCommand();
        Assert.InRange(page.CommandTimeout, 1, 60);
    }
}
