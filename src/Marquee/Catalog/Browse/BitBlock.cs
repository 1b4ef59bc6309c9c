using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Marquee.Catalog.Browse;

/// <summary>Sets of rows within one block, one bit a row. A set is always <see cref="Words"/> long.</summary>
static class BitBlock
{
    public const int Rows = 1 << 16;
    public const int Words = Rows / 64;

    /// <summary>The first rows, and no others.</summary>
    public static void First(Span<ulong> set, int rows)
    {
        set[..(rows / 64)].Fill(ulong.MaxValue);
        set[(rows / 64)..].Clear();
        if (rows % 64 != 0)
        {
            set[rows / 64] = (1UL << rows % 64) - 1;
        }
    }

    /// <summary>Keeps the rows from one to before another.</summary>
    public static void Within(Span<ulong> set, int from, int to)
    {
        Span<ulong> kept = stackalloc ulong[Words];
        First(kept, Math.Clamp(to, 0, Rows));
        Span<ulong> before = stackalloc ulong[Words];
        First(before, Math.Clamp(from, 0, Rows));
        AndNot(kept, before);
        And(set, kept);
    }

    public static void And(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var sets = Vectors(set);
        var others = MemoryMarshal.Cast<ulong, Vector256<ulong>>(other);
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] &= others[i];
        }
    }

    public static void AndNot(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var sets = Vectors(set);
        var others = MemoryMarshal.Cast<ulong, Vector256<ulong>>(other);
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] = Vector256.AndNot(sets[i], others[i]);
        }
    }

    public static void Or(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        var sets = Vectors(set);
        var others = MemoryMarshal.Cast<ulong, Vector256<ulong>>(other);
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] |= others[i];
        }
    }

    public static int Count(ReadOnlySpan<ulong> set)
    {
        var count = 0;
        foreach (var word in set)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>How many rows are in both.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> set, ReadOnlySpan<ulong> other)
    {
        // Two sums, so that one addition need not wait for the other.
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < set.Length && i + 1 < other.Length; i += 2)
        {
            even += BitOperations.PopCount(set[i] & other[i]);
            odd += BitOperations.PopCount(set[i + 1] & other[i + 1]);
        }

        return even + odd;
    }

    public static int CountListed(ReadOnlySpan<ulong> set, ReadOnlySpan<ushort> rows)
    {
        var count = 0;
        foreach (var row in rows)
        {
            count += (int)(set[row >> 6] >> (row & 63)) & 1;
        }

        return count;
    }

    public static void Add(Span<ulong> set, ReadOnlySpan<ushort> rows)
    {
        foreach (var row in rows)
        {
            set[row >> 6] |= 1UL << (row & 63);
        }
    }

    /// <summary>Keeps the rows whose value lies between; rows after the last value are dropped.</summary>
    public static void Between(Span<ulong> set, ReadOnlySpan<ushort> values, ushort least, ushort most)
    {
        var (low, span) = (Vector256.Create(least), Vector256.Create((ushort)(most - least)));
        var whole = values.Length / 64;
        var vectors = MemoryMarshal.Cast<ushort, Vector256<ushort>>(values[..(whole * 64)]);
        for (var i = 0; i < whole; i++)
        {
            // Below the least wraps around to a large number, so one comparison tells both.
            ulong first = Narrowed(vectors[i * 4], vectors[i * 4 + 1]);
            ulong second = Narrowed(vectors[i * 4 + 2], vectors[i * 4 + 3]);
            set[i] &= first | second << 32;
        }

        Rest(set, whole, values.Length, (at, v) => (ushort)(v[at] - least) <= most - least, values);

        uint Narrowed(Vector256<ushort> a, Vector256<ushort> b) => Vector256.Narrow(
            Vector256.LessThanOrEqual(a - low, span), Vector256.LessThanOrEqual(b - low, span)).ExtractMostSignificantBits();
    }

    /// <inheritdoc cref="Between(Span{ulong}, ReadOnlySpan{ushort}, ushort, ushort)"/>
    public static void Between(Span<ulong> set, ReadOnlySpan<byte> values, byte least, byte most)
    {
        var (low, span) = (Vector256.Create(least), Vector256.Create((byte)(most - least)));
        var whole = values.Length / 64;
        var vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(values[..(whole * 64)]);
        for (var i = 0; i < whole; i++)
        {
            ulong first = Vector256.LessThanOrEqual(vectors[i * 2] - low, span).ExtractMostSignificantBits();
            ulong second = Vector256.LessThanOrEqual(vectors[i * 2 + 1] - low, span).ExtractMostSignificantBits();
            set[i] &= first | second << 32;
        }

        Rest(set, whole, values.Length, (at, v) => (byte)(v[at] - least) <= most - least, values);
    }

    delegate bool Fits<T>(int at, ReadOnlySpan<T> values);

    static void Rest<T>(Span<ulong> set, int whole, int length, Fits<T> fits, ReadOnlySpan<T> values)
    {
        var word = 0UL;
        for (var at = whole * 64; at < length; at++)
        {
            word |= fits(at, values) ? 1UL << at % 64 : 0;
        }

        if (whole < set.Length)
        {
            set[whole] &= word;
            set[(whole + 1)..].Clear();
        }
    }

    static Span<Vector256<ulong>> Vectors(Span<ulong> set) => MemoryMarshal.Cast<ulong, Vector256<ulong>>(set);
}
