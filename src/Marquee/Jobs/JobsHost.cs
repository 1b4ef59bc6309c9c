using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>Starts and stops everything that works in the background, when this process is to work.</summary>
sealed class JobsHost(JobScheduler scheduler, Schedules schedules, IntentSweep sweep, RunKeeper keeper, IOptions<JobsOptions> options) : IHostedLifecycleService, IDisposable
{
    readonly CancellationTokenSource _stop = new();
    Task _begun = Task.CompletedTask;
    Task _loops = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Pages are served while the scheduler starts: that takes as long as everything else together.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Work)
        {
            _begun = Begin(_stop.Token);
        }

        return Task.CompletedTask;
    }

    /// <summary>A program whose scheduler cannot start has not started.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => _begun.WaitAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scheduler.Stop(cancellationToken);
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task Begin(CancellationToken ct)
    {
        await scheduler.Start(ct);
        await schedules.Apply(scheduler.Quartz!, ct);
        _loops = Task.WhenAll(Task.Run(() => sweep.Loop(ct), CancellationToken.None), Task.Run(() => keeper.Loop(ct), CancellationToken.None));
    }

    public void Dispose() => _stop.Dispose();
}
