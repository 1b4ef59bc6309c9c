using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Marquee.Access;

/// <summary>What every answer tells the browser: run nothing but our own files, tell other sites nothing, never be framed.</summary>
static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>A sandbox: opened by itself, the document has an origin of its own, no scripts, no forms and no way out.</summary>
    const string InertPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    public static Task Add(HttpContext context, RequestDelegate next, int hstsDays)
    {
        // When the answer starts, because an error page begins by clearing the headers.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<InertDocument>() is null ? ContentSecurityPolicy : InertPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
            headers.TryAdd("Referrer-Policy", "same-origin");
            if (hstsDays > 0 && context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = string.Create(CultureInfo.InvariantCulture, $"max-age={hstsDays * 86_400L}");
            }

            if (context.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>() is { Rule: not AccessRule.Anonymous })
            {
                headers.TryAdd(HeaderNames.CacheControl, "no-store");
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
