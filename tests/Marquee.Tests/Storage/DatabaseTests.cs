using Dapper;
using Marquee.Storage;

namespace Marquee.Tests.Storage;

public sealed class DatabaseTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_store_answers_to_its_name(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var connection = await house.Database.Read(CancellationToken.None);
        foreach (var store in Enum.GetValues<Store>())
        {
            await connection.ExecuteScalarAsync<long>($"select count(*) from {store.Name()}.migration");
        }

        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from catalog.title"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_setting_is_read_back_and_replaced(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var settings = house.Get<Settings>();
        Assert.Null(await settings.Find<string>("greeting", CancellationToken.None));
        await settings.Set("greeting", "hello", CancellationToken.None);
        await settings.Set("greeting", "welcome", CancellationToken.None);
        Assert.Equal("welcome", await settings.Find<string>("greeting", CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_write_that_fails_leaves_nothing(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Database.Write(Store.House, async w =>
        {
            await w.Execute("insert into house.setting (name, value, changed_at) values ('a', '1', 0)");
            throw new InvalidOperationException("on purpose");
        }, CancellationToken.None));
        await using var connection = await house.Database.Read(CancellationToken.None);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from house.setting"));
    }

    [Fact]
    public async Task A_transaction_cannot_write_a_second_store()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await Assert.ThrowsAnyAsync<Exception>(() => house.Database.Write(Store.Known, w =>
            w.Execute("insert into house.setting (name, value, changed_at) values ('a', '1', 0)"), CancellationToken.None));
        await Assert.ThrowsAnyAsync<Exception>(() => house.Database.Write(Store.Known, w =>
            w.Execute("insert into catalog.country (title, country) values (1, 'SE')"), CancellationToken.None));
    }

    [Fact]
    public async Task Reading_connections_cannot_write()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var connection = await house.Database.Read(CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => connection.ExecuteAsync("delete from house.setting"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_current_generation_is_remembered(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        Assert.Equal(0, (await house.Get<Generations>().Find(CancellationToken.None)).Number);
        if (engine == Engine.Sqlite)
        {
            Directory.CreateDirectory(house.Get<DataFolder>().Generation(1));
            File.Copy(house.Get<DataFolder>().CatalogFile(0), house.Get<DataFolder>().CatalogFile(1));
        }

        await house.Get<Generations>().SwitchTo(1, sample: true, part: null, CancellationToken.None);
        var found = await house.Get<Generations>().Find(CancellationToken.None);
        Assert.Equal((1, true), (found.Number, found.Sample));
    }

    [Fact]
    public async Task A_connection_that_could_not_be_made_whole_is_not_used_again()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        var folder = house.Get<DataFolder>();
        Directory.CreateDirectory(folder.Generation(7));
        File.Copy(folder.CatalogFile(0), folder.CatalogFile(7));
        var (jobs, aside) = (folder.StoreFile(Store.Jobs), folder.At("aside"));
        File.Move(jobs, aside);
        Directory.CreateDirectory(jobs);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.Database.Read(7, CancellationToken.None));
        Directory.Delete(jobs);
        File.Move(aside, jobs);
        await using var connection = await house.Database.Read(7, CancellationToken.None);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from jobs.run"));
    }
}
