using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Marquee.Access;
using Marquee.Acquisition.Servers;
using Marquee.Integrations.Servarr.Events;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Marquee.Acquisition.Webhooks;

/// <summary>How many webhooks of each server are let in; whoever sends more is told to come back.</summary>
public sealed class HookPace : IDisposable
{
    const int AMinute = 600;

    readonly PartitionedRateLimiter<long> _limiter = PartitionedRateLimiter.Create<long, long>(connection => RateLimitPartition.GetFixedWindowLimiter(
        connection, _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    public bool LetsIn(long connection)
    {
        using var lease = _limiter.AttemptAcquire(connection);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}

/// <param name="Address">Where the server reaches this one; null: as the asking browser does.</param>
public sealed record HookSetUp(string? Address = null);

/// <param name="Problem">Why the server did not take it; null when it did.</param>
public sealed record HookSetUpDone(Text? Problem);

/// <summary>Where webhooks come in, and what hosts do about it. Neither the address nor the secret is written to a log.</summary>
public static class HookEndpoints
{
    /// <summary>Wrong secrets from one address until it has to wait.</summary>
    const int WrongOnes = 20;

    /// <summary>For servers that can send headers of their own.</summary>
    const string SecretHeader = "X-Marquee-Secret";

    public static void MapHooks(this IEndpointRouteBuilder app)
    {
        app.MapPost(Hooks.Root + "{hook}", Take).Access(AccessRule.Anonymous).ExcludeFromDescription();
        var setUp = app.MapGroup("/api/v1/connections/{id:long}/webhook").WithTags("Connections").Access(AccessRule.Host).NotByKey().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        setUp.MapPost("/secret", Renew).WithSummary("Makes a new secret for the webhooks of a server, which is shown this once");
        setUp.MapPost("/", SetUp).WithSummary("Tells a server by its API to send its webhooks here, with a new secret");
    }

    static async Task<IResult> Take(string hook, HttpContext context, Hooks hooks, HookPace pace, Attempts attempts, CancellationToken ct)
    {
        if (await hooks.Allowed(hook, SecretOf(context.Request), ct) is not { } connection)
        {
            return await Unknown(context, attempts, ct);
        }

        if (!pace.LetsIn(connection))
        {
            return TooMany(context, TimeSpan.FromMinutes(1));
        }

        if (await Body(context.Request, ct) is not { } body)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "servarr.webhook.tooLarge", ("most", (long)EventReader.MostBytes));
        }

        return await hooks.Take(connection, body, ct) ? TypedResults.Accepted((string?)null) : TypedResults.Ok();
    }

    static async Task<Results<Ok<HookSecret>, ProblemHttpResult>> Renew(long id, Hooks hooks, CancellationToken ct) =>
        await hooks.Renew(id, ct) is { } secret ? TypedResults.Ok(secret) : Problems.NotFound("servers.none");

    static async Task<Results<Ok<HookSetUpDone>, ValidationProblem, ProblemHttpResult>> SetUp(
        long id, HookSetUp request, HttpContext context, Hooks hooks, Connections connections, CancellationToken ct)
    {
        if (await connections.Find(id, ct) is not { } connection)
        {
            return Problems.NotFound("servers.none");
        }

        var address = string.IsNullOrWhiteSpace(request.Address) ? $"{context.Request.Scheme}://{context.Request.Host}" : request.Address.Trim();
        return Uri.TryCreate(address, UriKind.Absolute, out var ours) && (ours.Scheme == Uri.UriSchemeHttp || ours.Scheme == Uri.UriSchemeHttps) && ours.UserInfo.Length == 0
            ? TypedResults.Ok(new HookSetUpDone(await hooks.SetUp(connection, ours, ct)))
            : Problems.Invalid("address", "servers.address");
    }

    /// <summary>An address that nobody has answers as a wrong secret does.</summary>
    static async Task<IResult> Unknown(HttpContext context, Attempts attempts, CancellationToken ct)
    {
        if (await attempts.Count("hook " + Attempts.Address(context.Connection.RemoteIpAddress), WrongOnes, TryRound.First, ct) is { } wait)
        {
            return TooMany(context, wait);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Marquee\"";
        return Problems.Of(StatusCodes.Status401Unauthorized, "hooks.secret");
    }

    static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "hooks.tooMany");
    }

    /// <returns>The password of basic authentication or the header; empty when there is neither.</returns>
    static string SecretOf(HttpRequest request)
    {
        const string basic = "Basic ";
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        var sent = new byte[authorization.Length];
        return authorization.StartsWith(basic, StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(authorization[basic.Length..].Trim(), sent, out var length)
            ? Encoding.UTF8.GetString(sent, 0, length).Split(':', 2) is [_, var password] ? password : ""
            : request.Headers[SecretHeader].ToString();
    }

    /// <returns>Null when it is larger than any that the servers send.</returns>
    static async Task<string?> Body(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[EventReader.MostBytes + 1];
        var length = 0;
        for (int read; length < buffer.Length && (read = await request.Body.ReadAsync(buffer.AsMemory(length), ct)) > 0; length += read)
        {
        }

        // PostgreSQL keeps no zero in a text, and no sound message has one.
        return length > EventReader.MostBytes ? null : Encoding.UTF8.GetString(buffer, 0, length).Replace("\0", "", StringComparison.Ordinal);
    }
}
