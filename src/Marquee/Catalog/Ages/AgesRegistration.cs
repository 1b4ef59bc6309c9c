using Marquee.Integrations.Outbound;
using Marquee.Integrations.Tmdb;
using Marquee.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Catalog.Ages;

static class AgesRegistration
{
    /// <summary>How often the house looks whether a round is due.</summary>
    static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddAges(this IServiceCollection services)
    {
        services.AddOutbound();
        services.AddOptions<TmdbOptions>().BindConfiguration("Tmdb").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TmdbOptions>, TmdbOptionsValidator>();
        services.AddSingleton<TmdbClient>();
        services.AddSingleton<AgeSource>();
        return services.AddSchedule<AgeRound>(AgeRound.Name, "ages.jobTitle", Look, (provider, ct) => provider.GetRequiredService<AgeSource>().IsDue(ct));
    }
}
