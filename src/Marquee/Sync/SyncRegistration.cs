using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Sync.Bound;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Sync.Queries;
using Marquee.Sync.Scripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Sync;

public static class SyncRegistration
{
    /// <summary>CouchDB's protocol and what is bound to it; needs storage, journal, access, catalog, watching and acquisition.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddOptions<SyncOptions>().BindConfiguration("Sync").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SyncOptions>, SyncOptionsValidator>();
        services.AddSingleton<DatabaseUses>();
        services.AddSingleton<SyncDatabases>();
        services.AddSingleton<SyncIdentity>();
        services.AddSingleton<DatabaseUpkeep>();
        services.AddSingleton<DocumentStore>();
        services.AddSingleton<DocumentReading>();
        services.AddSingleton<DocumentWrites>();
        services.AddSingleton<LocalDocuments>();
        services.AddSingleton<AnyWrites>();
        services.AddSingleton<IDocumentDoor, ScratchDoor>();
        services.AddSingleton<IDocumentDoor, MemberDoor>();
        services.AddSingleton<TitleWrites>();
        services.AddSingleton<ListWrites>();
        services.AddSingleton<MemberDatabases>();
        services.AddSingleton<MemberDocuments>();
        services.AddSingleton<IDocumentDoor, HouseholdDoor>();
        services.AddSingleton<HouseholdDatabase>();
        services.AddSingleton<HouseholdDocuments>();
        services.AddSingleton<UntoldThings>();
        services.AddSingleton<IWishNews>(p => p.GetRequiredService<UntoldThings>());
        services.AddSingleton<IServerNews>(p => p.GetRequiredService<UntoldThings>());
        services.AddSingleton<HouseholdMoves>();
        services.AddSingleton<IConnectionEnd>(p => p.GetRequiredService<HouseholdMoves>());
        services.AddSingleton<ITitleRows>(p => p.GetRequiredService<HouseholdMoves>());
        services.AddSingleton<DatabaseRights>();
        services.AddSingleton<Devices>();
        services.AddSingleton<Conflicts>();
        services.AddSingleton<LostWords>();
        services.AddSingleton<IMemberErasure, ErasedSync>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ChangeStore>();
        services.AddSingleton<ChangeRows>();
        services.AddSingleton<ChangeFilters>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<AllDocuments>();
        services.AddSingleton<FindIndexes>();
        services.AddSingleton<DesignFunctions>();
        services.AddSingleton<IRestoreStep, RestoredSync>();
        return services;
    }
}
