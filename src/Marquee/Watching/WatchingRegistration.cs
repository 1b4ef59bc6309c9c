using Marquee.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Watching;

public static class WatchingRegistration
{
    /// <summary>What members watched, rated and want to watch; needs storage, journal, jobs and catalog.</summary>
    public static IServiceCollection AddWatching(this IServiceCollection services)
    {
        services.AddSingleton<Ratings>();
        services.AddSingleton<Watches>();
        services.AddSingleton<Watchlist>();
        services.AddSingleton<MemberTitles>();
        services.AddSingleton<History>();
        services.AddSingleton<HistoryImports>();
        services.AddSingleton<Undo>();
        services.AddWork<HistoryApplyWork, HistoryImportArguments>(HistoryApplyWork.Name, "watching.import.title", perKey: true);
        services.AddWork<HistoryUndoWork, HistoryImportArguments>(HistoryUndoWork.Name, "watching.import.undoTitle", perKey: true);
        return services;
    }
}
