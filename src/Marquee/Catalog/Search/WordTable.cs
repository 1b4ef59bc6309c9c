namespace Marquee.Catalog.Search;

/// <summary>Gives every distinct word a number in the order of arrival, and later its place in byte order.</summary>
internal sealed class WordTable
{
    private byte[] _bytes = new byte[1 << 16];
    private readonly ChunkedList<int> _starts = new();
    private int[] _slots = new int[1 << 12];
    private int _used;

    public WordTable() => _starts.Add(0);

    public int Count => _starts.Count - 1;

    public ReadOnlySpan<byte> this[int word] => _bytes.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    public int Add(ReadOnlySpan<byte> word)
    {
        if ((Count + 1) * 2 > _slots.Length) Grow();
        var slot = Find(_slots, word);
        if (_slots[slot] != 0) return _slots[slot] - 1;
        if (_used + word.Length > _bytes.Length) Array.Resize(ref _bytes, checked(_bytes.Length * 2));
        word.CopyTo(_bytes.AsSpan(_used));
        _used += word.Length;
        _starts.Add(_used);
        _slots[slot] = Count;
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
        _slots = new int[_slots.Length * 2];
        for (var word = 0; word < Count; word++) _slots[Find(_slots, this[word])] = word + 1;
    }

    private int Find(int[] slots, ReadOnlySpan<byte> word)
    {
        var slot = (int)(Mixing.OfBytes(word) >> 32) & (slots.Length - 1);
        while (slots[slot] != 0 && !this[slots[slot] - 1].SequenceEqual(word)) slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }
}
