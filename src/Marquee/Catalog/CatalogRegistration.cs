using Marquee.Catalog.Ages;
using Marquee.Catalog.Ceilings;
using Marquee.Catalog.Import;
using Marquee.Catalog.Matching;
using Marquee.Catalog.Merging;
using Marquee.Catalog.Refresh;
using Marquee.Jobs;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Catalog;

public static class CatalogRegistration
{
    /// <summary>Titles, people and the import of IMDb's files.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton<ImdbTerms>();
        services.AddSingleton(provider => CatalogEngines.Of(provider.GetRequiredService<Database>(), provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GenerationFolders>();
        services.AddHostedService<SweepAtStart>();
        services.AddSingleton<CatalogImport>();
        services.AddSingleton<CatalogFolder>();
        services.AddSingleton<Subsets>();
        services.AddSingleton<SampleCatalog>();
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<Sights>();
        services.AddHostedService<SightsAhead>();
        services.AddSingleton<ChildCeilings>();
        services.AddSingleton<ITitleRows, CeilingTitleRows>();
        services.AddSingleton<IMemberErasure, ErasedCeiling>();
        services.AddSingleton<Titles>();
        services.AddSingleton<Candidates>();
        services.AddSingleton<KnownTitles>();
        services.AddSingleton<People>();
        services.AddSingleton<LocalNames>();
        services.AddSingleton<Directors>();
        services.AddSingleton<TitlePages>();
        services.AddSingleton<Episodes>();
        services.AddSingleton<EpisodeRatings>();
        services.AddSingleton<CommonPeople>();
        services.AddSingleton<PersonPages>();
        services.AddSingleton<Collaborators>();
        services.AddSingleton<KindMeans>();
        services.AddSingleton<BestFacetList>();
        services.AddSingleton<BestLists>();
        services.AddSingleton<CatalogFacts>();
        services.AddSingleton<StoredIndex>();
        services.AddSingleton<SearchIndexes>();
        services.AddSingleton<GenerationFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<GenerationFollower>());
        services.AddSingleton<KnownSearch>();
        services.AddSingleton<TitleSearch>();
        services.AddSingleton<GenerationList>();
        services.AddSingleton<CatalogMeter>();
        services.AddSingleton(CatalogMeter.SearchFamily);
        services.AddSingleton(CatalogMeter.ImportFamily);
        services.AddSingleton<BrowseIndexes>();
        services.AddSingleton<CatalogSql>();
        services.AddSingleton<TitleBrowse>();
        services.AddRefresh();
        services.AddAges();
        services.AddSingleton<Matcher>();
        services.AddSingleton<MergedTitles>();
        services.AddSingleton<TitleMerges>();
        services.AddSingleton<IMemberErasure, ErasedMergeParts>();
        services.AddSingleton<MergeProposals>();
        services.AddSingleton<VanishedTitles>();
        services.AddWork<TitleMergeWork, TitleMergeArguments>(TitleMergeWork.Name, "catalog.merge.work", perKey: true);
        return services.AddWork<CatalogImportWork, CatalogImportArguments>(CatalogImportWork.Name, "catalog.import.title");
    }
}
