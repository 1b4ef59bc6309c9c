using Dapper;
using Marquee.Storage;

namespace Marquee.Tests.Storage;

public sealed class MigrationTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task Opening_twice_applies_nothing_twice(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var before = await Applied(house);
        await house.Get<StoreOpening>().Open(writing: true, CancellationToken.None);
        Assert.Equal(before, await Applied(house));
        Assert.Equal(Migrations.For(engine).Count(m => m.Store == Store.House), before);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_store_of_a_newer_release_is_refused(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await house.Database.Write(Store.House, w => w.Execute("insert into house.migration (number, name, checksum, applied_at) values (9999, 'later', 'x', 0)"), CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<StoreOpening>().Open(writing: true, CancellationToken.None));
        Assert.Contains("newer Marquee", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_edited_migration_is_refused(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await house.Database.Write(Store.House, w => w.Execute("update house.migration set checksum = 'edited' where number = 1"), CancellationToken.None);
        await Assert.ThrowsAsync<Refusal>(() => house.Get<StoreOpening>().Open(writing: true, CancellationToken.None));
    }

    [Fact]
    public void Numbers_are_unique_within_a_store() => Assert.All(
        Enum.GetValues<Engine>(),
        engine => Assert.All(Migrations.For(engine).GroupBy(m => (m.Store, m.Number)), same => Assert.Single(same)));

    static async Task<long> Applied(TestHouse house)
    {
        await using var connection = await house.Database.Read(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>("select count(*) from house.migration");
    }
}
