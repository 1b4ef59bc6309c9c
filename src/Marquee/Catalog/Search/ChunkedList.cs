namespace Marquee.Catalog.Search;

/// <summary>A list that grows without copying, so that millions of entries never exist twice.</summary>
internal sealed class ChunkedList<T> where T : unmanaged
{
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    public void Add(T value)
    {
        if (Count >> ChunkBits == _chunks.Count) _chunks.Add(new T[ChunkSize]);
        _chunks[Count >> ChunkBits][Count & (ChunkSize - 1)] = value;
        Count++;
    }
}
