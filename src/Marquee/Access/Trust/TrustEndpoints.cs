using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access.Trust;

/// <param name="Qr">The address as an SVG.</param>
public sealed record TrustAddress(string Address, string Qr);

/// <summary>How a device comes to trust this server.</summary>
/// <param name="On">The server speaks HTTPS with a certificate of its own authority.</param>
/// <param name="Fingerprint">SHA-256 of the authority, in pairs, to be compared on the device; null without an authority.</param>
/// <param name="Addresses">Of the page with the steps, as other devices reach it.</param>
public sealed record TrustScreen(bool On, string? Name, string? Fingerprint, DateTimeOffset? EndsAt, IReadOnlyList<TrustAddress> Addresses);

/// <summary>The authority of the house, for devices that are to trust it. Its certificate is public; its key never leaves the folder.</summary>
static class TrustEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/trust/authority.crt", Download).Access(AccessRule.Anonymous).ExcludeFromDescription();
        app.MapGet("/api/v1/house/trust", Show).WithTags("House").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403)
            .WithSummary("The authority that signs for this server, and the addresses where devices learn to trust it");
    }

    static Results<FileContentHttpResult, ProblemHttpResult> Download(HomeTls tls)
    {
        using var authority = tls.IsOn ? tls.Authority() : null;
        return authority is null ? Problems.NotFound("access.nothingHere") : TypedResults.File(authority.RawData, "application/x-x509-ca-cert", "marquee-authority.crt");
    }

    static Ok<TrustScreen> Show(HttpContext context, HomeTls tls)
    {
        using var authority = tls.IsOn ? tls.Authority() : null;
        return TypedResults.Ok(authority is null ? new TrustScreen(false, null, null, null, [])
            : new TrustScreen(true, authority.GetNameInfo(X509NameType.SimpleName, false), TrustedAuthority.Fingerprint(authority), new DateTimeOffset(authority.NotAfter).ToUniversalTime(), [.. Addresses(context, tls)]));
    }

    /// <summary>Names before numbers, and none that only this machine knows.</summary>
    static IEnumerable<TrustAddress> Addresses(HttpContext context, HomeTls tls)
    {
        var port = context.Request.Host.Port is { } some && some != 443 ? $":{some}" : "";
        return from host in tls.Hosts()
               let address = new Uri($"https://{host}{port}/trust")
               select new TrustAddress(address.ToString(), QrPicture.Svg(address));
    }
}
