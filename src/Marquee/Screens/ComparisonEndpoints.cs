using Marquee.Access;
using Marquee.Watching.Comparing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Open">Whether the asking member lets others compare, and so may compare.</param>
/// <param name="Members">With whom; nobody while it is switched off.</param>
public sealed record ComparingView(bool Open, IReadOnlyList<ComparableMember> Members);

public sealed record ComparingRequest(bool? Open);

/// <summary>Two members of the house, if both let others compare.</summary>
public static class ComparisonEndpoints
{
    public static void MapComparison(this IEndpointRouteBuilder app)
    {
        var compare = app.MapGroup("/api/v1/compatibility").WithTags("Compatibility").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        compare.MapGet("/", Who).WithSummary("Whether the member lets others compare, and with whom the member can compare");
        compare.MapPut("/", Choose).WithSummary("Lets the others of the house compare themselves with the member, or no longer");
        compare.MapGet("/{member:long}", Show).WithSummary("How the asking member's ratings go together with those of another one; both must have switched comparing on")
            .ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<Ok<ComparingView>> Who(Viewer viewer, ComparableMembers members, CancellationToken ct) => TypedResults.Ok(await View(viewer, members, ct));

    static async Task<Results<Ok<ComparingView>, ValidationProblem>> Choose(ComparingRequest request, Viewer viewer, ComparableMembers members, CancellationToken ct)
    {
        if (request.Open is not { } open)
        {
            return Problems.Invalid("open", "comparing.openRule");
        }

        await members.Set(viewer, open, ct);
        return TypedResults.Ok(await View(viewer, members, ct));
    }

    static async Task<Results<Ok<ComparisonView>, ProblemHttpResult>> Show(long member, Viewer viewer, ComparableMembers members, ComparisonScreens screens, CancellationToken ct) =>
        !await members.Has(viewer.Member, ct) ? Problems.Of(StatusCodes.Status409Conflict, "comparing.ownOff")
        : await screens.Of(viewer, member, ct) is { } found ? TypedResults.Ok(found)
        : Problems.NotFound("comparing.noMember");

    static async Task<ComparingView> View(Viewer viewer, ComparableMembers members, CancellationToken ct) =>
        new(await members.Has(viewer.Member, ct), await members.For(viewer, ct));
}
