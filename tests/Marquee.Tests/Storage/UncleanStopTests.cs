using Dapper;
using Marquee.Storage;

namespace Marquee.Tests.Storage;

public sealed class UncleanStopTests
{
    const string Mark = "marquee.open";

    /// <summary>A folder as a process leaves it that was killed.</summary>
    static async Task<string> Killed(bool backup = false)
    {
        var copy = Directory.CreateTempSubdirectory("marquee-killed-").FullName;
        await using var house = await TestHouse.Open(Engine.Sqlite);
        for (var i = 0; i < 300; i++)
        {
            await house.Get<Settings>().Set($"setting {i}", new string('x', 500), CancellationToken.None);
        }

        if (backup)
        {
            Directory.CreateDirectory(house.Get<DataFolder>().Backups);
            await house.Get<Backup>().Make(Path.Combine(house.Get<DataFolder>().Backups, "mine.zip"), withKnown: false, CancellationToken.None);
        }

        Assert.True(File.Exists(Path.Combine(house.Folder, Mark)));
        foreach (var file in Directory.EnumerateFiles(house.Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(house.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    static void Damage(string folder)
    {
        File.Delete(Path.Combine(folder, "house.db-wal"));
        var file = Path.Combine(folder, "house.db");
        var bytes = File.ReadAllBytes(file);
        for (var at = 4096; at < bytes.Length; at += 97)
        {
            bytes[at] ^= 0xff;
        }

        File.WriteAllBytes(file, bytes);
    }

    [Fact]
    public async Task An_orderly_end_leaves_no_mark()
    {
        var house = await TestHouse.Open(Engine.Sqlite);
        var mark = Path.Combine(house.Folder, Mark);
        Assert.True(File.Exists(mark));
        house.Get<UncleanStop>().Dispose();
        Assert.False(File.Exists(mark));
        await house.DisposeAsync();
    }

    [Fact]
    public async Task After_a_kill_the_house_opens_with_all_that_was_saved()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite, folder: await Killed());
        Assert.Equal(new string('x', 500), await house.Get<Settings>().Find<string>("setting 299", CancellationToken.None));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_damaged_house_is_refused_with_the_newest_backup(bool backup)
    {
        var folder = await Killed(backup);
        using (var whole = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "house.db")};Pooling=false"))
        {
            await whole.ExecuteAsync("pragma wal_checkpoint(truncate)");
        }

        Damage(folder);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => TestHouse.Open(Engine.Sqlite, folder: folder));
        Assert.Equal(backup ? "storage.damagedAfterStop" : "storage.damagedNoBackup", refusal.Text.Code);
        Assert.Equal(backup, refusal.Message.Contains(Path.Combine("backups", "mine.zip"), StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_house_waits_for_the_disk_and_the_others_need_not()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        Assert.Equal(2, await house.Database.Write(Store.House, w => w.First<long>("pragma house.synchronous"), CancellationToken.None));
        Assert.Equal(1, await house.Database.Write(Store.Known, w => w.First<long>("pragma known.synchronous"), CancellationToken.None));
    }
}
