using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Screens;

/// <summary>The routes about what a member has, and what comes of it.</summary>
public static class WatchingScreens
{
    public static IServiceCollection AddWatchingScreens(this IServiceCollection services) => services.AddSingleton<TitleCards>();

    public static void MapWatchingScreens(this IEndpointRouteBuilder app)
    {
        app.MapRatings();
        app.MapWatches();
        app.MapWatchlist();
        app.MapHistoryImports();
        app.MapFacts();
        app.MapTonight();
    }
}
