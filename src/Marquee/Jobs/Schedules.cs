using Microsoft.Extensions.Logging;
using Quartz;

namespace Marquee.Jobs;

/// <summary>When a piece of work starts by itself: by the clock of the house, or in steady steps.</summary>
/// <param name="Work">Name of registered work without arguments.</param>
/// <param name="Cron">Quartz's notation with seconds: <c>0 30 4 * * ?</c> is half past four each night, local time.</param>
/// <param name="Every">Instead of <paramref name="Cron"/>; the first run comes one step after the first start.</param>
/// <param name="Due">Asked at each of these times whether there is anything to do; null starts a run every time.</param>
public sealed record Schedule(string Work, string? Cron, TimeSpan? Every, Func<IServiceProvider, CancellationToken, Task<bool>>? Due = null);

/// <summary>Brings Quartz's schedules in line with those that are registered.</summary>
sealed partial class Schedules(IEnumerable<Schedule> all, TimeProvider time, ILogger<Schedules> log)
{
    public const string Group = "schedules";

    /// <summary>Between reckoning a time and storing it.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Keeps what is as it should be: a schedule that was due while everything was down must still be seen as missed, and runs
    /// once for all that it missed.
    /// </summary>
    public async Task Apply(IScheduler quartz, CancellationToken ct)
    {
        var wanted = all.ToDictionary(s => new JobKey(s.Work, Group));
        foreach (var (key, schedule) in wanted)
        {
            var trigger = Trigger(schedule);
            var there = await quartz.GetTrigger(trigger.Key, ct);
            if (!Same(there, trigger) || Stranded(there!, trigger) || await quartz.GetTriggerState(trigger.Key, ct) == TriggerState.Error)
            {
                await quartz.ScheduleJob(JobBuilder.Create<ScheduleJob>().WithIdentity(key).Build(), trigger, ScheduleJobOptions.Replacing, ct);
                Set(schedule.Work, schedule.Cron ?? $"every {schedule.Every}");
            }
        }

        await foreach (var key in Stored(quartz, ct))
        {
            if (!wanted.ContainsKey(key))
            {
                await quartz.DeleteJob(key, ct);
            }
        }
    }

    ITrigger Trigger(Schedule schedule)
    {
        var builder = TriggerBuilder.Create(time).WithIdentity(schedule.Work, Group);
        return schedule.Cron is { } cron
            ? builder.WithSchedule(CronScheduleBuilder.Create(cron).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build()
            : builder.StartAt(time.GetUtcNow() + schedule.Every!.Value)
                .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(schedule.Every.Value).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)).Build();
    }

    /// <summary>
    /// Whether what is stored fires later than one that is made now: its time was reckoned by a clock that was ahead. A trigger
    /// that fires next in a year waits for a year.
    /// </summary>
    bool Stranded(ITrigger there, ITrigger wanted) => there.NextFireTimeUtc is { } next
        && next > (wanted is ICronTrigger cron ? cron.GetFireTimeAfter(time.GetUtcNow()) : wanted.StartTimeUtc) + Slack;

    static bool Same(ITrigger? there, ITrigger wanted) => (there, wanted) switch
    {
        (ICronTrigger a, ICronTrigger b) => a.CronExpressionString == b.CronExpressionString,
        (ISimpleTrigger a, ISimpleTrigger b) => a.RepeatInterval == b.RepeatInterval,
        _ => false,
    };

    static async IAsyncEnumerable<JobKey> Stored(IScheduler quartz, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var job in (await quartz.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(Group) }, ct)).Items)
        {
            yield return job.Key;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Work} is scheduled: {When}")]
    partial void Set(string work, string when);
}
