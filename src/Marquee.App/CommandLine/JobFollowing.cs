using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.CommandLine;

/// <summary>Shows a job's progress in the terminal until it ends, wherever it runs.</summary>
static class JobFollowing
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <param name="Job">Null while an agreed change waits for its turn.</param>
    sealed record Started(long? Job);

    /// <summary>Asks the server to start a job and waits for its end; Ctrl-C cancels it there too.</summary>
    public static async Task<JobRun> Follow(this RunningServer server, string path, object? body, Terminal terminal, CancellationToken ct) =>
        await server.Follow((await server.Post<Started>(path, body, ct)).Job ?? throw new Refusal("app.taken"), terminal, ct);

    /// <summary>Waits for the end of a job of the server; Ctrl-C cancels it there too.</summary>
    public static async Task<JobRun> Follow(this RunningServer server, long job, Terminal terminal, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var run = await server.Get<JobRun>($"/api/v1/jobs/{job}", ct);
                Show(terminal, run);
                if (run.State is not (JobState.Queued or JobState.Running))
                {
                    return Ended(terminal, run);
                }

                await Task.Delay(Look, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await server.Post<object?>($"/api/v1/jobs/{job}/cancel", null, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Runs a job in this process.</summary>
    /// <param name="key">What it is about, for work that runs once per key.</param>
    public static async Task<JobRun> Follow<TArguments>(this Alone alone, string name, TArguments arguments, Terminal terminal, CancellationToken ct, string? key = null) =>
        Ended(terminal, await alone.Get<InlineJobs>().Run(name, arguments, run => Show(terminal, run), ct, key: key));

    /// <summary>Carries out, in this process, a run that a change has left waiting.</summary>
    public static async Task<JobRun> FollowWaiting(this Alone alone, long run, Terminal terminal, CancellationToken ct) =>
        Ended(terminal, await alone.Get<InlineJobs>().RunWaiting(run, r => Show(terminal, r), ct));

    static void Show(Terminal terminal, JobRun run)
    {
        var pace = Terminal.Pace(run.Done, run.Total, run.Unit, run.Rate, run.Eta);
        terminal.Progress($"{run.Sentence ?? run.Title}{(pace.Length > 0 ? ": " : "")}{pace}");
    }

    static JobRun Ended(Terminal terminal, JobRun run)
    {
        terminal.EndLine();
        return run.State switch
        {
            JobState.Failed => throw new Refusal(run.Error ?? new Text("app.failed", ("title", run.Title))),
            JobState.Cancelled => throw new OperationCanceledException(),
            _ => run,
        };
    }
}
