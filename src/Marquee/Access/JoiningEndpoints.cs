using System.Net;
using Marquee.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

public sealed record CodeRequest(string? Code);

/// <param name="Invitation">The secret of an invitation's link: what stands behind <c>/join/</c> in its address.</param>
public sealed record InvitationSecret(string? Invitation);

/// <param name="Name">What the host has decided that the new member is called; absent: they choose.</param>
/// <param name="House">What the house is called.</param>
/// <param name="Passwords">Whether a password can be chosen, of at least so many characters; absent when it cannot.</param>
public sealed record InvitationGreeting(Role Role, string? Name, string InvitedBy, string House, DateTimeOffset ExpiresAt, int? Passwords);

/// <param name="Password">Absent: none, until the member chooses one.</param>
public sealed record JoinRequest(string? Invitation, string? Name, string? Password);

/// <summary>
/// How somebody who is invited becomes a member. Secrets travel in bodies, so that they stand in no log. Looking uses nothing up.
/// Wrong codes and unknown secrets are counted, each address for itself.
/// </summary>
static class JoiningEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var joining = app.MapGroup("/api/v1/joining").WithTags("Session").Access(AccessRule.Anonymous).ProducesProblem(403).ProducesProblem(404).ProducesProblem(429);
        joining.MapPost("/code", Code).WithSummary("Uses the six digits of an invitation up for the secret of its link");
        joining.MapPost("/look", Look).WithSummary("What an invitation is for").ProducesProblem(410);
        joining.MapPost("/", Join).WithSummary("Accepts an invitation: makes the member and signs them in").ProducesProblem(409).ProducesProblem(410);
    }

    static async Task<Results<Ok<InvitationSecret>, ProblemHttpResult>> Code(
        CodeRequest request, HttpContext context, InvitationCodes codes, Attempts attempts, SignInLog signIns, IOptions<AccessOptions> options, CancellationToken ct)
    {
        var address = context.Connection.RemoteIpAddress;
        var device = DeviceName.Of(context.Request.Headers.UserAgent);
        if (await attempts.Count(Bucket(address), InvitationCodes.TriesPerAddress, options.Value.LongestWait, ct) is { } wait)
        {
            await signIns.Note(null, SignInWay.Invitation, SignInOutcome.TooMany, device, address, ct);
            return PasswordEndpoints.TooMany(context, wait);
        }

        if (await codes.Exchange(request.Code ?? "", ct) is not { } secret)
        {
            await signIns.Note(null, SignInWay.Invitation, SignInOutcome.WrongCode, device, address, ct);
            return Problems.NotFound("access.code.wrong");
        }

        await attempts.GiveBack(Bucket(address), ct);
        return TypedResults.Ok(new InvitationSecret(secret));
    }

    static async Task<Results<Ok<InvitationGreeting>, ProblemHttpResult>> Look(
        InvitationSecret request, HttpContext context, Invitations invitations, Attempts attempts, IOptions<AccessOptions> options, Settings settings, CancellationToken ct)
    {
        var (state, found) = await invitations.Look(request.Invitation ?? "", ct);
        if (found is null)
        {
            return await Dead(state, context, attempts, options.Value, ct);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new InvitationGreeting(
            found.Role, found.Name, found.InvitedBy, await settings.Find<string>("instance.name", ct) ?? "Marquee", Wire.At(found.ExpiresAt),
            options.Value.Passwords ? Passwords.Shortest : null));
    }

    static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Join(
        JoinRequest request, HttpContext context, Invitations invitations, Joining joining, SignIns signIns, Attempts attempts, IOptions<AccessOptions> options, CancellationToken ct)
    {
        var (state, found) = await invitations.Look(request.Invitation ?? "", ct);
        if (found is null)
        {
            return await Dead(state, context, attempts, options.Value, ct);
        }

        if ((found.Name ?? MemberName.Clean(request.Name)) is not { } name)
        {
            return Problems.Invalid("name", "access.member.nameRule");
        }

        var password = string.IsNullOrEmpty(request.Password) ? null : request.Password;
        if (password is not null && !(options.Value.Passwords && Passwords.IsGood(password)))
        {
            return Problems.Invalid("password", "access.password.rule", ("least", Passwords.Shortest), ("most", Passwords.Longest));
        }

        switch (await joining.Join(request.Invitation!, name, password, ct))
        {
            case (JoinOutcome.Done, { } member):
                await signIns.Begin(context, member, SignInWay.Invitation, ct);
                return TypedResults.NoContent();
            case (JoinOutcome.NameTaken, _):
                return Problems.Of(StatusCodes.Status409Conflict, "access.member.nameTaken", ("name", name));
            default:
                return Problems.Of(StatusCodes.Status410Gone, "access.invitation.used");
        }
    }

    static async Task<ProblemHttpResult> Dead(LinkState state, HttpContext context, Attempts attempts, AccessOptions options, CancellationToken ct)
    {
        if (state == LinkState.Unknown && await attempts.Count(LinkEndpoints.Bucket(context), options.TriesPerAddress, TryRound.First, ct) is { } wait)
        {
            return PasswordEndpoints.TooMany(context, wait);
        }

        return state switch
        {
            LinkState.Used => Problems.Of(StatusCodes.Status410Gone, "access.invitation.used"),
            LinkState.Expired => Problems.Of(StatusCodes.Status410Gone, "access.invitation.expired"),
            _ => Problems.NotFound("access.invitation.unknown"),
        };
    }

    static string Bucket(IPAddress? address) => "code " + Attempts.Address(address);
}
