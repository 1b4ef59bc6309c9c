using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Tests.Storage;

/// <summary>What a restore takes out of a backup, and what a crash in the middle of one leaves.</summary>
public sealed class RestoreTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Sessions_and_links_end_and_a_deleted_key_stays_deleted()
    {
        await using var house = await Open();
        var host = await house.Get<Members>().EnsureHost("Ada", Ct);
        var (_, session) = await house.Get<Sessions>().Open(host.Id, "Firefox on Linux", byLink: true, Ct);
        var link = await house.Get<OneTimeLinks>().Make(host.Id, null, Ct);
        var (_, kept) = await house.Get<ApiKeys>().Make(host.Id, "player", [KeyScope.Read], null, Ct);
        var (lost, deleted) = await house.Get<ApiKeys>().Make(host.Id, "stolen", [KeyScope.Write], null, Ct);
        using var backup = await BackupOf(house);
        await house.Get<ApiKeys>().Delete(host.Id, lost.Id, Ct);
        await using var restored = await Restored(house, backup);
        Assert.Null(await restored.Get<Sessions>().Find(session, Ct));
        Assert.Equal(LinkState.Unknown, (await restored.Get<OneTimeLinks>().Look(link.Code, Ct)).State);
        Assert.Equal("Ada", (await restored.Get<ApiKeys>().Find(kept, Ct))!.Value.Member.Name);
        Assert.Null(await restored.Get<ApiKeys>().Find(deleted, Ct));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Where_nobody_knows_which_keys_were_deleted_none_works(bool damaged)
    {
        await using var house = await Open();
        var host = await house.Get<Members>().EnsureHost("Ada", Ct);
        var (_, key) = await house.Get<ApiKeys>().Make(host.Id, "player", [KeyScope.Read], null, Ct);
        using var backup = await BackupOf(house);
        ((SqliteDatabase)house.Database).Dispose();
        var file = house.Get<DataFolder>().StoreFile(Store.House);
        File.Delete(file);
        if (damaged)
        {
            await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("no database any more ", 500)), Ct);
        }

        await using var restored = await Restored(house, backup);
        Assert.Null(await restored.Get<ApiKeys>().Find(key, Ct));
        Assert.Equal("Ada", (await restored.Get<Members>().Host(Ct))!.Name);
    }

    [Fact]
    public async Task Nothing_points_into_a_list_of_jobs_that_was_not_saved()
    {
        await using var house = await Open();
        await house.Database.Write(Store.House, async w =>
        {
            await w.Execute("insert into house.intent (job, arguments, state, run, due_at, created_at) values ('history.apply', '{}', 'started', 7, 0, 0)");
            await w.Execute("""
                insert into house.import (member, source, layout, file_name, header, state, row_count, new_count, changed_count, known_count, lacking_count, rejected_count, created_at, job)
                values (1, 'imdb-ratings', 'imdb-2024', 'r.csv', '[]', 'applying', 0, 0, 0, 0, 0, 0, 0, 7)
                """);
        }, Ct);
        using var backup = await BackupOf(house);
        await house.Database.Write(Store.Jobs, w => w.Execute(
            "insert into jobs.run (id, name, title, arguments, state, intent, intent_try, queued_at, changed_at) values (7, 'x', 'Another', '{}', 'cancelled', 1, 0, 0, 0)"), Ct);
        await using var restored = await Restored(house, backup);
        await using var connection = await restored.Database.Read(Ct);
        Assert.Equal("waiting", await connection.ExecuteScalarAsync<string>("select state from house.intent where run is null"));
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("select count(*) from house.import where job is null"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from jobs.run"));
    }

    [Fact]
    public async Task A_crash_between_any_two_moves_is_completed_by_the_next_start()
    {
        for (var moves = 0; ; moves++)
        {
            await using var house = await Open();
            await house.Get<Settings>().Set("greeting", "of the backup", Ct);
            using var backup = await BackupOf(house);
            await house.Get<Settings>().Set("greeting", "of now", Ct);
            ((SqliteDatabase)house.Database).Dispose();
            var folder = house.Get<DataFolder>();
            var cut = await house.Get<Restore>().Prepare(backup.Path, Ct);
            var carriedOut = cut.Moves.Moves().Take(moves).Count();
            if (carriedOut < moves)
            {
                Assert.True(carriedOut >= 5 && !cut.Moves.Waiting, $"{carriedOut}"); // a store may have a write-ahead log beside it
                return;
            }

            Assert.True(cut.Moves.Waiting);
            var reading = await Assert.ThrowsAsync<Refusal>(() => house.Get<StoreOpening>().Open(writing: false, Ct));
            Assert.Contains("cut off", reading.Message, StringComparison.Ordinal);

            await using var next = await Open(house.Folder);
            Assert.Equal("of the backup", await next.Get<Settings>().Find<string>("greeting", Ct));
            Assert.False(cut.Moves.Waiting);
            var kept = Assert.Single(Directory.GetDirectories(folder.Backups));
            Assert.Superset(new HashSet<string?> { "house.db", "known.db", "jobs.db" }, Directory.GetFiles(kept).Select(Path.GetFileName).ToHashSet());
            Assert.Empty(Directory.GetDirectories(house.Folder, ".restore*"));
        }
    }

    [Fact]
    public async Task A_restore_that_was_cut_off_before_it_held_changes_nothing()
    {
        await using var house = await Open();
        await house.Get<Settings>().Set("greeting", "hello", Ct);
        ((SqliteDatabase)house.Database).Dispose();
        var unpacked = Directory.CreateDirectory(Path.Combine(house.Folder, ".restore-unpacked"));
        await File.WriteAllTextAsync(Path.Combine(unpacked.FullName, "house.db"), "half a hou", Ct);
        await using var next = await Open(house.Folder);
        Assert.Equal("hello", await next.Get<Settings>().Find<string>("greeting", Ct));
        Assert.False(Directory.Exists(unpacked.FullName));
    }

    static Task<TestHouse> Open(string? folder = null) =>
        TestHouse.Open(Engine.Sqlite, services => services.AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching(), folder);

    static async Task<BackupFile> BackupOf(TestHouse house)
    {
        var file = new BackupFile(Path.GetTempFileName());
        await house.Get<Backup>().Make(file.Path, withKnown: true, Ct);
        return file;
    }

    static async Task<TestHouse> Restored(TestHouse house, BackupFile backup)
    {
        ((SqliteDatabase)house.Database).Dispose();
        await house.Get<Restore>().Run(backup.Path, Ct);
        return await Open(house.Folder);
    }

    sealed record BackupFile(string Path) : IDisposable
    {
        public void Dispose() => File.Delete(Path);
    }
}
