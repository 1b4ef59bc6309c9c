using Marquee.Access.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

public static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        LinkEndpoints.Map(app);
        DeviceEndpoints.Map(app);
        KeyEndpoints.Map(app);
        MemberEndpoints.Map(app);
        InvitationEndpoints.Map(app);
        JoiningEndpoints.Map(app);
        SignInEndpoints.Map(app);
        TrustEndpoints.Map(app);
        if (app.ServiceProvider.GetRequiredService<IOptions<AccessOptions>>().Value.Passwords)
        {
            PasswordEndpoints.Map(app);
        }

        app.MapFallback(NoRoute.Pattern, NoRoute.Answer).Access(AccessRule.Anonymous).ExcludeFromDescription();
    }
}

/// <summary>Instants on the wire.</summary>
static class Wire
{
    public static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    public static DateTimeOffset? At(long? seconds) => seconds is { } some ? At(some) : null;
}
