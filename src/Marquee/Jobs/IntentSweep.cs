using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>
/// Turns intents into runs and follows them until they are settled. A run carries the id of its intent, and only one run may,
/// so an intent that is swept twice is still one run.
/// </summary>
sealed partial class IntentSweep(IntentStore intents, RunStore runs, Works works, JobScheduler scheduler, IOptions<JobsOptions> options, TimeProvider time, ILogger<IntentSweep> log)
{
    /// <summary>After a nudge the change may still be on its way to its commit.</summary>
    static readonly TimeSpan[] AfterNudge = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];

    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>Runs that take long are looked at less often.</summary>
    static readonly TimeSpan Seldom = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim _nudged = new(0, 1);

    /// <summary>Makes the loop look at once instead of at the next step.</summary>
    public void Nudge()
    {
        if (_nudged.CurrentCount == 0)
        {
            try
            {
                _nudged.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just nudged.
            }
        }
    }

    /// <summary>Sweeps every few seconds, and after each nudge, until it is stopped.</summary>
    public async Task Loop(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var nudged = await _nudged.WaitAsync(TimeSpan.FromSeconds(options.Value.SweepSeconds), ct);
            foreach (var wait in nudged ? AfterNudge : [TimeSpan.Zero])
            {
                await Task.Delay(wait, time, ct);
                try
                {
                    await Sweep(null, ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    Missed(e);
                }
            }
        }
    }

    /// <param name="only">One intent; null for all that are due.</param>
    /// <param name="ct">Stops between two intents.</param>
    public async Task Sweep(long? only, CancellationToken ct)
    {
        if (!await intents.AnyDue(ct))
        {
            return;
        }

        foreach (var intent in (await intents.Take(only, ct)).OrderBy(i => i.Id))
        {
            try
            {
                await Look(intent, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Stuck(e, intent.Id, intent.Job);
            }
        }
    }

    async Task Look(IntentRow intent, CancellationToken ct)
    {
        if (await runs.OfIntent(intent.Id, intent.Attempts, ct) is { } run)
        {
            await Follow(intent, run, ct);
            return;
        }

        if (works.Find(intent.Job) is not { } work)
        {
            await intents.Wait(intent.Id, TimeSpan.FromMinutes(1), ct);
            return;
        }

        var wanted = new NewRun(work.Name, work.Title, intent.IntentKey, work.Flight(intent.IntentKey), intent.Member, intent.Arguments)
        {
            Intent = intent.Id,
            IntentTry = intent.Attempts,
        };
        if (await runs.Add(wanted, ct) is not { } id)
        {
            // Another run of the same work is under way; this one has arguments of its own and waits for its turn.
            await intents.Wait(intent.Id, LookAgain, ct);
            return;
        }

        await intents.Started(intent.Id, id, LookAgain, ct);
        await scheduler.Enqueue(id, ct);
    }

    async Task Follow(IntentRow intent, RunRow run, CancellationToken ct)
    {
        switch (run.ToRun().State)
        {
            case JobState.Done:
                await intents.Settle(intent.Id, "done", null, ct);
                break;
            case JobState.Cancelled:
                await intents.Settle(intent.Id, "cancelled", null, ct);
                break;
            case JobState.Failed when intent.Attempts + 1 >= options.Value.Attempts:
                GaveUp(intent.Id, intent.Job, intent.Attempts + 1);
                await intents.Settle(intent.Id, "failed", run.Error, ct);
                break;
            case JobState.Failed:
                await intents.Retry(intent.Id, run.Error, BackOff(intent.Attempts + 1), ct);
                break;
            default:
                var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(run.QueuedAt);
                await intents.Started(intent.Id, run.Id, age < LookAgain ? LookAgain : age < Seldom ? age : Seldom, ct);
                break;
        }
    }

    /// <returns>A minute after the first failure, four after the second, and so on up to an hour.</returns>
    internal static TimeSpan BackOff(int failures) => TimeSpan.FromMinutes(Math.Min(60, Math.Pow(4, failures - 1)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Intents could not be swept; trying again")]
    partial void Missed(Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Intent {Id} ({Job}) could not be started; trying again")]
    partial void Stuck(Exception e, long id, string job);

    [LoggerMessage(Level = LogLevel.Error, Message = "Intent {Id} ({Job}) is given up after {Attempts} runs that failed")]
    partial void GaveUp(long id, string job, int attempts);
}
