using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.News;
using Marquee.Acquisition.Reconciling;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Webhooks;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Acquisition;

public static class AcquisitionRegistration
{
    /// <summary>Getting titles through the servers of the house; needs storage, jobs, access and catalog.</summary>
    public static IServiceCollection AddAcquisition(this IServiceCollection services)
    {
        services.AddServarr();
        services.AddSingleton<Connections>();
        services.AddSingleton<ConnectionCheck>();
        services.AddSingleton<SentChanges>();
        services.AddSingleton<Collection>();
        services.AddSingleton<CollectionDoor>();
        services.AddSingleton<HeldTitles>();
        services.AddSingleton<TitleMarks>();
        services.AddSingleton<ITitleRows, HeldTitleRows>();
        services.AddSingleton<IConnectionEnd, HeldRowsEnd>();
        services.AddSingleton<ServerReading>();
        services.AddSingleton<ReconcileStore>();
        services.AddSingleton<ReconcilePlanning>();
        services.AddSingleton<ReconcileSteps>();
        services.AddSingleton(p => new Reconciles(p.GetRequiredService<ReconcileStore>(), p.GetRequiredService<JobRuns>()));
        services.AddSingleton(p => new ReconcileWork(
            p.GetRequiredService<Connections>(), p.GetRequiredService<ReconcilePlanning>(), p.GetRequiredService<ReconcileSteps>(), p.GetRequiredService<ReconcileStore>()));
        services.AddSingleton(p => new NightlyReconcile(
            p.GetRequiredService<Connections>(), p.GetRequiredService<ReconcileStore>(), p.GetRequiredService<JobRuns>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<HookStore>();
        services.AddSingleton<HookPace>();
        services.AddSingleton(p => new Hooks(
            p.GetRequiredService<Database>(), p.GetRequiredService<HookStore>(), p.GetRequiredService<Connections>(), p.GetRequiredService<ConnectionCheck>(), p.GetRequiredService<Intents>()));
        services.AddSingleton(p => new HookWork(
            p.GetRequiredService<Database>(), p.GetRequiredService<HookStore>(), p.GetRequiredService<Connections>(), p.GetRequiredService<CollectionDoor>(), p.GetRequiredService<HeldTitles>()));
        services.AddSingleton(p => new AcquisitionPruning(p.GetRequiredService<Database>(), p.GetRequiredService<HookStore>(), p.GetRequiredService<SentChanges>()));
        services.AddWork<HookWork, HookArguments>(HookWork.Name, "hooks.title", perKey: true);
        services.AddSchedule<AcquisitionPruning>(AcquisitionPruning.Name, "hooks.pruneTitle", "0 37 4 * * ?");
        services.AddWork<ReconcileWork, ReconcileArguments>(ReconcileWork.Name, "reconcile.title", perKey: true);
        services.AddSchedule<NightlyReconcile>(NightlyReconcile.Name, "reconcile.nightlyTitle", NightlyReconcile.Look, (p, ct) => p.GetRequiredService<NightlyReconcile>().IsDue(ct));
        return services.AddWishes();
    }

    public static void MapAcquisition(this IEndpointRouteBuilder app)
    {
        app.MapConnections();
        app.MapHooks();
        app.MapReconciles();
    }
}
