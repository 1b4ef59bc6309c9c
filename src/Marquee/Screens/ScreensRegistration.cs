using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Screens;

/// <summary>The routes that combine several capabilities.</summary>
public static class ScreensRegistration
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddSingleton<SessionViews>();
        services.AddSingleton<HouseStates>();
        services.AddSingleton<TitleCards>();
        services.AddSingleton<TitleScreens>();
        services.AddSingleton<PersonScreens>();
        services.AddSingleton<CeilingScreens>();
        services.AddSingleton<BrowseQueries>();
        services.AddSingleton<ReviewScreens>();
        services.AddSingleton<ComparisonScreens>();
        services.AddSingleton<TakenLists>();
        services.AddSingleton<WishScreens>();
        return services;
    }

    public static void MapScreens(this IEndpointRouteBuilder app)
    {
        app.MapSession();
        app.MapJobs();
        app.MapMetrics();
        app.MapUpkeep();
        app.MapSecrets();
        app.MapAges();
        app.MapCatalog();
        app.MapCatalogRefresh();
        app.MapTitles();
        app.MapCeilings();
        app.MapPeople();
        app.MapBest();
        app.MapRatings();
        app.MapWatches();
        app.MapWatchlist();
        app.MapHistoryImports();
        app.MapImportQuestions();
        app.MapListPages();
        app.MapFacts();
        app.MapMerges();
        app.MapTonight();
        app.MapSearch();
        app.MapBrowse();
        app.MapLists();
        app.MapTitleWords();
        app.MapProgress();
        app.MapStatistics();
        app.MapReview();
        app.MapComparison();
        app.MapExport();
        app.MapWishes();
        app.MapWishRules();
        app.MapCollection();
    }
}
