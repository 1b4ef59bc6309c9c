using Marquee.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>
/// Notices on a node of a PostgreSQL house that another node has made a new generation current. This node goes on serving the
/// old one until it holds the search index of the new.
/// </summary>
public sealed partial class GenerationFollower(
    Database database, DataFolder folder, ServedGenerations served, StoredIndex index, TimeProvider time, ILogger<GenerationFollower> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    int _served = -1;

    /// <summary>Before anything is served: what is current now is held whole.</summary>
    public async Task Begin(CancellationToken ct)
    {
        if (served.Needed)
        {
            await Follow(ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (served.Needed && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Follow(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away, the disk is full: the old generation goes on serving, and the next look tries again.
                NotFollowed(e);
            }
        }
    }

    internal async Task Follow(CancellationToken ct)
    {
        var before = database.CurrentGeneration;
        var current = await served.Current(ct);
        if (current == _served || current < before)
        {
            return;
        }

        if (await served.Serve(current, ct))
        {
            await index.Fetch(current, ct);
            if (current != before && database.SwitchTo(current, before))
            {
                Followed(current);
            }

            _served = current;
            DeleteOld(current);
        }
    }

    /// <summary>Index files of generations that nobody reads any more.</summary>
    void DeleteOld(int current)
    {
        foreach (var old in folder.Generations().Where(number => number < current).SkipLast(1))
        {
            folder.DeleteGeneration(old);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalog generation {Generation}, made by another node, is served")]
    partial void Followed(int generation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A new catalog generation cannot be served yet")]
    partial void NotFollowed(Exception e);
}
