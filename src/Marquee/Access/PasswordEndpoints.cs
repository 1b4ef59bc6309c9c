using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

/// <param name="Current">The password until now; not needed by who has none, or has just come in by a link.</param>
public sealed record PasswordRequest(string? Current, string? Password);

static class PasswordEndpoints
{
    /// <summary>Who forgot their password comes in by a link and has this long to choose another.</summary>
    static readonly TimeSpan AfterLink = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPut("/api/v1/session/password", Set).WithTags("Session").Access(AccessRule.Member).NotByKey()
            .WithSummary("Sets the asking member's password and signs their other devices out")
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);

    static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Set(
        PasswordRequest request, SignedIn me, HttpContext context, Passwords passwords, PasswordSignIn check, Sessions sessions, TimeProvider time, CancellationToken ct)
    {
        if (!Passwords.IsGood(request.Password))
        {
            return Problems.Invalid("password", "access.password.rule", ("least", Passwords.Shortest), ("most", Passwords.Longest));
        }

        if (!IsTrusted(me, time) && await passwords.Has(me.Viewer.Member, ct))
        {
            switch (await check.Try(me.Viewer.Name, request.Current ?? "", DeviceName.Of(context.Request.Headers.UserAgent), context.Connection.RemoteIpAddress, ct))
            {
                case TooManyTries { Wait: var wait }:
                    return TooMany(context, wait);
                case PasswordWrong:
                    return Problems.Invalid("current", "access.password.wrong");
            }
        }

        await passwords.Set(me.Viewer.Member, request.Password!, ct);
        await sessions.EndOthers(me.Viewer.Member, me.Session?.Id, ct);
        return TypedResults.NoContent();
    }

    public static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "access.tooManyTries", ("count", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))));
    }

    static bool IsTrusted(SignedIn me, TimeProvider time) => me.Local
        || (me.Session is { ByLink: true } session && time.GetUtcNow() - Wire.At(session.CreatedAt) < AfterLink);
}
