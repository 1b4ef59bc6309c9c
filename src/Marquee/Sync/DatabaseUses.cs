using System.Collections.Concurrent;

namespace Marquee.Sync;

/// <summary>How many requests of this process are at a database, so that one is deleted when those that came before are answered.</summary>
public sealed class DatabaseUses(TimeProvider time)
{
    /// <summary>After that a database is deleted under a request that takes longer.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts until it is disposed.</summary>
    public IDisposable Begin(string name)
    {
        _counts.AddOrUpdate(name, 1, (_, count) => count + 1);
        return new Use(this, name);
    }

    /// <summary>Waits until nobody is there, or for long enough.</summary>
    public async Task Ended(string name, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (_counts.ContainsKey(name) && time.GetElapsedTime(began) < Longest)
        {
            await Task.Delay(Look, time, ct);
        }
    }

    void End(string name)
    {
        while (_counts.TryGetValue(name, out var count))
        {
            if (count > 1 ? _counts.TryUpdate(name, count - 1, count) : _counts.TryRemove(KeyValuePair.Create(name, count)))
            {
                return;
            }
        }
    }

    sealed class Use(DatabaseUses uses, string name) : IDisposable
    {
        int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                uses.End(name);
            }
        }
    }
}
