using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="From">The id that is given up.</param>
/// <param name="Into">The title that it is.</param>
public sealed record MergeRequest(string? From, string? Into);

/// <param name="From">The id that was given up; it leads to <paramref name="Title"/> while the merge holds.</param>
/// <param name="Title">Null when nobody knows it any more, or it is not for this viewer.</param>
/// <param name="State"><c>merging</c>, <c>merged</c>, <c>undoing</c> or <c>undone</c>.</param>
public sealed record MergeCard(long Id, string From, string Into, TitleCard? Title, string State, DateTimeOffset At);

/// <param name="From">The id that vanished from IMDb's files.</param>
/// <param name="Certainty">Percent.</param>
public sealed record ProposalCard(long Id, string From, string Into, TitleCard? Title, int Certainty, MergeEvidence Evidence);

public sealed record ProposalAnswer(long Id);

/// <summary>Two ids that are one title: what IMDb merged, and what a host merges by hand. For hosts, since it changes what every member has.</summary>
public static class MergeEndpoints
{
    const int MostItems = 200;

    public static void MapMerges(this IEndpointRouteBuilder app)
    {
        var merges = app.MapGroup("/api/v1/merges").WithTags("Merges").Access(AccessRule.Host).ByKey(KeyScope.Household).ProducesProblem(401).ProducesProblem(403);
        merges.MapGet("/", Page).WithSummary("Merged titles, newest first");
        merges.MapPost("/", Merge).WithSummary("Makes two ids one title, for every member").ProducesProblem(409);
        merges.MapPost("/{id:long}/undo", TakeBack).WithSummary("Takes a merge back as a whole").ProducesProblem(404).ProducesProblem(409);
        merges.MapGet("/proposals", Proposals).WithSummary("Ids that vanished from IMDb's files, with the title each may be now");
        merges.MapPost("/proposals/{id:long}/accept", Accept).WithSummary("Merges a proposed pair").ProducesProblem(404).ProducesProblem(409);
        merges.MapPost("/proposals/{id:long}/decline", Decline).WithSummary("Declines a proposed pair for good").ProducesProblem(404).ProducesProblem(409);
        merges.MapPost("/proposals/{id:long}/reopen", Reopen).WithSummary("Takes a decline back").ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<Ok<IReadOnlyList<MergeCard>>> Page(Viewer viewer, TitleMerges merges, TitleCards cards, CancellationToken ct, int limit = 50)
    {
        var found = await merges.Newest(Math.Clamp(limit, 1, MostItems), ct);
        var titles = await cards.ById(viewer, found.Select(m => m.To), ct);
        return TypedResults.Ok<IReadOnlyList<MergeCard>>([.. found.Select(m => new MergeCard(
            m.Id, m.From.ToString(), m.To.ToString(), titles.GetValueOrDefault(m.To.ToString()), m.State, DateTimeOffset.FromUnixTimeSeconds(m.CreatedAt)))]);
    }

    static async Task<Results<Ok<MergeStarted>, ValidationProblem>> Merge(MergeRequest request, Viewer viewer, TitleMerges merges, CancellationToken ct) =>
        !TitleId.TryParse(request.From, null, out var from) ? Problems.Invalid("from", "screens.mergeFrom")
        : !TitleId.TryParse(request.Into, null, out var into) ? Problems.Invalid("into", "screens.mergeInto")
        : TypedResults.Ok(await merges.Merge(viewer, from, into, ct));

    static async Task<Results<Ok<MergeStarted>, ProblemHttpResult>> TakeBack(long id, Viewer viewer, TitleMerges merges, CancellationToken ct) =>
        await merges.Undo(viewer, id, ct) is { } started ? TypedResults.Ok(started) : Problems.NotFound("screens.noMerge");

    static async Task<Ok<IReadOnlyList<ProposalCard>>> Proposals(Viewer viewer, MergeProposals proposals, TitleCards cards, CancellationToken ct)
    {
        var open = await proposals.Open(ct);
        var titles = await cards.ById(viewer, open.Select(p => p.Into), ct);
        return TypedResults.Ok<IReadOnlyList<ProposalCard>>([.. open.Select(p => new ProposalCard(
            p.Id, p.Title.ToString(), p.Into.ToString(), titles.GetValueOrDefault(p.Into.ToString()), p.Certainty, p.Evidence))]);
    }

    static async Task<Results<Ok<MergeStarted>, ProblemHttpResult>> Accept(long id, Viewer viewer, MergeProposals proposals, CancellationToken ct) =>
        await proposals.Accept(viewer, id, ct) is { } started ? TypedResults.Ok(started) : NoSuchProposal;

    static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> Decline(long id, Viewer viewer, MergeProposals proposals, CancellationToken ct) =>
        Answer(id, await proposals.Decline(viewer, id, ct));

    static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> Reopen(long id, MergeProposals proposals, CancellationToken ct) =>
        Answer(id, await proposals.Reopen(id, ct));

    static Results<Ok<ProposalAnswer>, ProblemHttpResult> Answer(long id, bool? moved) => moved switch
    {
        null => NoSuchProposal,
        false => Problems.Of(StatusCodes.Status409Conflict, "screens.decidedMeanwhile"),
        true => TypedResults.Ok(new ProposalAnswer(id)),
    };

    static ProblemHttpResult NoSuchProposal => Problems.NotFound("screens.noProposal");
}
