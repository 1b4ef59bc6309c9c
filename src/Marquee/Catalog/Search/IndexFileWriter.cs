using System.Numerics;
using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>
/// Writes an index file section by section under a temporary name. Only <see cref="Finish"/> writes the header and gives the
/// file its name, so a killed build leaves nothing that could be opened.
/// </summary>
internal sealed class IndexFileWriter : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private readonly FileStream _file;
    private readonly List<SectionEntry> _sections = [];
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _buffered;
    private long _sectionStart;
    private uint _checksum;

    public IndexFileWriter(string path)
    {
        _path = path;
        _unfinished = path + ".unfinished";
        _file = new FileStream(_unfinished, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _file.Write(new byte[IndexHeader.Size]);
        _sectionStart = IndexHeader.Size;
    }

    public void Write<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, _buffer.Length - _buffered)];
            part.CopyTo(_buffer.AsSpan(_buffered));
            _buffered += part.Length;
            bytes = bytes[part.Length..];
            if (_buffered == _buffer.Length) Flush();
        }
    }

    public void Write<T>(T value) where T : unmanaged => Write(new ReadOnlySpan<T>(in value));

    /// <summary>Writes 7 bits a byte, lowest first.</summary>
    public int WriteNumber(uint value)
    {
        if (_buffer.Length - _buffered < 5) Flush();
        var length = VariableNumber.Write(_buffer.AsSpan(_buffered), value);
        _buffered += length;
        return length;
    }

    /// <summary>Everything written since the last call is this section.</summary>
    public void End(IndexSection section)
    {
        Flush();
        _sections.Add(new SectionEntry((uint)section, _checksum, _sectionStart, _file.Position - _sectionStart));
        var padding = (int)(-_file.Position & 63);
        _file.Write(new byte[padding]);
        _sectionStart = _file.Position;
        _checksum = 0;
    }

    /// <summary>Reads a finished section again from its start.</summary>
    public SectionReader ReadBack(IndexSection section) => new(_unfinished, _sections.Find(entry => entry.Id == (uint)section));

    public void Finish()
    {
        var header = IndexHeader.Write(_sections, _file.Position);
        _file.Position = 0;
        _file.Write(header);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_unfinished, _path, overwrite: true);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_unfinished);
    }

    private void Flush()
    {
        _checksum = Checksum.Add(_checksum, _buffer.AsSpan(0, _buffered));
        _file.Write(_buffer, 0, _buffered);
        _buffered = 0;
    }
}

/// <summary>CRC-32C, which processors compute in hardware.</summary>
internal static class Checksum
{
    public static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) checksum = BitOperations.Crc32C(checksum, word);
        foreach (var b in bytes[(words.Length * 8)..]) checksum = BitOperations.Crc32C(checksum, b);
        return checksum;
    }
}
