using System.Collections.Concurrent;

namespace Marquee.Sync.Bound;

/// <summary>
/// Lets one of many who want the same work on a database do it, while the others wait: a change wakes all feeds of a database at once.
/// </summary>
sealed class Turns
{
    readonly ConcurrentDictionary<long, Task> _running = new();

    /// <summary>Does the work, or waits for somebody who began it before. Then it may have been done for what was there before: look again.</summary>
    public async Task Take(long database, Func<Task> work, CancellationToken ct)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_running.GetOrAdd(database, mine.Task) is var first && first != mine.Task)
        {
            await first.WaitAsync(ct);
            return;
        }

        try
        {
            await work();
        }
        finally
        {
            _running.TryRemove(database, out _);
            mine.SetResult();
        }
    }
}
