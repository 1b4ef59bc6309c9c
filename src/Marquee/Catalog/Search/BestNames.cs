namespace Marquee.Catalog.Search;

/// <summary>The best names seen so far: a bounded min-heap.</summary>
internal sealed class BestNames(int most)
{
    private readonly PriorityQueue<(uint Name, NameScore Score), float> _heap = new();

    private float _floor;

    /// <summary>A name of a lower rank would not be kept.</summary>
    public float Least { get; private set; }

    /// <param name="keepLeast">Names are about to be added again that can only rank higher than before.</param>
    public void Clear(bool keepLeast = false)
    {
        _floor = keepLeast ? Least : 0;
        Least = _floor;
        _heap.Clear();
    }

    public void Add(uint name, NameScore score, float rank)
    {
        if (_heap.Count < most) _heap.Enqueue((name, score), rank);
        else if (rank > Least) _heap.EnqueueDequeue((name, score), rank);
        else return;
        if (_heap.Count == most && _heap.TryPeek(out _, out var least)) Least = Math.Max(least, _floor);
    }

    /// <summary>In no order.</summary>
    public uint[] Names() => [.. _heap.UnorderedItems.Select(item => item.Element.Name)];

    /// <summary>Best first.</summary>
    public List<(uint Name, NameScore Score, float Rank)> Sorted()
    {
        var all = _heap.UnorderedItems.Select(item => (item.Element.Name, item.Element.Score, item.Priority)).ToList();
        all.Sort((a, b) => b.Priority != a.Priority ? b.Priority.CompareTo(a.Priority) : a.Name.CompareTo(b.Name));
        return all;
    }
}
