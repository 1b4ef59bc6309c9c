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
        services.AddSingleton<WatchlistPages>();
        services.AddSingleton<MemberTitles>();
        services.AddSingleton<History>();
        services.AddSingleton<HistoryImports>();
        services.AddSingleton<Undo>();
        services.AddWork<HistoryApplyWork, HistoryImportArguments>(HistoryApplyWork.Name, "Import of a member's history", perKey: true);
        services.AddWork<HistoryUndoWork, HistoryImportArguments>(HistoryUndoWork.Name, "Taking back a member's import", perKey: true);
        return services;
    }
}
