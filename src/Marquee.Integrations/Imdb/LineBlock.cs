using System.Buffers;

namespace Marquee.Integrations.Imdb;

/// <summary>A pooled stretch of a file that holds whole lines only. Who takes it last gives it back with <see cref="Dispose"/>.</summary>
public sealed class LineBlock : IDisposable
{
    byte[]? _bytes;

    internal LineBlock(byte[] bytes, int length, long position, bool first, bool overlong)
    {
        _bytes = bytes;
        Length = length;
        Position = position;
        First = first;
        Overlong = overlong;
    }

    /// <summary>No line at all; need not be given back.</summary>
    public static LineBlock Empty { get; } = new([], 0, 0, first: false, overlong: false);

    /// <summary>Bytes of the caller's own, for rows that come from elsewhere than a file; not to be given back.</summary>
    public static LineBlock Holding(byte[] bytes) => new(bytes, bytes.Length, 0, first: false, overlong: false);

    public byte[] Bytes => _bytes ?? throw new ObjectDisposedException(nameof(LineBlock));

    public int Length { get; }

    /// <summary>How many stored bytes of the file were read when this block was full.</summary>
    public long Position { get; }

    /// <summary>Begins with the file's first line, its header.</summary>
    public bool First { get; }

    /// <summary>Holds the beginning of one line that is longer than a block; the rest of that line was skipped.</summary>
    public bool Overlong { get; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
