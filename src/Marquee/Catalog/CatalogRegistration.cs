using Marquee.Catalog.Import;
using Marquee.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Catalog;

public static class CatalogRegistration
{
    /// <summary>Titles, people and the import of IMDb's files.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton<ImdbTerms>();
        services.AddSingleton<GenerationFolders>();
        services.AddHostedService<SweepAtStart>();
        services.AddSingleton<CatalogImport>();
        services.AddSingleton<CatalogFolder>();
        services.AddSingleton<Subsets>();
        services.AddSingleton<SampleCatalog>();
        services.AddSingleton<Titles>();
        services.AddSingleton<Candidates>();
        services.AddSingleton<KnownTitles>();
        services.AddSingleton<People>();
        services.AddSingleton<LocalNames>();
        services.AddSingleton<TitlePages>();
        services.AddSingleton<Episodes>();
        services.AddSingleton<PersonPages>();
        services.AddSingleton<BestFacetList>();
        services.AddSingleton<BestLists>();
        services.AddSingleton<CatalogFacts>();
        services.AddSingleton<SearchIndexes>();
        services.AddSingleton<KnownSearch>();
        services.AddSingleton<TitleSearch>();
        return services.AddWork<CatalogImportWork, CatalogImportArguments>(CatalogImportWork.Name, "catalog.import.title");
    }
}
