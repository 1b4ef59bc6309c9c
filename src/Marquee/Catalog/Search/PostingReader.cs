using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>
/// The names that hold a word, ascending, which is most popular first. Up to 128 names: differences as variable-length
/// numbers. More: for every block of 128 its first name and its start (32 bits each), then the differences inside the blocks.
/// </summary>
internal readonly ref struct PostingReader
{
    public const int BlockSize = 128;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<uint> _skips;

    public PostingReader(ReadOnlySpan<byte> bytes, int count)
    {
        Count = count;
        Blocks = (count + BlockSize - 1) / BlockSize;
        var skipBytes = count <= BlockSize ? 0 : Blocks * 8;
        _skips = MemoryMarshal.Cast<byte, uint>(bytes[..skipBytes]);
        _bytes = bytes[skipBytes..];
    }

    public int Count { get; }

    public int Blocks { get; }

    /// <summary>Fills <paramref name="names"/> (at least <see cref="BlockSize"/>) with one block.</summary>
    public int Read(int block, Span<uint> names)
    {
        var count = Math.Min(BlockSize, Count - block * BlockSize);
        if (count <= 0) return 0;
        var first = _skips.Length == 0;
        var at = first ? 0 : (int)_skips[block * 2 + 1];
        names[0] = first ? VariableNumber.Read(_bytes, ref at) : _skips[block * 2];
        for (var i = 1; i < count; i++) names[i] = names[i - 1] + VariableNumber.Read(_bytes, ref at);
        return count;
    }

    /// <summary>The block that holds <paramref name="name"/> if any does, at or after <paramref name="from"/>.</summary>
    public int BlockOf(uint name, int from)
    {
        if (_skips.Length == 0) return 0;
        int low = from, step = 1;
        while (low + step < Blocks && _skips[(low + step) * 2] <= name)
        {
            low += step;
            step *= 2;
        }
        var high = Math.Min(low + step, Blocks);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_skips[middle * 2] <= name) low = middle;
            else high = middle;
        }
        return low;
    }
}
