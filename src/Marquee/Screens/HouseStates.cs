using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Metering;
using Marquee.Storage;
using Marquee.Upkeep;

namespace Marquee.Screens;

/// <param name="FreeBytes">Of the disk that holds the data folder.</param>
public sealed record DiskState(string Folder, long FreeBytes, IReadOnlyList<StoreSize> Stores);

/// <summary>What an operator looks at first.</summary>
/// <param name="Failing">Of each work whose newest run failed, that run.</param>
/// <param name="Sources">Outside systems that were called in the last 90 days.</param>
/// <param name="Plan">Of backups.</param>
public sealed record HouseState(
    string Version, string Engine, DiskState Disk, IReadOnlyList<GenerationFacts> Generations, IReadOnlyList<JobRun> Failing,
    IReadOnlyList<SourceState> Sources, BackupPlan Plan, LastBackup? LastBackup);

public sealed class HouseStates(
    JobRuns jobs, SourceStore sources, Footprint footprint, DataFolder folder, Database database, GenerationList generations, ScheduledBackups backups)
{
    public async Task<HouseState> Look(CancellationToken ct) => new(
        SessionViews.Version, database.EngineVersion,
        new DiskState(folder.Path, footprint.FreeBytes, await footprint.Sizes(ct)),
        await generations.All(ct), await jobs.Failing(ct), await sources.All(ct), await backups.Plan(ct), await backups.Last(ct));
}
