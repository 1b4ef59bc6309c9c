using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>Rows kept in a temporary file: read from the start as often as wanted, more may be added when all were read.</summary>
internal sealed class SpilledRows<T>(string path) : IDisposable where T : unmanaged
{
    private readonly FileStream _file = SpillFile.Open(path, bufferSize: 0);
    private readonly T[] _rows = new T[8192];
    private int _pending;

    public string Path { get; } = path;

    public int Count { get; private set; }

    public void Add(in T row)
    {
        _rows[_pending++] = row;
        Count++;
        if (_pending == _rows.Length) Flush();
    }

    /// <summary>Goes back to the start; no rows may be added until the end is reached.</summary>
    public void Rewind()
    {
        Flush();
        _file.Position = 0;
    }

    /// <summary>The next rows, valid until the next call; empty at the end.</summary>
    public ReadOnlySpan<T> Next()
    {
        var read = _file.ReadAtLeast(MemoryMarshal.AsBytes(_rows.AsSpan()), MemoryMarshal.AsBytes(_rows.AsSpan()).Length, throwOnEndOfStream: false);
        return _rows.AsSpan(0, read / Unsafe.SizeOf<T>());
    }

    public void Dispose() => _file.Dispose();

    private void Flush()
    {
        _file.Write(MemoryMarshal.AsBytes(_rows.AsSpan(0, _pending)));
        _pending = 0;
    }
}
