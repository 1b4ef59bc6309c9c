using System.Buffers.Binary;

namespace Marquee.Catalog.Import;

/// <summary>Writes rows in PostgreSQL's binary COPY form, straight from the bytes of IMDb's file.</summary>
sealed class CopyRows
{
    /// <summary>One message to the server.</summary>
    const int Full = 128 * 1024;

    readonly Stream _stream;
    readonly int[] _sizes;
    byte[] _buffer = new byte[Full * 2];
    int _used;

    /// <param name="sizes">Bytes of each column: 8, 4 or 1; 0 for text.</param>
    public CopyRows(Stream stream, int[] sizes)
    {
        (_stream, _sizes) = (stream, sizes);
        // The signature, no flags, no extension.
        ReadOnlySpan<byte> signature = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 255, (byte)'\r', (byte)'\n', 0];
        signature.CopyTo(_buffer);
        _used = signature.Length + 8;
    }

    /// <summary>Rows written.</summary>
    public long Count { get; private set; }

    public void Write(RowBatch batch)
    {
        var texts = batch.Block.Bytes.AsSpan();
        var cells = batch.Cells;
        var sizes = _sizes.AsSpan();
        for (var row = 0; row < batch.Rows; row++)
        {
            var of = cells.Slice(row * sizes.Length, sizes.Length);
            Room(of);
            var to = _buffer.AsSpan(_used);
            BinaryPrimitives.WriteInt16BigEndian(to, (short)sizes.Length);
            var at = 2;
            for (var column = 0; column < sizes.Length; column++)
            {
                at += Cell(to[at..], of[column], sizes[column], texts);
            }

            _used += at;
        }

        Count += batch.Rows;
    }

    /// <summary>Says that no more rows come.</summary>
    public void End()
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_used), -1);
        _used += 2;
        Flush();
    }

    /// <returns>Bytes used.</returns>
    static int Cell(Span<byte> to, long cell, int size, ReadOnlySpan<byte> texts)
    {
        if (cell == RowBatch.Null)
        {
            BinaryPrimitives.WriteInt32BigEndian(to, -1);
            return 4;
        }

        if (size == 0)
        {
            var length = (int)cell;
            BinaryPrimitives.WriteInt32BigEndian(to, length);
            texts.Slice((int)(cell >> 32), length).CopyTo(to[4..]);
            return 4 + length;
        }

        BinaryPrimitives.WriteInt32BigEndian(to, size);
        switch (size)
        {
            case 8:
                BinaryPrimitives.WriteInt64BigEndian(to[4..], cell);
                break;
            case 4:
                BinaryPrimitives.WriteInt32BigEndian(to[4..], checked((int)cell));
                break;
            default:
                to[4] = (byte)cell;
                break;
        }

        return 4 + size;
    }

    /// <summary>Makes room for a row.</summary>
    void Room(ReadOnlySpan<long> row)
    {
        // Two bytes at the row's beginning, two at the end of all rows.
        var needed = 4 + row.Length * 12;
        for (var column = 0; column < row.Length; column++)
        {
            needed += _sizes[column] == 0 && row[column] != RowBatch.Null ? (int)row[column] : 0;
        }

        if (_used >= Full || _used + needed > _buffer.Length)
        {
            Flush();
        }

        if (needed > _buffer.Length)
        {
            _buffer = new byte[needed];
        }
    }

    void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
