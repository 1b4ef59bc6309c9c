using System.Collections.Concurrent;

namespace Marquee.Sync.Changes;

/// <summary>Wakes the feeds of this process that wait for a database to change. Changes of other nodes are found by looking.</summary>
public sealed class ChangeSignal
{
    readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();

    /// <summary>Ask for it before you read: a change between the reading and the waiting ends it too.</summary>
    public Task Next(SyncDatabase database) =>
        _waiting.GetOrAdd(database.Id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Call it after the commit.</summary>
    public void Raise(long database)
    {
        if (_waiting.TryRemove(database, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
