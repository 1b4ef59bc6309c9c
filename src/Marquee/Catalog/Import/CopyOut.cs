using System.Buffers.Binary;

namespace Marquee.Catalog.Import;

/// <summary>Reads the rows of a binary COPY as PostgreSQL sends them; nothing is made for a row.</summary>
sealed class CopyOut(Stream stream)
{
    /// <summary>Signature, flags, and the length of an extension that nobody uses.</summary>
    const int Header = 11 + 4 + 4;

    byte[] _buffer = new byte[256 * 1024];
    int[] _starts = new int[16];
    int[] _lengths = new int[16];
    int _begin;
    int _end;
    bool _headed;

    /// <returns>False after the last row.</returns>
    public bool Next()
    {
        var at = 0;
        if (!_headed)
        {
            Need(Header);
            _begin += Header;
            _headed = true;
        }

        Need(at + 2);
        var fields = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_begin + at));
        at += 2;
        if (fields < 0)
        {
            return false;
        }

        if (fields > _starts.Length)
        {
            (_starts, _lengths) = (new int[fields], new int[fields]);
        }

        for (var field = 0; field < fields; field++)
        {
            Need(at + 4);
            var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_begin + at));
            at += 4;
            Need(at + Math.Max(length, 0));
            (_starts[field], _lengths[field]) = (at, length);
            at += Math.Max(length, 0);
        }

        // Starts count from the row's beginning, which moves when the buffer is filled up in between.
        for (var field = 0; field < fields; field++)
        {
            _starts[field] += _begin;
        }

        _begin += at;
        return true;
    }

    /// <summary>A number of one to eight bytes, or a flag; null is null.</summary>
    public long? Number(int field)
    {
        var bytes = _buffer.AsSpan(_starts[field], Math.Max(_lengths[field], 0));
        return _lengths[field] switch
        {
            -1 => null,
            1 => bytes[0],
            2 => BinaryPrimitives.ReadInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            8 => BinaryPrimitives.ReadInt64BigEndian(bytes),
            var other => throw new InvalidDataException($"A number of {other} bytes."),
        };
    }

    /// <summary>Valid until the next row; empty for null.</summary>
    public ReadOnlySpan<byte> Text(int field) => _lengths[field] < 0 ? default : _buffer.AsSpan(_starts[field], _lengths[field]);

    /// <summary>Makes sure that so many bytes from the row's beginning are in the buffer.</summary>
    void Need(int bytes)
    {
        if (_end - _begin >= bytes)
        {
            return;
        }

        var rest = _buffer.AsSpan(_begin, _end - _begin);
        if (bytes > _buffer.Length)
        {
            var larger = new byte[Math.Max(bytes, _buffer.Length * 2)];
            rest.CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            rest.CopyTo(_buffer);
        }

        _end -= _begin;
        _begin = 0;
        _end += stream.ReadAtLeast(_buffer.AsSpan(_end), bytes - _end);
    }
}
