using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Marquee.Storage.Moving;

/// <summary>The checksum of a table: SHA-256 over all rows in the order of the key, each value with its kind and length, whatever the engine.</summary>
sealed class RowSums : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Rows { get; private set; }

    public void Add(object?[] row)
    {
        Rows++;
        Span<byte> head = stackalloc byte[5];
        foreach (var value in row)
        {
            var bytes = value switch
            {
                null => [],
                long number => Eight(number),
                bool yes => [(byte)(yes ? 1 : 0)],
                double real => Eight(BitConverter.DoubleToInt64Bits(real)),
                string text => Encoding.UTF8.GetBytes(text),
                byte[] blob => blob,
                _ => throw new ArgumentException($"No column holds a {value.GetType().Name}.", nameof(row)),
            };
            head[0] = value switch { null => 0, long => 1, bool => 2, double => 3, string => 4, _ => 5 };
            BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
            _hash.AppendData(head);
            _hash.AppendData(bytes);
        }
    }

    /// <returns>Hexadecimal; starts again from nothing.</returns>
    public string Sum() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    static byte[] Eight(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }
}
