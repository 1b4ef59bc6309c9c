using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

/// <param name="CodeExpiresAt">Until when its six digits work; absent when it has none, or none any more.</param>
public sealed record InvitationRow(long Id, Role Role, string? Name, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? CodeExpiresAt)
{
    /// <param name="now">Unix seconds.</param>
    public static InvitationRow Of(Invitation invitation, long now) => new(
        invitation.Id, invitation.Role, invitation.Name, invitation.InvitedBy, Wire.At(invitation.CreatedAt), Wire.At(invitation.ExpiresAt), Wire.At(invitation.CodeUntil(now)));
}

/// <param name="Name">What the new member is called; absent: they choose.</param>
public sealed record InvitationRequest(Role? Role, string? Name);

/// <param name="Link">The address that makes the member, once. Shown this once.</param>
/// <param name="Qr">The same as an SVG.</param>
/// <param name="Code">Six digits that do the same for ten minutes.</param>
public sealed record InvitationView(long Id, Role Role, string? Name, Uri Link, string Qr, DateTimeOffset ExpiresAt, string Code, DateTimeOffset CodeExpiresAt);

public sealed record CodeView(string Code, DateTimeOffset ExpiresAt);

static class InvitationEndpoints
{
    const string Gone = "access.invitation.gone";

    public static void Map(IEndpointRouteBuilder app)
    {
        var invitations = app.MapGroup("/api/v1/invitations").WithTags("Members").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        invitations.MapGet("/", List).WithSummary("Invitations that can still be accepted");
        invitations.MapPost("/", Make).NotByKey().WithSummary("Invites somebody by a link and six digits that are shown once");
        invitations.MapPost("/{id:long}/code", Code).NotByKey().WithSummary("Gives an invitation six other digits, for ten minutes").ProducesProblem(404);
        invitations.MapDelete("/{id:long}", TakeBack).NotByKey().WithSummary("Takes an invitation back").ProducesProblem(404);
    }

    static async Task<Ok<InvitationRow[]>> List(Invitations invitations, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return TypedResults.Ok((await invitations.Open(ct)).Select(i => InvitationRow.Of(i, now)).ToArray());
    }

    static async Task<Results<Created<InvitationView>, ValidationProblem, ProblemHttpResult>> Make(
        InvitationRequest request, Viewer me, HttpRequest http, Invitations invitations, InvitationCodes codes, Members members, CancellationToken ct)
    {
        var name = string.IsNullOrWhiteSpace(request.Name) ? null : MemberName.Clean(request.Name);
        if (name is null && !string.IsNullOrWhiteSpace(request.Name))
        {
            return Problems.Invalid("name", "access.member.nameRule");
        }

        if (name is not null && await members.ByName(name, ct) is not null)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "access.member.nameTaken", ("name", name));
        }

        var role = request.Role ?? Role.Member;
        var made = await invitations.Make(me.Member, role, name, ct);
        if (await codes.Make(made.Id, ct) is not var (code, until))
        {
            return Problems.NotFound(Gone); // taken back at the same moment
        }

        var link = made.At(new Uri($"{http.Scheme}://{http.Host}"));
        return TypedResults.Created($"/api/v1/invitations/{made.Id}", new InvitationView(made.Id, role, name, link, QrPicture.Svg(link), made.ExpiresAt, code, until));
    }

    static async Task<Results<Ok<CodeView>, ProblemHttpResult>> Code(long id, InvitationCodes codes, CancellationToken ct) =>
        await codes.Make(id, ct) is var (code, until) ? TypedResults.Ok(new CodeView(code, until)) : Problems.NotFound(Gone);

    static async Task<Results<NoContent, ProblemHttpResult>> TakeBack(long id, Invitations invitations, CancellationToken ct) =>
        await invitations.TakeBack(id, ct) ? TypedResults.NoContent() : Problems.NotFound(Gone);
}
