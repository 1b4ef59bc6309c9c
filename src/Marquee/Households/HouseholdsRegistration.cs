using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Households;

public static class HouseholdsRegistration
{
    public static IServiceCollection AddHouseholds(this IServiceCollection services)
    {
        services.AddSingleton<Preferences>();
        services.AddSingleton<MemberViews>();
        return services;
    }
}
