using Marquee.Integrations.Imdb;
using Marquee.Integrations.Outbound;
using Marquee.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Catalog.Refresh;

static class RefreshRegistration
{
    /// <summary>How often the house looks whether a refresh is due.</summary>
    static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddRefresh(this IServiceCollection services)
    {
        services.AddOutbound();
        services.AddOptions<ImdbOptions>().BindConfiguration("Imdb").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ImdbOptions>, ImdbOptionsValidator>();
        services.AddOptions<RefreshOptions>().BindConfiguration("Refresh").ValidateOnStart();
        services.AddSingleton<IValidateOptions<RefreshOptions>, RefreshOptionsValidator>();
        services.AddSingleton<ImdbDatasetClient>();
        services.AddSingleton<Datasets>();
        services.AddSingleton<DatasetFolder>();
        services.AddSingleton<DatasetFetch>();
        services.AddSingleton<RefreshOutcomes>();
        services.AddSingleton<RefreshSchedule>();
        services.AddSingleton<RefreshFacts>();
        services.AddSingleton<RatingsRefresh>();
        services.AddSingleton(p => new HeldFiles(p.GetRequiredService<Datasets>(), p.GetRequiredService<DatasetFolder>()));
        services.AddSingleton(p => new CatalogRefresh(
            p.GetRequiredService<Import.CatalogImport>(), p.GetRequiredService<RatingsRefresh>(), p.GetRequiredService<DatasetFetch>(), p.GetRequiredService<DatasetFolder>(),
            p.GetRequiredService<Datasets>(), p.GetRequiredService<RefreshOutcomes>(), p.GetRequiredService<Storage.Generations>(), p.GetRequiredService<ImdbTerms>(),
            p.GetRequiredService<ILogger<CatalogRefresh>>()));
        services.AddWork<CatalogRefreshWork, RefreshArguments>(CatalogRefreshWork.Name, "refresh.jobTitle");
        return services.AddSchedule<ScheduledRefreshWork>(ScheduledRefreshWork.Name, "refresh.jobTitle", Look,
            async (provider, ct) => await provider.GetRequiredService<RefreshSchedule>().Due(ct) is not null);
    }
}
