using Marquee.Acquisition.Wishes;
using Marquee.Integrations.Servarr;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Acquisition;

public static class AcquisitionRegistration
{
    /// <summary>Getting titles through the servers of the house.</summary>
    public static IServiceCollection AddAcquisition(this IServiceCollection services)
    {
        return services.AddServarr().AddWishes();
    }
}
