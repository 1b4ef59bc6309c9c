using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>A mapped index file. Spans reach into the map: hold a <see cref="Use"/> while any of them is in use.</summary>
internal sealed unsafe class IndexFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly SectionEntry[] _sections;
    private readonly string _path;

    /// <exception cref="InvalidDataException">The file is no index, cut off, or damaged; the message says what to do.</exception>
    public IndexFile(string path)
    {
        _path = path;
        var length = new FileInfo(path).Length;
        if (length < IndexHeader.Size) throw new InvalidDataException($"{path} is not a title index");
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _start = pointer + _view.PointerOffset;
        try
        {
            var entries = IndexHeader.Read(new ReadOnlySpan<byte>(_start, IndexHeader.Size), length, path);
            _sections = new SectionEntry[(int)Enum.GetValues<IndexSection>().Max() + 1];
            foreach (var entry in entries) _sections[entry.Id] = entry;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ReadOnlySpan<T> Section<T>(IndexSection section) where T : unmanaged
    {
        var entry = _sections[(int)section];
        return new ReadOnlySpan<T>(_start + entry.Start, checked((int)(entry.Length / sizeof(T))));
    }

    /// <summary>Reads the whole file and compares every section's checksum.</summary>
    /// <exception cref="InvalidDataException">A section differs from what was written.</exception>
    public void Verify(CancellationToken ct)
    {
        foreach (var entry in _sections)
        {
            ct.ThrowIfCancellationRequested();
            uint checksum = 0;
            for (long done = 0; done < entry.Length; done += 1 << 20)
                checksum = Checksum.Add(checksum, new ReadOnlySpan<byte>(_start + entry.Start + done, (int)Math.Min(1 << 20, entry.Length - done)));
            if (checksum != entry.Checksum)
                throw new InvalidDataException($"{_path} is damaged in section {(IndexSection)entry.Id}: build the title index again");
        }
    }

    /// <summary>Keeps the map alive until disposed, also when the index is disposed meanwhile.</summary>
    public Lease Use() => new(_view.SafeMemoryMappedViewHandle);

    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    internal readonly ref struct Lease
    {
        private readonly SafeHandle _handle;

        public Lease(SafeHandle handle)
        {
            var added = false;
            handle.DangerousAddRef(ref added);
            _handle = handle;
        }

        public void Dispose() => _handle.DangerousRelease();
    }
}
