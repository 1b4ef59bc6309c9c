using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Upkeep;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Upkeep;

public sealed class ScheduledBackupsTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static Task<TestHouse> Open(Engine engine, TimeProvider clock) => TestHouse.Open(engine, s => s.AddSingleton(clock).AddSingleton<ScheduledBackups>());

    /// <summary>What the schedule does at each of its steps.</summary>
    static async Task<bool> Step(ScheduledBackups backups)
    {
        if (!await backups.Due(CancellationToken.None))
        {
            return false;
        }

        await backups.Make(new JobProgress(1, 1), CancellationToken.None);
        return true;
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Over_two_months_a_week_of_days_and_a_month_of_weeks_are_kept(Engine engine)
    {
        var clock = new SteppedTime();
        await using var house = await Open(engine, clock);
        var backups = house.Get<ScheduledBackups>();
        var made = 0;
        for (var quarter = 0; quarter < 60 * 4; quarter++)
        {
            made += await Step(backups) ? 1 : 0;
            clock.Move(TimeSpan.FromHours(6));
        }

        Assert.Equal(60, made);
        // The first of March is a Sunday, so weeks end on days 49 and 42; the newest of the two before is among the days.
        var kept = backups.Files(new BackupPlan()).Select(f => (DateOnly.FromDateTime(f.At.Date).DayNumber - new DateOnly(2026, 3, 1).DayNumber)).ToList();
        Assert.Equal([59, 58, 57, 56, 55, 54, 53, 49, 42], kept.Order().Reverse());
    }

    [Fact]
    public async Task A_weekly_plan_catches_up_after_a_standstill_and_off_makes_none()
    {
        var clock = new SteppedTime();
        await using var house = await Open(Engine.Sqlite, clock);
        var backups = house.Get<ScheduledBackups>();
        Assert.Null(await backups.Set(new BackupPlan { Every = BackupRhythm.Weekly }, CancellationToken.None));
        Assert.True(await Step(backups));
        clock.Move(TimeSpan.FromDays(6.9));
        Assert.False(await Step(backups));
        clock.Move(TimeSpan.FromDays(40));
        Assert.True(await Step(backups));
        Assert.False(await Step(backups));
        await backups.Set(new BackupPlan { Every = BackupRhythm.Off }, CancellationToken.None);
        clock.Move(TimeSpan.FromDays(40));
        Assert.False(await Step(backups));
    }

    [Fact]
    public async Task A_clock_that_went_back_does_not_stop_backups()
    {
        var clock = new SteppedTime();
        await using var house = await Open(Engine.Sqlite, clock);
        var backups = house.Get<ScheduledBackups>();
        clock.Move(TimeSpan.FromDays(400));
        Assert.True(await Step(backups));
        clock.Move(TimeSpan.FromDays(-400));
        Assert.True(await Step(backups));
    }

    [Fact]
    public async Task A_backup_that_fails_deletes_nothing_and_is_tried_again_in_an_hour()
    {
        var clock = new SteppedTime();
        await using var house = await Open(Engine.Sqlite, clock);
        var backups = house.Get<ScheduledBackups>();
        var target = Directory.CreateTempSubdirectory("marquee-backups-").FullName;
        Assert.Null(await backups.Set(new BackupPlan { Folder = target, KeepDays = 1, KeepWeeks = 0 }, CancellationToken.None));
        Assert.True(await Step(backups));
        var kept = Assert.Single(backups.Files(await backups.Plan(CancellationToken.None)));
        clock.Move(TimeSpan.FromDays(1));
        // A folder of the name that the next file will have.
        var blocked = Directory.CreateDirectory(Path.Combine(target, KeptBackups.Name(clock.GetUtcNow())));
        await Assert.ThrowsAsync<Refusal>(() => Step(backups));
        Assert.True(File.Exists(kept.File));
        Assert.False(await Step(backups));
        clock.Move(TimeSpan.FromHours(1));
        Assert.True(await Step(backups));
        Assert.False(File.Exists(kept.File));
        Assert.True(blocked.Exists);
        Directory.Delete(target, recursive: true);
    }

    [Fact]
    public async Task Files_of_others_are_left_alone()
    {
        await using var house = await Open(Engine.Sqlite, new SteppedTime());
        var backups = house.Get<ScheduledBackups>();
        await backups.Set(new BackupPlan { KeepDays = 1, KeepWeeks = 0 }, CancellationToken.None);
        Directory.CreateDirectory(house.Get<DataFolder>().Backups);
        var own = Path.Combine(house.Get<DataFolder>().Backups, "marquee-before-the-party.zip");
        await File.WriteAllTextAsync(own, "mine");
        await Step(backups);
        Assert.True(File.Exists(own));
    }

    [Theory]
    [InlineData("backups", "upkeep.rule.fullPath")]
    [InlineData("/proc/nowhere", "upkeep.rule.unwritable")]
    public async Task A_folder_that_cannot_take_backups_is_refused(string path, string code)
    {
        await using var house = await Open(Engine.Sqlite, new SteppedTime());
        Assert.Equal(code, (await house.Get<ScheduledBackups>().Set(new BackupPlan { Folder = path }, CancellationToken.None))!.Value.Rule.Code);
    }

    [Fact]
    public async Task A_file_that_was_changed_on_its_way_to_the_disk_is_noticed()
    {
        await using var house = await Open(Engine.Sqlite, new SteppedTime());
        var file = Path.GetTempFileName();
        await house.Get<Backup>().Make(file, withKnown: true, CancellationToken.None);
        await Backup.Verify(file, CancellationToken.None);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 3] ^= 0x55;
        await File.WriteAllBytesAsync(file, bytes);
        await Assert.ThrowsAsync<Refusal>(() => Backup.Verify(file, CancellationToken.None));
        File.Delete(file);
    }
}
