using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Upkeep;

/// <summary>Saves the house by the plan; deletes old backups only after the new one was read back whole.</summary>
public sealed class ScheduledBackups(Backup backup, DataFolder folder, Footprint footprint, Settings settings, TimeProvider time)
{
    const string PlanName = "backup.plan";

    const string LastName = "backup.last";

    /// <summary>A failed one is tried again after this long.</summary>
    static readonly TimeSpan Again = TimeSpan.FromHours(1);

    const string TriedName = "backup.tried";

    public async Task<BackupPlan> Plan(CancellationToken ct) => await settings.Find<BackupPlan>(PlanName, ct) ?? new BackupPlan();

    /// <summary>Null when the plan has made none yet.</summary>
    public Task<LastBackup?> Last(CancellationToken ct) => settings.Find<LastBackup>(LastName, ct);

    public string Target(BackupPlan plan) => plan.Folder ?? folder.Backups;

    /// <summary>The backups of the plan's folder, newest first; none when it cannot be read.</summary>
    public IReadOnlyList<LastBackup> Files(BackupPlan plan)
    {
        try
        {
            return Directory.Exists(Target(plan))
                ? [.. from file in new DirectoryInfo(Target(plan)).EnumerateFiles("*.zip")
                      let at = KeptBackups.MadeAt(file.Name)
                      where at is not null
                      orderby at descending
                      select new LastBackup(new DateTimeOffset(at.Value), file.FullName, file.Length)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <returns>What is wrong with the plan; null when it is now the plan.</returns>
    public async Task<(string Field, Text Rule)?> Set(BackupPlan plan, CancellationToken ct)
    {
        if (plan.KeepDays is < 1 or > BackupPlan.MostKept)
        {
            return ("keepDays", new Text("upkeep.rule.days", ("most", BackupPlan.MostKept)));
        }

        if (plan.KeepWeeks is < 0 or > BackupPlan.MostKept)
        {
            return ("keepWeeks", new Text("upkeep.rule.weeks", ("most", BackupPlan.MostKept)));
        }

        var wanted = plan with { Folder = string.IsNullOrWhiteSpace(plan.Folder) ? null : plan.Folder.Trim() };
        if (wanted.Folder is { } path && WrongWith(path) is { } rule)
        {
            return ("folder", rule);
        }

        await settings.Set(PlanName, wanted, ct);
        return null;
    }

    public async Task<bool> Due(CancellationToken ct)
    {
        if ((await Plan(ct)).Pause is not { } pause)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var tried = await settings.Find<DateTimeOffset?>(TriedName, ct);
        // What lies ahead was written by a clock that was wrong.
        return !Within(await Last(ct) is { } last ? last.At : null, pause) && !Within(tried, Again);

        bool Within(DateTimeOffset? at, TimeSpan span) => at <= now && now - at < span;
    }

    /// <exception cref="Refusal">No room, not writable, or not whole when read back.</exception>
    public async Task<LastBackup> Make(JobProgress progress, CancellationToken ct)
    {
        var plan = await Plan(ct);
        var target = Target(plan);
        await settings.Set(TriedName, time.GetUtcNow(), ct);
        await RefuseFullDisk(plan, target, ct);
        var at = time.GetUtcNow();
        var file = Path.Combine(target, KeptBackups.Name(at));
        progress.Report(0, 2, sentence: new Text("upkeep.backup.saving", ("file", file)));
        await backup.Make(file, plan.WithKnown, ct);
        progress.Report(1, 2, sentence: new Text("upkeep.backup.checking", ("file", file)));
        await Backup.Verify(file, ct);
        var made = new LastBackup(at, file, new FileInfo(file).Length);
        await settings.Set(LastName, made, ct);
        foreach (var old in KeptBackups.Surplus(Directory.EnumerateFiles(target), plan.KeepDays, plan.KeepWeeks))
        {
            File.Delete(old);
        }

        progress.Report(2, 2, sentence: new Text("upkeep.backup.made", ("file", file), ("bytes", made.Bytes)));
        return made;
    }

    /// <summary>The copies lie in the data folder until the file is written, which is no larger than they are.</summary>
    async Task RefuseFullDisk(BackupPlan plan, string target, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "storage.backup.unwritable", ("file", target), ("why", e.Message)) { ExitCode = Refusal.Disk };
        }

        var stores = (await footprint.Sizes(ct)).Where(s => s.Name == "house" || (plan.WithKnown && s.Name == "known")).Sum(s => s.Bytes);
        foreach (var path in new[] { target, folder.Path })
        {
            var free = new DriveInfo(path).AvailableFreeSpace;
            if (free < 2 * stores)
            {
                throw new Refusal("upkeep.backup.noRoom", ("needed", 2 * stores), ("folder", path), ("free", free)) { ExitCode = Refusal.Disk };
            }
        }
    }

    Text? WrongWith(string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            return new Text("upkeep.rule.fullPath");
        }

        if (Path.GetFullPath(path) is var full && (full == folder.Path || full.StartsWith(folder.At("catalog"), StringComparison.Ordinal)))
        {
            return new Text("upkeep.rule.notThere", ("folder", path));
        }

        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, ".probe-" + Guid.NewGuid().ToString("N"));
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Text("upkeep.rule.unwritable", ("folder", path), ("why", e.Message));
        }
    }
}
