using Marquee.Metering;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marquee.Upkeep;

/// <summary>Stores every few seconds, and at the end, how outside systems answered; a crash loses those seconds.</summary>
sealed partial class SourceKeeper(SourceStore sources, TimeProvider time, ILogger<SourceKeeper> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var steps = new PeriodicTimer(Pause, time);
        try
        {
            while (await steps.WaitForNextTickAsync(stoppingToken))
            {
                await Keep(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await Keep(CancellationToken.None);
        }
    }

    async Task Keep(CancellationToken ct)
    {
        try
        {
            await sources.Keep(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database is away: what was seen stays in memory, and the next step tries again.
            NotKept(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How outside systems answered could not be stored; trying again")]
    partial void NotKept(Exception e);
}

/// <summary>For an alert on a source that has been silent for too long, also after a restart.</summary>
sealed class SourceReadings(SourceStore sources) : IReadings
{
    public async Task<IReadOnlyList<Reading>> Read(CancellationToken ct)
    {
        var all = await sources.All(ct);
        return
        [
            Reading.Gauge("marquee_source_last_success_timestamp_seconds", "When an outside system last answered as it should, in unix seconds.", Samples(s => s.LastGood)),
            Reading.Gauge("marquee_source_last_failure_timestamp_seconds", "When an outside system last failed, in unix seconds.", Samples(s => s.LastFailure)),
        ];

        Sample[] Samples(Func<SourceState, DateTimeOffset?> at) =>
            [.. all.Where(s => at(s) is not null).Select(s => new Sample(at(s)!.Value.ToUnixTimeMilliseconds() / 1000.0, ("host", s.Host)))];
    }
}
