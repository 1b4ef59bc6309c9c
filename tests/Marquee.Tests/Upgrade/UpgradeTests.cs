using System.IO.Compression;
using Dapper;
using Marquee.Storage;
using Marquee.Tests.House;
using Npgsql;

namespace Marquee.Tests.Upgrade;

/// <summary>
/// A house as the first commit that could keep one made it, opened by this program. First/ holds what that program itself wrote:
/// three members, an imported file, ratings, a watch, a wish, facts, and (on SQLite) the sample as generation 1.
/// </summary>
public sealed class UpgradeTests
{
    static string First(string name) => Path.Combine(Repository.Root, "tests", "Marquee.Tests", "Upgrade", "First", name);

    static string Unpacked()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-upgrade-").FullName;
        ZipFile.ExtractToDirectory(First("sqlite.zip"), folder, overwriteFiles: true);
        return folder;
    }

    static async Task<long> Count(TestHouse house, string table)
    {
        await using var connection = await house.Database.Read(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>($"select count(*) from {table}");
    }

    [Fact]
    public async Task A_first_folder_opens_with_everything_in_it()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite, folder: Unpacked());
        foreach (var (table, rows) in new[] { ("house.member", 3), ("house.rating", 3), ("house.watch", 1), ("house.watchlist_entry", 1), ("house.fact", 4), ("house.import_row", 2), ("known.title", 3), ("jobs.run", 1) })
        {
            Assert.Equal((table, rows), (table, await Count(house, table)));
        }

        Assert.Equal(1, house.Database.CurrentGeneration);
        Assert.True(await Count(house, "catalog.title") > 300);
        await AllMigrated(house);
    }

    [Fact]
    public async Task The_store_as_it_was_is_kept_and_can_be_gone_back_to()
    {
        var folder = Unpacked();
        await using var house = await TestHouse.Open(Engine.Sqlite, folder: folder);
        var copies = Directory.GetFiles(Path.Combine(folder, "backups"), "house-before-*.db");
        await using var old = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Assert.Single(copies)};Pooling=false");
        Assert.Equal(6, await old.ExecuteScalarAsync<long>("select max(number) from migration"));
        Assert.Equal(3, await old.ExecuteScalarAsync<long>("select count(*) from rating"));
    }

    [Fact]
    public async Task A_reading_command_leaves_a_first_folder_as_it_is()
    {
        var folder = Unpacked();
        var before = await File.ReadAllBytesAsync(Path.Combine(folder, "house.db"));
        await using var house = TestHouse.Closed(folder);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<StoreOpening>().Open(writing: false, CancellationToken.None));
        Assert.Equal("storage.earlierRelease", refusal.Text.Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(folder, "house.db")));
    }

    [Fact]
    public async Task A_first_database_of_PostgreSQL_opens_with_everything_in_it()
    {
        await using var house = await TestHouse.Open(Engine.Postgres, filled: async connection =>
        {
            await using var first = new NpgsqlConnection(connection);
            await first.ExecuteAsync(await File.ReadAllTextAsync(First("postgres.sql")));
        });
        foreach (var (table, rows) in new[] { ("house.member", 3), ("house.rating", 2), ("house.fact", 1), ("known.title", 2) })
        {
            Assert.Equal((table, rows), (table, await Count(house, table)));
        }

        await AllMigrated(house);
    }

    static async Task AllMigrated(TestHouse house)
    {
        foreach (var store in Enum.GetValues<Store>())
        {
            Assert.Equal(Migrations.For(house.Database.Dialect.Engine).Count(m => m.Store == store), await Count(house, store.Name() + ".migration"));
        }
    }
}
