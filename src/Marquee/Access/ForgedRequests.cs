using Marquee.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Marquee.Access;

/// <summary>
/// Refuses requests that another site made a browser send. What browsers themselves say (<c>Sec-Fetch-Site</c>,
/// <c>Origin</c>) is believed when it says "another site"; a request of a session must also carry its token.
/// </summary>
static class ForgedRequests
{
    public const string TokenHeader = "X-CSRF-Token";

    public const string OtherSite = "access.otherSite";

    public const string NoToken = "access.noToken";

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return next(context);
        }

        var signedIn = SignedIn.Of(context);
        if (signedIn is { Session: null, Basic: false })
        {
            return next(context); // a key, which no browser adds by itself
        }

        if (IsFromOtherSite(request))
        {
            return Problems.Write(context, StatusCodes.Status403Forbidden, new Text(OtherSite));
        }

        var needsToken = signedIn is { Session: not null } && context.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>()?.Rule != AccessRule.Anonymous;
        return !needsToken || Secret.Same(signedIn!.Csrf!, request.Headers[TokenHeader].ToString())
            ? next(context)
            : Problems.Write(context, StatusCodes.Status403Forbidden, new Text(NoToken));
    }

    static bool IsFromOtherSite(HttpRequest request)
    {
        // Only sent over HTTPS and to localhost, but cannot be forged by a page and needs no knowledge of our own address.
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers[HeaderNames.Origin].ToString() is { Length: > 0 } origin
            && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
