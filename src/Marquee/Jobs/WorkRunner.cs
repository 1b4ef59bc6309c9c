using System.Text.Json;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>Takes one run and does its work, whoever asked: Quartz or a command.</summary>
sealed partial class WorkRunner(RunStore runs, Works works, JobMeter meter, IServiceScopeFactory scopes, IOptions<JobsOptions> options, TimeProvider time, ILogger<WorkRunner> log)
{
    /// <summary>How long the last word about a run may take, when everything else is stopping.</summary>
    static readonly TimeSpan LastWord = TimeSpan.FromSeconds(20);

    /// <summary>Whoever watches runs must have seen how one ended before it is forgotten.</summary>
    static readonly TimeSpan KeptOften = TimeSpan.FromMinutes(2);

    /// <param name="id">A run that waits, or whose runner is gone.</param>
    /// <param name="seen">Called about twice a second with how it goes; may be null.</param>
    /// <param name="stop">Interrupts the work: it is cancelled when that was asked for, else it goes back in the line.</param>
    /// <exception cref="OperationCanceledException">The run went back in the line.</exception>
    /// <returns>What the work threw, when it failed.</returns>
    public async Task<Exception?> Run(long id, Func<Task>? seen, CancellationToken stop)
    {
        if (await runs.Claim(id, stop) is not { State: "running" } run)
        {
            return null;
        }

        if (run.CutOff >= options.Value.Attempts)
        {
            GaveUp(id, run.Name, run.CutOff);
            await runs.End(id, run.Attempt, JobState.Failed, null, new Text("jobs.gaveUp", ("count", run.CutOff)), stop);
            return null;
        }

        if (works.Find(run.Name) is not { } work)
        {
            await runs.End(id, run.Attempt, JobState.Failed, null, new Text("jobs.unknownWork", ("work", run.Name)), stop);
            return null;
        }

        var started = time.GetTimestamp();
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var progress = new JobProgress(id, run.Attempt);
        await using var watch = new RunWatch(runs, progress, interrupt, time, seen, log);
        string? result;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answer = await Task.Run(() => work.Run(scope.ServiceProvider, run.Arguments, progress, interrupt.Token), CancellationToken.None);
            result = answer is null ? null : JsonSerializer.Serialize(answer, answer.GetType(), JobJson.Options);
        }
        catch (Exception e)
        {
            await watch.Finish();
            return await Stopped(run, e, started, interrupt.IsCancellationRequested, stop);
        }

        await watch.Finish();
        using var patience = new CancellationTokenSource(LastWord, time);
        if (await runs.End(id, run.Attempt, JobState.Done, result, null, patience.Token))
        {
            meter.Ended(run.Name, JobState.Done, time.GetElapsedTime(started));
            if (work.Often)
            {
                EndedOften(id, run.Name);
                await runs.Forget(run.Name, (time.GetUtcNow() - KeptOften).ToUnixTimeMilliseconds(), patience.Token);
            }
            else
            {
                Ended(id, run.Name);
            }
        }
        else
        {
            Lost(id, run.Name);
        }

        return null;
    }

    async Task<Exception?> Stopped(RunRow run, Exception e, long started, bool interrupted, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(LastWord, time);
        var asked = interrupted ? await runs.CancelAsked(run.Id, run.Attempt, patience.Token) : false;
        if (asked is null)
        {
            Lost(run.Id, run.Name);
            return null;
        }

        if (asked is true)
        {
            meter.Ended(run.Name, JobState.Cancelled, time.GetElapsedTime(started));
            Cancelled(run.Id, run.Name);
            await runs.End(run.Id, run.Attempt, JobState.Cancelled, null, null, patience.Token);
            return null;
        }

        if (stop.IsCancellationRequested)
        {
            Interrupted(run.Id, run.Name);
            await runs.HandBack(run.Id, run.Attempt, patience.Token);
            throw new OperationCanceledException("The run was interrupted and waits to start again.", e, stop);
        }

        if (e is not Refusal)
        {
            Faulted(e, run.Id, run.Name);
        }

        meter.Ended(run.Name, JobState.Failed, time.GetElapsedTime(started));
        await runs.End(run.Id, run.Attempt, JobState.Failed, null, Why(e, run.Id), patience.Token);
        return e;
    }

    static Text Why(Exception e, long id) => e is Refusal refusal
        ? refusal.Text
        : new Text("jobs.fault", ("fault", e.GetType().Name), ("id", id));

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Id} ({Name}) is done")]
    partial void Ended(long id, string name);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {Id} ({Name}) is done, as so often")]
    partial void EndedOften(long id, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Id} ({Name}) was cancelled")]
    partial void Cancelled(long id, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Id} ({Name}) was interrupted and waits to start again")]
    partial void Interrupted(long id, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Id} ({Name}) was taken over by another process")]
    partial void Lost(long id, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Id} ({Name}) is given up after {Count} processes ended in the middle of it")]
    partial void GaveUp(long id, string name, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Id} ({Name}) stopped with a fault")]
    partial void Faulted(Exception e, long id, string name);
}
