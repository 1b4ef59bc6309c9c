using Marquee.Storage;

namespace Marquee.Tests.Storage;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_brings_back_what_was_there_and_keeps_what_it_replaces()
    {
        var file = Path.GetTempFileName();
        await using (var house = await TestHouse.Open(Engine.Sqlite))
        {
            await house.Get<Settings>().Set("greeting", "hello", CancellationToken.None);
            await house.Get<Backup>().Make(file, withKnown: true, CancellationToken.None);
        }

        await using var other = await TestHouse.Open(Engine.Sqlite);
        await other.Get<Settings>().Set("greeting", "other", CancellationToken.None);
        ((SqliteDatabase)other.Database).Dispose();
        var (manifest, kept) = await other.Get<Backup>().Restore(file, CancellationToken.None);
        Assert.Equal(["house", "known"], manifest.Stores.Keys.Order());
        Assert.True(File.Exists(Path.Combine(kept!, "house.db")));

        var database = new SqliteDatabase(other.Get<DataFolder>(), TimeProvider.System);
        Assert.Equal("hello", await new Settings(database, TimeProvider.System).Find<string>("greeting", CancellationToken.None));
        database.Dispose();
        File.Delete(file);
    }

    [Fact]
    public async Task A_house_restored_without_its_catalog_starts_with_an_empty_one()
    {
        var file = Path.GetTempFileName();
        await using (var house = await TestHouse.Open(Engine.Sqlite))
        {
            Directory.CreateDirectory(house.Get<DataFolder>().Generation(3));
            File.Copy(house.Get<DataFolder>().CatalogFile(0), house.Get<DataFolder>().CatalogFile(3));
            await house.Get<Generations>().SwitchTo(3, sample: false, CancellationToken.None);
            await house.Get<Backup>().Make(file, withKnown: false, CancellationToken.None);
        }

        await using var other = await TestHouse.Open(Engine.Sqlite);
        ((SqliteDatabase)other.Database).Dispose();
        await other.Get<Backup>().Restore(file, CancellationToken.None);
        await using var restored = await TestHouse.Open(Engine.Sqlite, folder: other.Folder);
        Assert.Equal((0, true), ((await restored.Get<Generations>().Find(CancellationToken.None)).Number, restored.Database.CurrentGeneration == 0));
        File.Delete(file);
    }

    [Fact]
    public async Task A_damaged_backup_changes_nothing()
    {
        var file = Path.GetTempFileName();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await house.Get<Settings>().Set("greeting", "hello", CancellationToken.None);
        await house.Get<Backup>().Make(file, withKnown: false, CancellationToken.None);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 0xff;
        await File.WriteAllBytesAsync(file, bytes);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<Backup>().Restore(file, CancellationToken.None));
        Assert.Contains("Nothing was changed", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("hello", await house.Get<Settings>().Find<string>("greeting", CancellationToken.None));
        File.Delete(file);
    }

    [Fact]
    public async Task Any_other_file_is_not_taken_for_a_backup()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "const,rating");
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await Assert.ThrowsAsync<Refusal>(() => house.Get<Backup>().Restore(file, CancellationToken.None));
        File.Delete(file);
    }
}
