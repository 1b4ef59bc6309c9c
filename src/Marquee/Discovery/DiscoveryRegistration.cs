using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Discovery;

public static class DiscoveryRegistration
{
    /// <summary>What to watch; needs the catalog and what members watch.</summary>
    public static IServiceCollection AddDiscovery(this IServiceCollection services)
    {
        services.AddSingleton<CandidatePool>();
        services.AddSingleton<LikedPeople>();
        services.AddSingleton<MemberTaste>();
        services.AddSingleton<Tonight>();
        return services;
    }
}
