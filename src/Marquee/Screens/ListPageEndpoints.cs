using Marquee.Access;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Watching.Importing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Address">Of a public list of IMDb or Letterboxd.</param>
public sealed record ListPageWish(string? Address);

/// <param name="On">Whether members may have public lists read.</param>
public sealed record ListPageSwitch(bool On);

/// <summary>Public lists of other sites by their address: how reading them goes, and for hosts whether it happens at all.</summary>
public static class ListPageEndpoints
{
    const string NoSuch = "screens.noListPage";

    public static void MapListPages(this IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/api/v1/imports/web-lists").WithTags("Imports").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        lists.MapGet("/", All).WithSummary("The member's public lists on the web: last try, last good one, and why the last one failed");
        lists.MapPost("/", Add).WithSummary("Adds a public list of IMDb or Letterboxd by its address and reads it, as a job; what it would change waits for a yes").ProducesProblem(409);
        lists.MapPost("/{id:long}/read", Read).WithSummary("Reads a list again, as a job").ProducesProblem(404).ProducesProblem(409);
        lists.MapDelete("/{id:long}", Remove).WithSummary("Reads a list no more; what came of it stays").ProducesProblem(404);
        app.MapPut("/api/v1/house/web-lists", Switch).WithTags("House").Access(AccessRule.Host).NotByKey().ProducesProblem(401).ProducesProblem(403).ProducesProblem(409)
            .WithSummary("Switches reading public lists on or off");
    }

    static async Task<Ok<ListPagesState>> All(Viewer viewer, ListPages lists, CancellationToken ct) => TypedResults.Ok(await lists.Of(viewer, ct));

    static async Task<Results<Accepted<JobStarted>, ValidationProblem>> Add(ListPageWish wish, Viewer viewer, ListPages lists, JobRuns jobs, CancellationToken ct)
    {
        try
        {
            await lists.Add(viewer, wish.Address ?? "", ct);
        }
        catch (Refusal refusal)
        {
            return Problems.Invalid("address", refusal.Text);
        }

        return await Started(jobs, ct);
    }

    static async Task<Results<Accepted<JobStarted>, ProblemHttpResult>> Read(long id, Viewer viewer, ListPages lists, JobRuns jobs, CancellationToken ct)
    {
        try
        {
            return await lists.Ask(viewer, id, ct) ? await Started(jobs, ct) : Problems.NotFound(NoSuch);
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Remove(long id, Viewer viewer, ListPages lists, CancellationToken ct) =>
        await lists.Remove(viewer, id, ct) ? TypedResults.NoContent() : Problems.NotFound(NoSuch);

    static async Task<Results<Ok<ListPagesState>, ProblemHttpResult>> Switch(ListPageSwitch wish, Viewer viewer, ListPages lists, CancellationToken ct)
    {
        try
        {
            await lists.Switch(wish.On, ct);
            return TypedResults.Ok(await lists.Of(viewer, ct));
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }

    /// <summary>A round of the house: it tells nobody whose list it reads.</summary>
    static async Task<Accepted<JobStarted>> Started(JobRuns jobs, CancellationToken ct)
    {
        var job = await jobs.Start(ListPageRound.Name, new NoArguments(), null, ct);
        return TypedResults.Accepted($"/api/v1/jobs/{job}", new JobStarted(job));
    }
}
