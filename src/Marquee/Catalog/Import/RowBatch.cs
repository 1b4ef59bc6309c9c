using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>
/// Rows on their way from a parsed block to the database: numbers as they are, texts as positions in the block. Reused, so
/// that a million rows cost no object.
/// </summary>
sealed class RowBatch
{
    /// <summary>No number and no text.</summary>
    public const long Null = long.MinValue;

    long[] _cells = new long[64 * 1024];
    int[] _lines = new int[8 * 1024];
    int _used;

    public LineBlock Block { get; private set; } = null!;

    public int Rows { get; private set; }

    public ReadOnlySpan<long> Cells => _cells.AsSpan(0, _used);

    /// <summary>The line of a row, counted from <see cref="FirstLine"/>.</summary>
    public ReadOnlySpan<int> Lines => _lines.AsSpan(0, Rows);

    public long FirstLine { get; private set; }

    public void Begin(LineBlock block, long firstLine)
    {
        Block = block;
        FirstLine = firstLine;
        Rows = 0;
        _used = 0;
    }

    /// <summary>Goes on with the texts at the same positions of a larger block.</summary>
    public void Continue(LineBlock block) => Block = block;

    public void Add(long value)
    {
        if (_used == _cells.Length)
        {
            Array.Resize(ref _cells, _used * 2);
        }

        _cells[_used++] = value;
    }

    /// <summary>A number that was added.</summary>
    public static int? Number(long cell) => cell == Null ? null : (int)cell;

    public void AddNumber(int? value) => Add(value ?? Null);

    public void Add(bool value) => Add(value ? 1 : 0);

    /// <param name="text">A piece of the block; an empty one is stored as null.</param>
    public void Add(ReadOnlySpan<byte> text) => Add(text.IsEmpty
        ? Null
        : ((long)Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(Block.Bytes), ref MemoryMarshal.GetReference(text)) << 32) | (uint)text.Length);

    /// <summary>The cells added since the last row are a row, made from the line that is <paramref name="line"/> lines into the block.</summary>
    public void EndRow(int line)
    {
        if (Rows == _lines.Length)
        {
            Array.Resize(ref _lines, Rows * 2);
        }

        _lines[Rows++] = line;
    }

    /// <summary>A text that was added; empty for <see cref="Null"/>.</summary>
    public ReadOnlySpan<byte> Text(long cell) => cell == Null ? default : Block.Bytes.AsSpan((int)(cell >> 32), (int)cell);

    /// <summary>The line that a row was made from. Walks the block: for rejects only.</summary>
    public ReadOnlySpan<byte> Line(int row)
    {
        var left = _lines[row] + (Block.First ? 1 : 0);
        foreach (var line in new ImdbLines(Block))
        {
            if (left-- == 0)
            {
                return line;
            }
        }

        return default;
    }
}
