using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>Reads a section of a file that is still being written, front to back.</summary>
internal sealed class SectionReader : IDisposable
{
    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _filled;

    public SectionReader(string path, SectionEntry section)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0) { Position = section.Start };
    }

    public uint ReadUInt32()
    {
        if (_filled - _at < 4) Fill();
        var value = MemoryMarshal.Read<uint>(_buffer.AsSpan(_at));
        _at += 4;
        return value;
    }

    /// <param name="bytes">At most four.</param>
    public void Skip(int bytes, ref uint position)
    {
        if (_filled - _at < bytes) Fill();
        _at += bytes;
        position += (uint)bytes;
    }

    /// <param name="position">Moved on by the length of the number.</param>
    public uint ReadNumber(ref uint position)
    {
        if (_filled - _at < 5) Fill();
        var before = _at;
        var value = VariableNumber.Read(_buffer, ref _at);
        position += (uint)(_at - before);
        return value;
    }

    public void Dispose() => _file.Dispose();

    private void Fill()
    {
        var rest = _filled - _at;
        _buffer.AsSpan(_at, rest).CopyTo(_buffer);
        _at = 0;
        _filled = rest + _file.Read(_buffer, rest, _buffer.Length - rest);
    }
}
