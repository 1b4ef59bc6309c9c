using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>
/// Finds runs that nobody takes care of and hands them to Quartz: started by a process that does not work, or written just
/// before their process died. Fails the runs of commands that ended without a word.
/// </summary>
sealed partial class RunKeeper(RunStore runs, JobScheduler scheduler, Schedules schedules, IOptions<JobsOptions> options, TimeProvider time, ILogger<RunKeeper> log)
{
    /// <summary>A runner shows itself every few seconds; after this long it is gone.</summary>
    static readonly TimeSpan Silent = TimeSpan.FromSeconds(60);

    /// <summary>Between the row of a run and its Quartz job lie milliseconds.</summary>
    static readonly TimeSpan Waiting = TimeSpan.FromSeconds(2);

    public async Task Loop(CancellationToken ct)
    {
        using var steps = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        var clock = new ClockWatch(time);
        do
        {
            try
            {
                if (clock.Look() is var moved && moved != TimeSpan.Zero)
                {
                    Moved(moved);
                    // Whoever lives shows itself by the new clock first, and is not taken for gone.
                    await Task.Delay(2 * RunWatch.SignOfLife, time, ct);
                    clock.Look();
                    await Mend(ct);
                }

                await Look(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Missed(e);
            }
        }
        while (await steps.WaitForNextTickAsync(ct));
    }

    /// <summary>Sets schedules anew whose next time a clock has reckoned that was ahead.</summary>
    async Task Mend(CancellationToken ct)
    {
        if (scheduler.Quartz is { } quartz)
        {
            await schedules.Apply(quartz, ct);
        }
    }

    public async Task Look(CancellationToken ct)
    {
        var silent = (time.GetUtcNow() - Silent).ToUnixTimeMilliseconds();
        var lost = await runs.Unattended((time.GetUtcNow() - Waiting).ToUnixTimeMilliseconds(), silent, ct);
        foreach (var run in lost.Where(run => !run.Inline))
        {
            if (!await scheduler.Has(run.Id, ct))
            {
                Adopted(run.Id, run.Name);
                await scheduler.EnqueueAnew(run.Id, ct);
            }
        }

        if (lost.Any(run => run.Inline))
        {
            await runs.FailLostCommands(silent, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was moved by {Moved}; times that were stored before are looked at again")]
    partial void Moved(TimeSpan moved);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Id} ({Name}) had nobody and is taken up")]
    partial void Adopted(long id, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Runs could not be looked after; trying again")]
    partial void Missed(Exception e);
}
