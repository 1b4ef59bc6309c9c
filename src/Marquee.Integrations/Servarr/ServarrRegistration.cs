using Marquee.Integrations.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marquee.Integrations.Servarr;

public static class ServarrRegistration
{
    /// <summary>Radarr and Sonarr, through the door outwards.</summary>
    public static IServiceCollection AddServarr(this IServiceCollection services)
    {
        services.AddOutbound();
        services.TryAddSingleton<ServarrClients>();
        return services;
    }
}
