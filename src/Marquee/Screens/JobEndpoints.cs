using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Marquee.Access;
using Marquee.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Marquee.Screens;

/// <summary>What runs in the background, what became of it, and how it goes at this moment.</summary>
public static class JobEndpoints
{
    const int Shown = 100;

    /// <summary>Proxies and browsers give up on a stream that is silent for about a minute.</summary>
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/v1/jobs").WithTags("Jobs").Access(AccessRule.Member).ProducesProblem(StatusCodes.Status401Unauthorized);
        jobs.MapGet("", All).WithSummary("Jobs that run or wait, then the ones that ended, newest first")
            .Produces<IReadOnlyList<JobRun>>();
        jobs.MapGet("/{id:long}", One).WithSummary("One job")
            .Produces<JobRun>().ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/{id:long}/cancel", Cancel).WithSummary("Asks a job to stop").ProducesProblem(StatusCodes.Status403Forbidden)
            .Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/{id:long}/again", Again).Access(AccessRule.Host).WithSummary("Starts the work of a failed job once more")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        jobs.MapGet("/events", Events).WithSummary("Server-sent events: an event `job` for every job that runs and for every change of one")
            .Produces<JobRun>(StatusCodes.Status200OK, "text/event-stream");
    }

    static async Task<Ok<IReadOnlyList<JobRun>>> All(Viewer viewer, JobRuns runs, CancellationToken ct) =>
        TypedResults.Ok(await runs.Recent(Shown, ct, viewer.Role == Role.Host ? null : viewer.Member));

    /// <summary>What a member does is nobody else's business but the host's, who keeps the machine running.</summary>
    static bool MaySee(Viewer viewer, JobRun run) => viewer.Role == Role.Host || run.Member is null || run.Member == viewer.Member;

    static async Task<Results<Ok<JobRun>, ProblemHttpResult>> One(long id, Viewer viewer, JobRuns runs, CancellationToken ct) =>
        await runs.Find(id, ct) is { } run && MaySee(viewer, run) ? TypedResults.Ok(run) : Missing(id);

    static async Task<Results<Accepted, ProblemHttpResult>> Cancel(long id, Viewer viewer, JobRuns runs, CancellationToken ct)
    {
        // Whoever may not stop a job learns nothing about it either.
        if (await runs.Find(id, ct) is not { } run || (viewer.Role != Role.Host && run.Member != viewer.Member))
        {
            return Missing(id);
        }

        await runs.Cancel(id, ct);
        return TypedResults.Accepted((string?)null);
    }

    static async Task<Results<Accepted<JobStarted>, ProblemHttpResult>> Again(long id, Viewer viewer, JobRuns runs, CancellationToken ct) =>
        await runs.Again(id, viewer.Member, ct) is { } started ? TypedResults.Accepted($"/api/v1/jobs/{started}", new JobStarted(started)) : Missing(id);

    static ServerSentEventsResult<JobRun?> Events(Viewer viewer, JobRuns runs, TimeProvider time, IHostApplicationLifetime life, CancellationToken ct) =>
        TypedResults.ServerSentEvents(Stream(viewer, runs, time, life.ApplicationStopping, ct));

    /// <summary>Ends when the reader leaves or the server stops; a beat is an event of another name without data.</summary>
    static async IAsyncEnumerable<SseItem<JobRun?>> Stream(Viewer viewer, JobRuns runs, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        var line = Channel.CreateBounded<SseItem<JobRun?>>(new BoundedChannelOptions(1) { SingleReader = true });
        var changes = Forward(viewer, runs, line.Writer, over.Token);
        var beats = Beat(time, line.Writer, over.Token);
        try
        {
            await foreach (var item in line.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return item;
            }
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(changes, beats);
        }
    }

    static async Task Forward(Viewer viewer, JobRuns runs, ChannelWriter<SseItem<JobRun?>> line, CancellationToken ct)
    {
        try
        {
            await foreach (var run in runs.Changes(ct))
            {
                if (MaySee(viewer, run))
                {
                    await line.WriteAsync(new SseItem<JobRun?>(run, "job"), ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left, or the server stops.
        }
        finally
        {
            line.TryComplete();
        }
    }

    static async Task Beat(TimeProvider time, ChannelWriter<SseItem<JobRun?>> line, CancellationToken ct)
    {
        using var beats = new PeriodicTimer(Heartbeat, time);
        try
        {
            do
            {
                await line.WriteAsync(new SseItem<JobRun?>(null, "beat"), ct);
            }
            while (await beats.WaitForNextTickAsync(ct));
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The stream has ended.
        }
    }

    static ProblemHttpResult Missing(long id) => Problems.NotFound("screens.noJob", ("id", id));
}
