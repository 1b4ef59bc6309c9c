namespace Marquee.Catalog.Search;

/// <summary>The best names seen so far: a bounded min-heap.</summary>
internal sealed class BestNames(int most)
{
    private readonly PriorityQueue<(uint Name, NameScore Score), float> _heap = new();

    public int Count => _heap.Count;

    public void Clear() => _heap.Clear();

    public void Add(uint name, NameScore score, float rank)
    {
        if (_heap.Count < most) _heap.Enqueue((name, score), rank);
        else if (_heap.TryPeek(out _, out var least) && rank > least) _heap.EnqueueDequeue((name, score), rank);
    }

    /// <summary>Best first.</summary>
    public List<(uint Name, NameScore Score, float Rank)> Sorted()
    {
        var all = _heap.UnorderedItems.Select(item => (item.Element.Name, item.Element.Score, item.Priority)).ToList();
        all.Sort((a, b) => b.Priority != a.Priority ? b.Priority.CompareTo(a.Priority) : a.Name.CompareTo(b.Name));
        return all;
    }
}
