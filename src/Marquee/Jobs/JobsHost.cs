using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>Starts and stops everything that works in the background, when this process is to work.</summary>
sealed class JobsHost(JobScheduler scheduler, Schedules schedules, IntentSweep sweep, RunKeeper keeper, IOptions<JobsOptions> options) : IHostedLifecycleService, IDisposable
{
    readonly CancellationTokenSource _stop = new();
    Task _loops = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Work)
        {
            scheduler.Announce();
        }

        return Task.CompletedTask;
    }

    /// <summary>When pages are served already; but a program whose scheduler cannot start ends.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Work)
        {
            await scheduler.Start(cancellationToken);
            await schedules.Apply(scheduler.Quartz!, cancellationToken);
            _loops = Task.WhenAll(Task.Run(() => sweep.Loop(_stop.Token), CancellationToken.None), Task.Run(() => keeper.Loop(_stop.Token), CancellationToken.None));
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await scheduler.Stop(cancellationToken);
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();
}
