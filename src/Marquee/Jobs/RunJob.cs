using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Quartz.Extensibility;

namespace Marquee.Jobs;

/// <summary>The Quartz job of a run: named after it, and nothing but a shell around it.</summary>
[DisallowConcurrentExecution]
sealed class RunJob(WorkRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, cancellationToken);
        await runner.Run(JobScheduler.RunOf(context.JobDetail.Key), seen: null, stop.Token);
    }
}

/// <summary>The Quartz job of a schedule: starts a run of the work that it is named after.</summary>
[DisallowConcurrentExecution]
sealed class ScheduleJob(IServiceProvider services) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        var due = services.GetServices<Schedule>().FirstOrDefault(s => s.Work == name)?.Due;
        if (due is not null && !await due(services, cancellationToken))
        {
            return;
        }

        await services.GetRequiredService<JobRuns>().Start(name, new NoArguments(), member: null, cancellationToken);
    }
}

/// <summary>Makes the two jobs that Quartz knows; the work behind them gets a scope of its own.</summary>
sealed class QuartzWorkFactory(IServiceProvider services) : IJobFactory
{
    public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) => new(new JobScope(
        bundle.JobDetail.Key.Group == Schedules.Group
            ? new ScheduleJob(services)
            : new RunJob((WorkRunner)services.GetService(typeof(WorkRunner))!),
        null));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
