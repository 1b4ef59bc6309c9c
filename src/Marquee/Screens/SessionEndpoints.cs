using System.Reflection;
using System.Text.Json;
using Marquee.Access;
using Marquee.Households;
using Marquee.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Screens;

public sealed record SignInRequest(string? Name, string? Password);

/// <param name="Csrf">What unsafe requests of this session carry as <c>X-CSRF-Token</c>; absent when a key asks.</param>
public sealed record SessionView(MemberView Member, string? Csrf, InstanceView Instance);

/// <param name="Sample">The built-in sample catalog is shown, not IMDb's own files.</param>
/// <param name="Attribution">The line that IMDb's terms ask for wherever its data is shown.</param>
public sealed record InstanceView(string Name, bool Sample, Engine Engine, string Version, bool ImdbTermsAccepted, string Attribution);

/// <summary>What the front end asks first: who is signed in, and to what.</summary>
public sealed class SessionViews(MemberViews members, Generations generations, Settings settings, Database database)
{
    internal static readonly string Version = typeof(SessionViews).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public async Task<SessionView> Of(SignedIn me, CancellationToken ct)
    {
        var terms = await settings.Find<JsonElement?>("imdb.terms", ct);
        return new SessionView(
            await members.Of(me.Viewer.Member, ct),
            me.Csrf,
            new InstanceView(
                await settings.Find<string>("instance.name", ct) ?? "Marquee",
                (await generations.Find(ct)).Sample,
                database.Dialect.Engine,
                Version,
                terms is { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) },
                Catalog.ImdbTerms.Attribution));
    }
}

public static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/v1/session").WithTags("Session").Access(AccessRule.Member).ProducesProblem(401);
        session.MapGet("/", Show).WithSummary("Who is signed in, and to what");
        session.MapDelete("/", SignOut).NotByKey().WithSummary("Signs this browser out; only with sure=true when nothing else lets the member in again").ProducesProblem(403).ProducesProblem(409);
        if (app.ServiceProvider.GetRequiredService<IOptions<AccessOptions>>().Value.Passwords)
        {
            session.MapPost("/", SignIn).Access(AccessRule.Anonymous).WithSummary("Signs in with a name and a password").ProducesProblem(403).ProducesProblem(429);
        }
    }

    static async Task<Ok<SessionView>> Show(SignedIn me, SessionViews views, CancellationToken ct) => TypedResults.Ok(await views.Of(me, ct));

    static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignIn(
        SignInRequest request, HttpContext context, PasswordSignIn passwords, SignIns signIns, SessionViews views, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        switch (await passwords.Try(request.Name ?? "", request.Password ?? "", DeviceName.Of(context.Request.Headers.UserAgent), context.Connection.RemoteIpAddress, ct))
        {
            case PasswordRight { Member: var member }:
                return TypedResults.Ok(await views.Of(await signIns.Begin(context, member, SignInWay.Password, ct), ct));
            case TooManyTries { Wait: var wait }:
                return PasswordEndpoints.TooMany(context, wait);
            default:
                return Problems.Of(StatusCodes.Status401Unauthorized, "access.password.noMatch");
        }
    }

    static async Task<Results<NoContent, ProblemHttpResult>> SignOut(SignedIn me, HttpContext context, SignIns signIns, WaysIn ways, CancellationToken ct, bool sure = false)
    {
        if (!sure && me.Session is { } session && !await ways.Without(me.Viewer.Member, session.Id, ct))
        {
            return Problems.Of(StatusCodes.Status409Conflict, DeviceEndpoints.LastWay);
        }

        await signIns.End(context, me, ct);
        return TypedResults.NoContent();
    }
}
