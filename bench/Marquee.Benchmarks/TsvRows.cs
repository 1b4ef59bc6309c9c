using System.IO.Compression;

namespace Marquee.Benchmarks;

/// <summary>Lines of a gzipped TSV file with a heading, as UTF-8 and without garbage.</summary>
internal sealed class TsvRows : IDisposable
{
    readonly GZipStream _stream;
    byte[] _buffer = new byte[1 << 20];
    int _at;
    int _filled;
    int _lineStart;
    int _lineEnd;

    public TsvRows(string path)
    {
        _stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        Next();
    }

    /// <summary>False at the end.</summary>
    public bool Next()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_at, _filled - _at).IndexOf((byte)'\n');
            if (length >= 0)
            {
                (_lineStart, _lineEnd) = (_at, _at + length);
                _at += length + 1;
                return true;
            }

            _buffer.AsSpan(_at, _filled - _at).CopyTo(_buffer);
            _filled -= _at;
            _at = 0;
            if (_filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = _stream.Read(_buffer, _filled, _buffer.Length - _filled);
            if (read == 0) return false;
            _filled += read;
        }
    }

    /// <summary>Empty for IMDb's <c>\N</c>.</summary>
    public ReadOnlySpan<byte> Field(int number)
    {
        var rest = _buffer.AsSpan(_lineStart, _lineEnd - _lineStart);
        for (; number > 0; number--) rest = rest[(rest.IndexOf((byte)'\t') + 1)..];
        var end = rest.IndexOf((byte)'\t');
        var field = end < 0 ? rest : rest[..end];
        return field.SequenceEqual(@"\N"u8) ? default : field;
    }

    public int? Number(int field) => System.Buffers.Text.Utf8Parser.TryParse(Field(field), out int number, out _) ? number : null;

    /// <summary>The number of an id such as tt0133093.</summary>
    public long Id(int field) => System.Buffers.Text.Utf8Parser.TryParse(Field(field)[2..], out long number, out _) ? number : 0;

    public void Dispose() => _stream.Dispose();
}
