using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes;
using Marquee.Integrations.Servarr;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Acquisition;

public static class AcquisitionRegistration
{
    /// <summary>Getting titles through the servers of the house.</summary>
    public static IServiceCollection AddAcquisition(this IServiceCollection services)
    {
        services.AddServarr();
        services.AddSingleton<Connections>();
        services.AddSingleton<ConnectionCheck>();
        services.AddSingleton<SentChanges>();
        services.AddWishes();
        return services;
    }

    public static void MapAcquisition(this IEndpointRouteBuilder app)
    {
        app.MapConnections();
    }
}
