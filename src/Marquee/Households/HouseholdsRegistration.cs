using Marquee.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Households;

public static class HouseholdsRegistration
{
    public static IServiceCollection AddHouseholds(this IServiceCollection services)
    {
        services.AddSingleton<Preferences>();
        services.AddSingleton<IMemberErasure>(p => p.GetRequiredService<Preferences>());
        services.AddSingleton<MemberZones>();
        services.AddSingleton<MemberViews>();
        services.AddSingleton<AskersLanguage>();
        services.AddOptions<RequestLocalizationOptions>().Configure<AskersLanguage>((options, language) => language.Configure(options));
        return services;
    }
}
