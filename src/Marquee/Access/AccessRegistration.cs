using System.Net;
using Marquee.Access.Trust;
using Marquee.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

public static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddOptions<TlsOptions>().BindConfiguration("Tls").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TlsOptions>, TlsOptionsValidator>();
        services.AddSingleton<HomeTls>();
        services.AddSingleton<Members>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<SignInLog>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<InvitationCodes>();
        services.AddSingleton<Joining>();
        services.AddSingleton<WaysIn>();
        services.AddSingleton<MemberRemoval>();
        services.AddSingleton<IMemberErasure, ErasedAccess>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<LocalKey>();
        services.AddSingleton<IRestoreStep, RestoredAccess>();
        services.AddProblemDetails();
        services.AddAuthentication(AccessHandler.Scheme).AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.Scheme, null);
        var policy = new AuthorizationPolicyBuilder().AddRequirements(new AccessRequirement()).Build();
        services.AddAuthorizationBuilder().SetFallbackPolicy(policy).SetDefaultPolicy(policy);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusals>();
        AddKeyRing(services);
        AddProxies(services);
        KeepCodesOutOfLogs(services);
        return services;
    }

    /// <summary>First in the pipeline, before static files: the real address behind a trusted proxy, and the headers of every answer.</summary>
    public static IApplicationBuilder UseAccessEdge(this IApplicationBuilder app)
    {
        var hstsDays = app.ApplicationServices.GetRequiredService<IOptions<AccessOptions>>().Value.HstsDays;
        return app.UseForwardedHeaders().Use((context, next) => SecurityHeaders.Add(context, next, hstsDays));
    }

    /// <summary>
    /// After routing and static files, before the endpoints: who asks, in which language, whether they may, and whether they
    /// meant it.
    /// </summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseAuthentication().UseRequestLocalization().UseAuthorization().Use(ForgedRequests.Check);

    static void AddKeyRing(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Marquee");
        services.AddSingleton<KeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((keys, ring) => keys.XmlRepository = ring);
    }

    /// <summary>Also takes away the framework's own switch (<c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>), which trusts everybody.</summary>
    static void AddProxies(IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<AccessOptions>>((forwarded, access) =>
        {
            var trusted = access.Value.TrustedProxies;
            forwarded.ForwardedHeaders = trusted.Length == 0 ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // From the right, for as long as the hop is one of ours.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var entry in trusted)
            {
                if (IPAddress.TryParse(entry, out var address))
                {
                    forwarded.KnownProxies.Add(address);
                }
                else
                {
                    forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(entry));
                }
            }
        });

    /// <summary>A sign-in link's code is part of its address, and these write addresses. (The framework does not know that the key ring is sealed where it is kept.)</summary>
    static void KeepCodesOutOfLogs(IServiceCollection services) => services.Configure<LoggerFilterOptions>(logging => logging
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.HttpLogging", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
        // Why the ring cannot be read is said at the start, in one sentence.
        .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LogLevel.Critical));
}
