using Microsoft.Extensions.Hosting;

namespace Marquee.Catalog.Import;

/// <summary>A server that starts deletes what a killed import left behind.</summary>
sealed class SweepAtStart(GenerationFolders folders) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => folders.Sweep(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
