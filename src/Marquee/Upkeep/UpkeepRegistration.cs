using Marquee.Jobs;
using Marquee.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Upkeep;

public static class UpkeepRegistration
{
    static readonly TimeSpan Look = TimeSpan.FromMinutes(10);

    /// <summary>What keeps the house safe by itself: backups on schedule, and what is remembered of outside systems.</summary>
    public static IServiceCollection AddUpkeep(this IServiceCollection services)
    {
        services.AddSingleton<ScheduledBackups>();
        services.AddSingleton<IReadings, BackupReadings>();
        services.AddSingleton<SourceStore>();
        services.AddSingleton<IReadings, SourceReadings>();
        services.AddHostedService<SourceKeeper>();
        return services.AddSchedule<BackupWork>(BackupWork.Name, "upkeep.backup.title", Look,
            static (provider, ct) => provider.GetRequiredService<ScheduledBackups>().Due(ct));
    }
}

sealed class BackupReadings(ScheduledBackups backups) : IReadings
{
    public async Task<IReadOnlyList<Reading>> Read(CancellationToken ct) => await backups.Last(ct) is { } last
        ? [Reading.Gauge("marquee_backup_last_timestamp_seconds", "When the newest backup of the plan was made, in unix seconds.", new Sample(last.At.ToUnixTimeSeconds()))]
        : [];
}
