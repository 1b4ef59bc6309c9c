using Marquee.Access;
using Marquee.Catalog.Merging;
using Marquee.Integrations.ListPages;
using Marquee.Integrations.Outbound;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Watching.Comparing;
using Marquee.Watching.Export;
using Marquee.Watching.Importing;
using Marquee.Watching.Review;
using Marquee.Watching.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Watching;

public static class WatchingRegistration
{
    /// <summary>What members watched, rated and want to watch; needs storage, journal, jobs and catalog.</summary>
    public static IServiceCollection AddWatching(this IServiceCollection services)
    {
        services.AddSingleton<Ratings>();
        services.AddSingleton<Watches>();
        services.AddSingleton<Watchlist>();
        services.AddSingleton<EpisodeWatches>();
        services.AddSingleton<NextUp>();
        services.AddSingleton<StatisticsPages>();
        services.AddSingleton<Corrections>();
        services.AddSingleton<Likes>();
        services.AddSingleton<NotInterested>();
        services.AddSingleton<Notes>();
        services.AddSingleton<TitleLists>();
        services.AddSingleton<ListEntries>();
        services.AddSingleton<WatchlistPages>();
        services.AddSingleton<MemberTitles>();
        services.AddSingleton<MarkedTitles>();
        services.AddSingleton<History>();
        services.AddSingleton<YearReview>();
        services.AddSingleton<ComparableMembers>();
        services.AddSingleton<Comparisons>();
        services.AddSingleton<ArchiveExport>();
        services.AddSingleton<ImdbExport>();
        services.AddSingleton<LetterboxdExport>();
        services.AddSingleton<HistoryImports>();
        services.AddSingleton<ImportQuestions>();
        services.AddSingleton<ImportPreferences>();
        services.AddSingleton<InboxFolder>();
        services.AddSingleton(p => new Inbox(
            p.GetRequiredService<InboxFolder>(), p.GetRequiredService<Members>(), p.GetRequiredService<HistoryImports>(), p.GetRequiredService<ImportPreferences>(), p.GetRequiredService<ILogger<Inbox>>()));
        services.AddSingleton<ListPages>();
        services.AddOutbound();
        services.TryAddSingleton<ListPageClient>();
        services.AddSingleton<ListPageRound>();
        services.AddOptions<ListPageOptions>().BindConfiguration("ListPages").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ListPageOptions>, ListPageOptionsValidator>();
        services.AddSingleton<Undo>();
        services.AddSingleton<ITitleRows, WatchingTitleRows>();
        services.AddSingleton<IRestoreStep, RestoredImports>();
        services.AddSingleton<IMemberErasure, ErasedHistory>();
        services.AddOptions<WatchingOptions>().BindConfiguration("Watching").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WatchingOptions>, WatchingOptionsValidator>();
        services.AddSchedule<PreviewPruning>(PreviewPruning.Name, "watching.import.pruneTitle", "0 27 4 * * ?");
        services.AddSchedule<Inbox>(Inbox.Name, "watching.import.inboxTitle", TimeSpan.FromSeconds(20), (provider, ct) => provider.GetRequiredService<Inbox>().IsDue(ct));
        services.AddSchedule<ListPageRound>(ListPageRound.Name, "listPages.title", TimeSpan.FromMinutes(1), (provider, ct) => provider.GetRequiredService<ListPageRound>().IsDue(ct));
        services.AddWork<HistoryApplyWork, HistoryImportArguments>(HistoryApplyWork.Name, "watching.import.title", perKey: true);
        services.AddWork<HistoryUndoWork, HistoryImportArguments>(HistoryUndoWork.Name, "watching.import.undoTitle", perKey: true);
        return services;
    }
}
