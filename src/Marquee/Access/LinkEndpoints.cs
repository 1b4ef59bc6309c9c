using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

/// <summary>
/// The page behind a one-time link. Looking at it uses nothing up, because mail scanners and chat previews look at every
/// link; its button does. Only unknown codes are counted: a fresh one works from everywhere, however much was tried there.
/// </summary>
static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/link/{code}", Show).Access(AccessRule.Anonymous).ExcludeFromDescription();
        app.MapPost("/link/{code}", Use).Access(AccessRule.Anonymous).ExcludeFromDescription();
        app.MapGet("/link.css", Style).Access(AccessRule.Anonymous).ExcludeFromDescription();
    }

    static async Task<IResult> Show(string code, HttpContext context, OneTimeLinks links, Attempts attempts, IOptions<AccessOptions> options, CancellationToken ct)
    {
        var (state, member) = await links.Look(code, ct);
        return state == LinkState.Fresh ? Page(context, 200, LinkPage.Fresh(member!.Name)) : await Dead(state, Bucket(context), context, attempts, options, ct);
    }

    static async Task<IResult> Use(string code, HttpContext context, OneTimeLinks links, SignIns signIns, Attempts attempts, IOptions<AccessOptions> options, CancellationToken ct)
    {
        if (await links.Use(code, ct) is not { } member)
        {
            var (state, _) = await links.Look(code, ct);
            return await Dead(state, Bucket(context), context, attempts, options, ct);
        }

        await signIns.Begin(context, member, SignInWay.Link, ct);
        context.Response.Headers.Location = "/";
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    static async Task<ContentHttpResult> Dead(LinkState state, string address, HttpContext context, Attempts attempts, IOptions<AccessOptions> options, CancellationToken ct)
    {
        if (state == LinkState.Unknown && await attempts.Count(address, options.Value.TriesPerAddress, TryRound.First, ct) is { } wait)
        {
            return TooMany(context, wait);
        }

        var status = state == LinkState.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
        return Page(context, status, LinkPage.Dead(state));
    }

    static ContentHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Page(context, StatusCodes.Status429TooManyRequests, LinkPage.TooMany(wait));
    }

    static ContentHttpResult Page(HttpContext context, int status, string html)
    {
        // The origin without the path: with "no-referrer" browsers send the button's request with "Origin: null".
        context.Response.Headers["Referrer-Policy"] = "strict-origin";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        return TypedResults.Text(html, "text/html; charset=utf-8", statusCode: status);
    }

    static ContentHttpResult Style(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(LinkPage.Style, "text/css; charset=utf-8");
    }

    /// <summary>Under what unknown links and invitations from an address are counted.</summary>
    internal static string Bucket(HttpContext context) => "link " + Attempts.Address(context.Connection.RemoteIpAddress);
}
