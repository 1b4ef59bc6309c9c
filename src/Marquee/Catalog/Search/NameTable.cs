using System.IO.MemoryMappedFiles;

namespace Marquee.Catalog.Search;

/// <summary>
/// Every distinct name once: nine of ten episodes are called "Episode #1.2". Names are known by a 64-bit hash of their words
/// (two of ten million share one with a chance of 1 in 300,000); the words themselves go to a temporary file.
/// </summary>
internal sealed class NameTable(string path) : IDisposable
{
    /// <summary>Stands between the parts of a name; word numbers are stored one higher.</summary>
    public const uint PartMark = 0;

    private readonly FileStream _file = SpillFile.Open(path, bufferSize: 1 << 16);
    private ChunkedList<ulong> _hashes = new();

    /// <summary>Of every name, and the end of the last.</summary>
    private readonly ChunkedList<uint> _starts = Beginning();
    private readonly byte[] _encoded = new byte[TitleWords.MaxWords * 6];
    private int[] _slots = new int[1 << 12];
    private uint _end;

    public int Count => _hashes.Count;

    /// <param name="words">Word numbers plus one, with <see cref="PartMark"/> between parts.</param>
    public int Add(ReadOnlySpan<uint> words)
    {
        ulong hash = 0;
        var length = 0;
        foreach (var word in words)
        {
            hash = Mixing.Of(hash * 31 + word + 1);
            length += VariableNumber.Write(_encoded.AsSpan(length), word);
        }
        if ((Count + 1) * 3L > _slots.Length * 2L) Grow();
        var slot = (int)hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            if (_hashes[_slots[slot] - 1] == hash) return _slots[slot] - 1;
            slot = (slot + 1) & (_slots.Length - 1);
        }
        _file.Write(_encoded, 0, length);
        _end = checked(_end + (uint)length);
        _starts.Add(_end);
        _hashes.Add(hash);
        _slots[slot] = Count;
        return Count - 1;
    }

    /// <summary>Maps the words for reading. What only adding needs is freed unless more names are added later.</summary>
    public SpilledNames Read(bool more)
    {
        if (!more)
        {
            _slots = [];
            _hashes = new ChunkedList<ulong>();
        }
        _file.Flush();
        return new SpilledNames(_file, _starts);
    }

    public void Dispose() => _file.Dispose();

    private static ChunkedList<uint> Beginning()
    {
        var starts = new ChunkedList<uint>();
        starts.Add(0);
        return starts;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var name = 0; name < Count; name++)
        {
            var slot = (int)_hashes[name] & (_slots.Length - 1);
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = name + 1;
        }
    }
}

/// <summary>The words of every name in the order of arrival, read from the mapped temporary file.</summary>
internal sealed unsafe class SpilledNames : IDisposable
{
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly ChunkedList<uint> _starts;
    private readonly byte* _start;

    public SpilledNames(FileStream file, ChunkedList<uint> starts)
    {
        _starts = starts;
        if (file.Length == 0) return;
        _map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public int Count => _starts.Count - 1;

    /// <summary>Fills <paramref name="words"/> with what <see cref="NameTable.Add"/> was given.</summary>
    public int Read(int name, Span<uint> words)
    {
        var bytes = new ReadOnlySpan<byte>(_start + _starts[name], (int)(_starts[name + 1] - _starts[name]));
        var count = 0;
        for (var at = 0; at < bytes.Length;) words[count++] = VariableNumber.Read(bytes, ref at);
        return count;
    }

    public void Dispose()
    {
        if (_view is null) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map!.Dispose();
    }
}
