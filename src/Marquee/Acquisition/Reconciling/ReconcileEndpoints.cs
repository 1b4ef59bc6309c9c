using Marquee.Access;
using Marquee.Acquisition.Servers;
using Marquee.Jobs;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Acquisition.Reconciling;

/// <param name="Why">The question of one that is paused, the failure of one that failed.</param>
/// <param name="Same">Titles that are as the house knows them.</param>
/// <param name="Done">How many of the changes were made.</param>
public sealed record ReconcileScreen(
    long Id, long Connection, string Server, ReconcileState State, Text? Why, int Added, int Removed, int Changed, int Same, int Done, DateTimeOffset MadeAt, DateTimeOffset? SettledAt);

/// <param name="Changes">At most 200; removals first.</param>
public sealed record ReconcilePreview(ReconcileScreen Plan, IReadOnlyList<ReconcileChange> Changes);

/// <summary>For hosts: plans that bring the collection in line with the servers.</summary>
public static class ReconcileEndpoints
{
    const int Most = 50;

    public static void MapReconciles(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/connections/{id:long}/reconcile", Start).WithTags("Collection").Access(AccessRule.Host).WithSummary("Reads a server and brings the collection in line with it, as a job; dryRun only plans")
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        var plans = app.MapGroup("/api/v1/reconciles").WithTags("Collection").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        plans.MapGet("/", All).WithSummary("The latest plans, newest first");
        plans.MapGet("/{id:long}", Show).WithSummary("A plan with its changes, removals first").ProducesProblem(404);
        plans.MapPost("/{id:long}/apply", Apply).WithSummary("Makes the changes of a plan that waits, as a job").ProducesProblem(404).ProducesProblem(409);
        plans.MapPost("/{id:long}/undo", Undo).WithSummary("Takes back the changes of a plan, as a job").ProducesProblem(404).ProducesProblem(409);
        plans.MapDelete("/{id:long}", Discard).WithSummary("Drops a plan that waits").ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<Results<Accepted<JobStarted>, ProblemHttpResult>> Start(long id, Viewer viewer, Connections connections, Reconciles reconciles, CancellationToken ct, bool dryRun = false) =>
        await connections.Find(id, ct) is null ? Problems.NotFound("servers.none") : Started(await reconciles.Start(new ReconcileArguments(id, dryRun ? ReconcileStep.Plan : ReconcileStep.Reconcile), viewer.Member, ct));

    static async Task<Ok<IReadOnlyList<ReconcileScreen>>> All(Connections connections, Reconciles reconciles, CancellationToken ct, long? connection = null)
    {
        var servers = (await connections.All(ct)).ToDictionary(c => c.Id, c => c.Name);
        return TypedResults.Ok<IReadOnlyList<ReconcileScreen>>([.. (await reconciles.Latest(connection, Most, ct)).Select(r => Screen(r, servers.GetValueOrDefault(r.Connection, "")))]);
    }

    static async Task<Results<Ok<ReconcilePreview>, ProblemHttpResult>> Show(long id, Connections connections, Reconciles reconciles, CancellationToken ct) =>
        await reconciles.Find(id, ct) is not { } plan ? Problems.NotFound("reconcile.none")
        : TypedResults.Ok(new ReconcilePreview(Screen(plan, (await connections.Find(plan.Connection, ct))?.Name ?? ""), await reconciles.Changes(id, ct)));

    static Task<Results<Accepted<JobStarted>, ProblemHttpResult>> Apply(long id, Viewer viewer, Reconciles reconciles, CancellationToken ct) =>
        Next(id, ReconcileStep.Apply, viewer, reconciles, ct, ReconcileState.Planned, ReconcileState.Paused);

    static Task<Results<Accepted<JobStarted>, ProblemHttpResult>> Undo(long id, Viewer viewer, Reconciles reconciles, CancellationToken ct) =>
        Next(id, ReconcileStep.Undo, viewer, reconciles, ct, ReconcileState.Applied);

    static async Task<Results<Accepted<JobStarted>, ProblemHttpResult>> Next(
        long id, ReconcileStep step, Viewer viewer, Reconciles reconciles, CancellationToken ct, params IReadOnlyList<ReconcileState> states) =>
        await reconciles.Find(id, ct) is not { } plan ? Problems.NotFound("reconcile.none")
        : !states.Contains(plan.State) ? Problems.Of(StatusCodes.Status409Conflict, "reconcile.notNow")
        : Started(await reconciles.Start(new ReconcileArguments(plan.Connection, step, id), viewer.Member, ct));

    static async Task<Results<NoContent, ProblemHttpResult>> Discard(long id, Reconciles reconciles, CancellationToken ct)
    {
        if (await reconciles.Find(id, ct) is null)
        {
            return Problems.NotFound("reconcile.none");
        }

        await reconciles.Discard(id, ct);
        return TypedResults.NoContent();
    }

    public static ReconcileScreen Screen(Reconcile r, string server) => new(
        r.Id, r.Connection, server, r.State, r.Why, r.Added, r.Removed, r.Changed, r.Same, r.Done,
        DateTimeOffset.FromUnixTimeSeconds(r.MadeAt), r.SettledAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null);

    static Accepted<JobStarted> Started(long job) => TypedResults.Accepted($"/api/v1/jobs/{job}", new JobStarted(job));
}
