using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

public sealed record MemberRow(long Id, string Name, Role Role, bool Disabled);

public sealed record MemberRequest(string? Name, Role? Role);

/// <summary>Null leaves as it is.</summary>
public sealed record MemberChangeRequest(Role? Role, bool? Disabled, string? Name = null);

/// <param name="Link">The address with which the new member signs in, once.</param>
public sealed record NewMember(long Id, string Name, Role Role, Uri Link);

public sealed record LinkView(Uri Url, DateTimeOffset ExpiresAt);

static class MemberEndpoints
{
    const string NoSuch = "access.member.noSuch";

    public static void Map(IEndpointRouteBuilder app)
    {
        var members = app.MapGroup("/api/v1/members").WithTags("Members").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        members.MapGet("/", List).ByKey(KeyScope.Household).WithSummary("Who belongs to the house");
        members.MapPost("/", Make).NotByKey().WithSummary("Adds a member and makes their sign-in link").ProducesProblem(409);
        members.MapPut("/{id:long}", Change).NotByKey().WithSummary("Changes a member's name or role, or shuts them out or lets them in").ProducesProblem(404).ProducesProblem(409);
        members.MapDelete("/{id:long}", Remove).NotByKey().WithSummary("Removes a member and erases all that is theirs; their name, asked for a second time, says that it is meant")
            .ProducesProblem(404).ProducesProblem(409);
        members.MapPost("/{id:long}/link", Link).NotByKey().WithSummary("Makes a sign-in link for a member").ProducesProblem(404);
    }

    static async Task<Ok<MemberRow[]>> List(Members members, CancellationToken ct) =>
        TypedResults.Ok((await members.All(ct)).Select(View).ToArray());

    static async Task<Results<Created<NewMember>, ValidationProblem, ProblemHttpResult>> Make(
        MemberRequest request, HttpContext context, Members members, OneTimeLinks links, CancellationToken ct)
    {
        if (MemberName.Clean(request.Name) is not { } name)
        {
            return Problems.Invalid("name", "access.member.nameRule");
        }

        if (await members.Make(name, request.Role ?? Role.Member, ct) is not { } made)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "access.member.nameTaken", ("name", name));
        }

        var link = await links.Make(made.Id, null, ct);
        return TypedResults.Created($"/api/v1/members/{made.Id}", new NewMember(made.Id, made.Name, made.Role, link.At(context.Request)));
    }

    static async Task<Results<Ok<MemberRow>, ValidationProblem, ProblemHttpResult>> Change(long id, MemberChangeRequest request, Members members, CancellationToken ct)
    {
        var name = request.Name is null ? null : MemberName.Clean(request.Name);
        if (name is null && request.Name is not null)
        {
            return Problems.Invalid("name", "access.member.nameRule");
        }

        return await members.Change(id, request.Role, request.Disabled, ct, name) switch
        {
            MemberChange.Done when await members.Find(id, ct) is { } changed => TypedResults.Ok(View(changed)),
            MemberChange.LastHost => LastHost(),
            MemberChange.NameTaken => Problems.Of(StatusCodes.Status409Conflict, "access.member.nameTaken", ("name", name!)),
            _ => Problems.NotFound(NoSuch),
        };
    }

    /// <param name="name">The member's, in any case: an address alone removes nobody.</param>
    static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Remove(
        long id, HttpContext context, SignedIn me, Members members, MemberRemoval removal, CancellationToken ct, string? name = null)
    {
        if (await members.Find(id, ct) is not { } member)
        {
            return Problems.NotFound(NoSuch);
        }

        if (MemberName.Key(name ?? "") != MemberName.Key(member.Name))
        {
            return Problems.Invalid("name", "access.member.sure", ("name", member.Name));
        }

        switch (await removal.Remove(id, ct))
        {
            case MemberChange.LastHost:
                return LastHost();
            case MemberChange.NotThere:
                return Problems.NotFound(NoSuch);
        }

        if (id == me.Viewer.Member && me.Session is not null)
        {
            SessionCookie.Delete(context);
        }

        return TypedResults.NoContent();
    }

    static ProblemHttpResult LastHost() => Problems.Of(StatusCodes.Status409Conflict, "access.member.lastHost");

    static async Task<Results<Ok<LinkView>, ProblemHttpResult>> Link(long id, HttpContext context, Members members, OneTimeLinks links, CancellationToken ct)
    {
        if (await members.Find(id, ct) is not { Disabled: false } member)
        {
            return Problems.NotFound(NoSuch);
        }

        var link = await links.Make(member.Id, null, ct);
        return TypedResults.Ok(new LinkView(link.At(context.Request), link.ExpiresAt));
    }

    static MemberRow View(Member member) => new(member.Id, member.Name, member.Role, member.Disabled);
}
