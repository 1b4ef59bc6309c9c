using System.Collections.Concurrent;

namespace Marquee.Catalog;

/// <summary>
/// Facts of the titles that pages asked for last, by generation. They are many and small, so nothing is sorted to make room: when the
/// newer half is full it becomes the older one, and what nobody asked for meanwhile is gone.
/// </summary>
sealed class RecentFacts
{
    /// <summary>Titles of a half; both take some 50 MB.</summary>
    const int Half = 50_000;

    volatile ConcurrentDictionary<(int Generation, long Title), TitleFacts> _newer = new();
    volatile ConcurrentDictionary<(int Generation, long Title), TitleFacts> _older = new();
    int _count;

    public TitleFacts? Find(int generation, long title)
    {
        if (_newer.TryGetValue((generation, title), out var facts))
        {
            return facts;
        }

        if (_older.TryGetValue((generation, title), out facts))
        {
            Keep(generation, facts);
        }

        return facts;
    }

    public void Keep(int generation, TitleFacts facts)
    {
        if (_newer.TryAdd((generation, facts.Id.Number), facts) && Interlocked.Increment(ref _count) == Half)
        {
            _older = _newer;
            _newer = new();
            Volatile.Write(ref _count, 0);
        }
    }
}
