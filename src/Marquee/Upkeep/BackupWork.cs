using Marquee.Jobs;

namespace Marquee.Upkeep;

/// <summary>One backup by the plan; started when one is due, or by hand.</summary>
public sealed class BackupWork(ScheduledBackups backups) : IWork<NoArguments>
{
    public const string Name = "house.backup";

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct) => await backups.Make(progress, ct);
}
