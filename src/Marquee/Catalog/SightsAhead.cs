using Marquee.Catalog.Ceilings;
using Marquee.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>
/// Finds what each child sees before it asks: at the start, when another generation is served, and when a host has said something
/// new, here or on another node. In a full catalog that takes seconds, which nobody should wait for.
/// </summary>
public sealed partial class SightsAhead(Database database, Sights sights, TimeProvider time, ILogger<SightsAhead> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    (int Generation, long Revision) _done = (-1, -1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away, the generation was dropped meanwhile: the next look tries again, and a child that asks is answered all the same.
                NotFound(e);
            }
        }
    }

    internal async Task Look(CancellationToken ct)
    {
        var generation = database.CurrentGeneration;
        var (revision, children) = await Said(generation, ct);
        if (_done == (generation, revision))
        {
            return;
        }

        foreach (var child in children)
        {
            var sight = await sights.OfChild(child, generation, ct);
            Ready(child, sight.Only!.Count, generation);
        }

        _done = (generation, revision);
    }

    /// <summary>A child that no host has given a ceiling sees next to nothing, and that is found at once.</summary>
    async Task<(long Revision, IReadOnlyList<long> Children)> Said(int generation, CancellationToken ct)
    {
        await using var connection = await database.Read(generation, ct);
        var revision = await CeilingStore.Revision(connection, ct);
        return (revision, _done == (generation, revision) ? [] : await CeilingStore.Children(connection, ct));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Child {Child} sees {Titles} titles of generation {Generation}")]
    partial void Ready(long child, int titles, int generation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What children see could not be found ahead")]
    partial void NotFound(Exception e);
}
