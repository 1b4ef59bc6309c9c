using Marquee.Storage;

namespace Marquee.Tests.Storage;

/// <summary>A backup has one form: made on either engine, it comes back on either.</summary>
public sealed class EngineBackupTests
{
    public static TheoryData<Engine, Engine> Ways => new()
    {
        { Engine.Sqlite, Engine.Sqlite },
        { Engine.Sqlite, Engine.Postgres },
        { Engine.Postgres, Engine.Sqlite },
        { Engine.Postgres, Engine.Postgres },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_filled_house_comes_back_row_by_row(Engine from, Engine to)
    {
        var file = Path.GetTempFileName();
        await using var house = await TestHouse.Open(from);
        await FilledHouse.Fill(house.Database, rows: 40);
        await house.Get<Backup>().Make(file, withKnown: true, CancellationToken.None);

        await using var other = await TestHouse.Open(to);
        await other.Get<Settings>().Set("only.here", 1, CancellationToken.None);
        (other.Database as SqliteDatabase)?.Dispose();
        var (manifest, kept) = await other.Get<Restore>().Run(file, CancellationToken.None);
        Assert.Equal(["house", "known"], manifest.Stores.Keys.Order());
        Assert.True(Path.Exists(kept));

        await using var reopened = to == Engine.Sqlite ? await TestHouse.Open(to, folder: other.Folder) : null;
        Assert.Equal(await Rows(house), await Rows(reopened ?? other));
        File.Delete(file);
    }

    static Task<Dictionary<string, string>> Rows(TestHouse house) => FilledHouse.Rows(house.Database, table => table.Store is Store.House or Store.Known);

    [Fact]
    public async Task On_PostgreSQL_a_backup_is_one_moment_and_the_house_that_makes_room_is_saved()
    {
        var file = Path.GetTempFileName();
        await using var house = await TestHouse.Open(Engine.Postgres);
        await house.Get<Settings>().Set("greeting", "hello", CancellationToken.None);
        await house.Get<Backup>().Make(file, withKnown: false, CancellationToken.None);
        await house.Get<Settings>().Set("greeting", "later", CancellationToken.None);
        var (_, kept) = await house.Get<Restore>().Run(file, CancellationToken.None);
        Assert.Equal("hello", await house.Get<Settings>().Find<string>("greeting", CancellationToken.None));
        await house.Get<Restore>().Run(kept!, CancellationToken.None);
        Assert.Equal("later", await house.Get<Settings>().Find<string>("greeting", CancellationToken.None));
        File.Delete(file);
    }

    [Fact]
    public async Task A_PostgreSQL_house_that_others_use_is_not_replaced()
    {
        var file = Path.GetTempFileName();
        await using var house = await TestHouse.Open(Engine.Postgres);
        await house.Get<Backup>().Make(file, withKnown: false, CancellationToken.None);
        await using var other = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(house.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<Restore>().Run(file, CancellationToken.None));
        Assert.Equal("storage.backup.inUse", refusal.Text.Code);
        File.Delete(file);
    }
}
