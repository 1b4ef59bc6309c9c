using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>Starts and stops everything that works in the background, when this process is to work.</summary>
sealed class JobsHost(JobScheduler scheduler, Schedules schedules, IntentSweep sweep, RunKeeper keeper, IOptions<JobsOptions> options) : IHostedService, IDisposable
{
    readonly CancellationTokenSource _stop = new();
    Task _loops = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Work)
        {
            return;
        }

        await scheduler.Start(cancellationToken);
        await schedules.Apply(scheduler.Quartz!, cancellationToken);
        _loops = Task.WhenAll(Task.Run(() => sweep.Loop(_stop.Token), CancellationToken.None), Task.Run(() => keeper.Loop(_stop.Token), CancellationToken.None));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await scheduler.Stop(cancellationToken);
        await _loops.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Dispose() => _stop.Dispose();
}
