using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

/// <param name="Current">The password until now; not needed by who has none, or has just come in by a link.</param>
public sealed record PasswordRequest(string? Current, string? Password);

/// <param name="Current">Not needed by who has just come in by a link.</param>
/// <param name="Sure">Also when nothing else lets the member in again without help.</param>
public sealed record PasswordRemoval(string? Current, bool Sure);

static class PasswordEndpoints
{
    const string Wrong = "access.password.wrong";

    /// <summary>Who forgot their password comes in by a link and has this long to choose another.</summary>
    static readonly TimeSpan AfterLink = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder app)
    {
        var password = app.MapGroup("/api/v1/session/password").WithTags("Session").Access(AccessRule.Member).NotByKey()
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
        password.MapPut("/", Set).WithSummary("Sets the asking member's password and signs their other devices out");
        password.MapPost("/removal", Remove).WithSummary("Takes the asking member's password away, so that they sign in by links").ProducesProblem(409);
    }

    static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Set(
        PasswordRequest request, SignedIn me, HttpContext context, Passwords passwords, PasswordSignIn check, Sessions sessions, TimeProvider time, CancellationToken ct)
    {
        if (!Passwords.IsGood(request.Password))
        {
            return Problems.Invalid("password", "access.password.rule", ("least", Passwords.Shortest), ("most", Passwords.Longest));
        }

        if (!IsTrusted(me, time) && await passwords.Has(me.Viewer.Member, ct))
        {
            switch (await Try(request.Current, me, context, check, ct))
            {
                case TooManyTries { Wait: var wait }:
                    return TooMany(context, wait);
                case PasswordWrong:
                    return Problems.Invalid("current", Wrong);
            }
        }

        await passwords.Set(me.Viewer.Member, request.Password!, ct);
        await sessions.EndOthers(me.Viewer.Member, me.Session?.Id, ct);
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Remove(
        PasswordRemoval request, SignedIn me, HttpContext context, PasswordSignIn check, WaysIn ways, TimeProvider time, CancellationToken ct)
    {
        if (!IsTrusted(me, time))
        {
            switch (await Try(request.Current, me, context, check, ct))
            {
                case TooManyTries { Wait: var wait }:
                    return TooMany(context, wait);
                case PasswordWrong:
                    return Problems.Invalid("current", Wrong);
            }
        }

        return await ways.RemovePassword(me.Viewer.Member, me.Session?.Id, request.Sure, ct) switch
        {
            WayOutcome.LastWay => Problems.Of(StatusCodes.Status409Conflict, "access.password.lastWay"),
            WayOutcome.LastWayOfLastHost => Problems.Of(StatusCodes.Status409Conflict, "access.password.lastWayOfLastHost"),
            _ => TypedResults.NoContent(),
        };
    }

    static Task<PasswordOutcome> Try(string? current, SignedIn me, HttpContext context, PasswordSignIn check, CancellationToken ct) =>
        check.Try(me.Viewer.Name, current ?? "", DeviceName.Of(context.Request.Headers.UserAgent), context.Connection.RemoteIpAddress, ct);

    public static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "access.tooManyTries", ("count", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))));
    }

    static bool IsTrusted(SignedIn me, TimeProvider time) => me.Local
        || (me.Session is { ByLink: true } session && time.GetUtcNow() - Wire.At(session.CreatedAt) < AfterLink);
}
