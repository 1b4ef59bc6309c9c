using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Marquee.Storage;

/// <summary>
/// What was read and stays true as long as its key says: one room, bounded in bytes; what was not asked for longest goes first. Of
/// those who ask for the same at once one reads.
/// </summary>
/// <param name="room">In bytes.</param>
public sealed class KeptAnswers(long room) : IDisposable
{
    /// <summary>Of what is kept, thrown away at once when there is no room.</summary>
    const double Share = 0.1;

    readonly ConcurrentDictionary<object, Task> _reading = new();
    readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = room, CompactionPercentage = Share, TrackStatistics = true });

    /// <param name="key">A value that names what was asked, and of which state of things; two sorts of answers have two types of keys.</param>
    /// <param name="read">Reads it when it is not there. Of those who ask at once one reads; when that one gives up, the next does.</param>
    /// <param name="size">Of what was read, in bytes, roughly.</param>
    public async ValueTask<T> Of<T>(object key, Func<Task<T>> read, Func<T, long> size, CancellationToken ct)
    {
        while (true)
        {
            if (_kept.TryGetValue(key, out var kept))
            {
                return (T)kept!;
            }

            var mine = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = (Task<T>)_reading.GetOrAdd(key, mine.Task);
            if (reading == mine.Task)
            {
                return await Read(key, mine, read, size);
            }

            await ((Task)reading).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
            if (!reading.IsCanceled)
            {
                return await reading;
            }
        }
    }

    async Task<T> Read<T>(object key, TaskCompletionSource<T> mine, Func<Task<T>> read, Func<T, long> size)
    {
        try
        {
            var fresh = await read();
            Keep(key, fresh, size(fresh));
            mine.SetResult(fresh);
            return fresh;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            mine.SetException(e);
            throw;
        }
        finally
        {
            _reading.TryRemove(key, out _);
            mine.TrySetCanceled();
            // Nobody may have waited for a fault.
            _ = mine.Task.Exception;
        }
    }

    /// <returns>What is kept under the key now; null when nothing is.</returns>
    public T? Find<T>(object key) where T : class => _kept.TryGetValue(key, out var kept) ? (T?)kept : null;

    /// <summary>
    /// Makes room first: a full cache would throw away what is new and costly, and make room only afterwards. What takes more than
    /// all of the room pushes nothing out.
    /// </summary>
    /// <param name="size">In bytes, roughly.</param>
    public void Keep<T>(object key, T value, long size)
    {
        size += Overhead;
        while (size <= room && _kept.GetCurrentStatistics() is { CurrentEntryCount: > 0 } now && now.CurrentEstimatedSize + size > room)
        {
            _kept.Compact(Math.Max(Share, 1.0 / now.CurrentEntryCount));
        }

        _kept.Set(key, value, new MemoryCacheEntryOptions { Size = size });
    }

    /// <summary>Of an entry without what it holds.</summary>
    const int Overhead = 250;

    public void Dispose() => _kept.Dispose();
}
