namespace Marquee.Catalog.Search;

/// <summary>
/// Gives every distinct word a number in the order of arrival, and later its place in byte order. Words are known by a 64-bit
/// hash, which is read in one step (two of two million share one with a chance of 1 in 10 million).
/// </summary>
internal sealed class WordTable
{
    private byte[] _bytes = new byte[1 << 16];
    private readonly ChunkedList<int> _starts = new();

    /// <summary>Number plus one; 0 is free.</summary>
    private (ulong Hash, int Word)[] _slots = new (ulong, int)[1 << 12];
    private int _used;

    public WordTable() => _starts.Add(0);

    public int Count => _starts.Count - 1;

    public ReadOnlySpan<byte> this[int word] => _bytes.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    public int Add(ReadOnlySpan<byte> word)
    {
        if ((Count + 1) * 2 > _slots.Length) Grow();
        var hash = Mixing.OfBytes(word);
        ref var slot = ref _slots[Find(hash)];
        if (slot.Word != 0) return slot.Word - 1;
        if (_used + word.Length > _bytes.Length) Array.Resize(ref _bytes, checked(_bytes.Length * 2));
        word.CopyTo(_bytes.AsSpan(_used));
        _used += word.Length;
        _starts.Add(_used);
        slot = (hash, Count);
        return Count - 1;
    }

    /// <summary>The words in byte order.</summary>
    public int[] Sorted()
    {
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => this[a].SequenceCompareTo(this[b]));
        return order;
    }

    private void Grow()
    {
        var before = _slots;
        _slots = new (ulong, int)[before.Length * 2];
        foreach (var slot in before)
            if (slot.Word != 0) _slots[Find(slot.Hash)] = slot;
    }

    private int Find(ulong hash)
    {
        var slot = (int)(hash >> 32) & (_slots.Length - 1);
        while (_slots[slot].Word != 0 && _slots[slot].Hash != hash) slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }
}
