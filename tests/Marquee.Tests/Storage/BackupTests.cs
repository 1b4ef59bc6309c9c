using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Tests.Catalog;

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
        var (manifest, kept) = await other.Get<Restore>().Run(file, CancellationToken.None);
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
            await house.Get<Generations>().SwitchTo(3, sample: false, part: "mine", CancellationToken.None);
            await house.Get<Backup>().Make(file, withKnown: false, CancellationToken.None);
        }

        await using var other = await TestHouse.Open(Engine.Sqlite);
        ((SqliteDatabase)other.Database).Dispose();
        await other.Get<Restore>().Run(file, CancellationToken.None);
        await using var restored = await TestHouse.Open(Engine.Sqlite, folder: other.Folder);
        Assert.Equal((0, true), ((await restored.Get<Generations>().Find(CancellationToken.None)).Number, restored.Database.CurrentGeneration == 0));
        File.Delete(file);
    }

    [Fact]
    public async Task A_restored_house_goes_on_with_the_catalog_of_its_folder_and_finds_what_members_brought()
    {
        using var files = ImdbFiles.Small();
        var file = Path.GetTempFileName();
        await using (var house = await CatalogHouse.Open())
        {
            await house.Get<KnownTitles>().Keep([new KnownTitle { Id = new TitleId(42), Title = "Lost Reel", Year = 1931, Kind = TitleKind.Movie }], CancellationToken.None);
            await house.Get<Generations>().SwitchTo(9, sample: true, part: "other", CancellationToken.None);
            await house.Get<Backup>().Make(file, withKnown: true, CancellationToken.None);
        }

        await using var other = await CatalogHouse.With(files);
        ((SqliteDatabase)other.Database).Dispose();
        await other.Get<Restore>().Run(file, CancellationToken.None);
        await using var restored = await TestHouse.Open(Engine.Sqlite, services => services.AddCatalog(), other.Folder);
        var current = await restored.Get<Generations>().Find(CancellationToken.None);
        Assert.Equal((1, false, null), (current.Number, current.Sample, current.Part));
        Assert.Equal(101, (await Find(restored, "harbour of salt"))[0].Title.Id.Number);
        Assert.Equal(42, Assert.Single(await Find(restored, "lost reel")).Title.Id.Number);
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
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Get<Restore>().Run(file, CancellationToken.None));
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
        await Assert.ThrowsAsync<Refusal>(() => house.Get<Restore>().Run(file, CancellationToken.None));
        File.Delete(file);
    }

    static async Task<IReadOnlyList<FoundTitle>> Find(TestHouse house, string text) =>
        (await house.Get<TitleSearch>().Search(text, null, 30, Sight.WithoutAdult, CancellationToken.None)).Hits;
}
