using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>
/// Rows of a table as they come from a database, gathered into batches for another one and summed up. Equal rows in equal order make
/// equal batches whatever the engine, so a checksum over the batches compares two tables.
/// </summary>
/// <param name="take">Called with every batch, which is then used again; null only sums up.</param>
sealed class CopiedRows(Action<RowBatch>? take) : IDisposable
{
    const int RowsAtOnce = 8 * 1024;
    const int Room = 1 << 20;

    readonly IncrementalHash _sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly RowBatch _batch = new();
    byte[] _texts = new byte[Room];
    int _used;
    bool _begun;

    public long Rows { get; private set; }

    public void Add(long? number)
    {
        Begin();
        _batch.Add(number ?? RowBatch.Null);
    }

    /// <param name="text">Empty is null: the catalog holds no empty text.</param>
    public void Add(ReadOnlySpan<byte> text)
    {
        Begin();
        if (_used + text.Length > _texts.Length)
        {
            // Cells count from the beginning of the texts, so those of the batch so far stay right.
            Array.Resize(ref _texts, (_used + text.Length) * 2);
            _batch.Continue(LineBlock.Holding(_texts));
        }

        var place = _texts.AsSpan(_used, text.Length);
        text.CopyTo(place);
        _batch.Add((ReadOnlySpan<byte>)place);
        _used += text.Length;
    }

    public void EndRow()
    {
        _batch.EndRow(0);
        Rows++;
        if (_batch.Rows == RowsAtOnce || _used > Room - (Room / 8))
        {
            Flush();
        }
    }

    /// <summary>The last batch, which is not full.</summary>
    /// <returns>The checksum of all rows, hexadecimal.</returns>
    public string End()
    {
        Flush();
        return Convert.ToHexStringLower(_sum.GetHashAndReset());
    }

    void Begin()
    {
        if (!_begun)
        {
            _batch.Begin(LineBlock.Holding(_texts), 0);
            (_begun, _used) = (true, 0);
        }
    }

    void Flush()
    {
        if (_begun)
        {
            _sum.AppendData(MemoryMarshal.AsBytes(_batch.Cells));
            _sum.AppendData(_texts, 0, _used);
            take?.Invoke(_batch);
            _begun = false;
        }
    }

    public void Dispose() => _sum.Dispose();
}
