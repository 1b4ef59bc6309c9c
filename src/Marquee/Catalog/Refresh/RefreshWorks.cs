using Marquee.Catalog.Import;
using Marquee.Jobs;

namespace Marquee.Catalog.Refresh;

/// <summary>A refresh that somebody asked for. Interrupted, it goes on with what has arrived.</summary>
public sealed class CatalogRefreshWork(CatalogRefresh refresh) : IWork<RefreshArguments>
{
    /// <summary>Stored with runs: never changes.</summary>
    public const string Name = "catalog.refresh";

    public async Task<object?> Run(RefreshArguments arguments, JobProgress progress, CancellationToken ct) => await refresh.Run(arguments, Tell(progress), ct);

    internal static Action<ImportProgress> Tell(JobProgress progress) =>
        told => progress.Report(told.Done, told.Total > 0 ? told.Total : null, ImportProgress.Unit, told.Sentence);
}

/// <summary>The refresh that comes by itself: of what is due by the settings of the house.</summary>
public sealed class ScheduledRefreshWork(CatalogRefresh refresh, RefreshSchedule schedule) : IWork<NoArguments>
{
    /// <summary>Stored with runs: never changes.</summary>
    public const string Name = "catalog.refresh.scheduled";

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct) => await schedule.Due(ct) is { } scope
        ? await refresh.Run(new RefreshArguments(scope, (await schedule.Find(ct)).Address), CatalogRefreshWork.Tell(progress), ct)
        : null;
}
