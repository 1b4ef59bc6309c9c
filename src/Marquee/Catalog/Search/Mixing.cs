using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>Hashes that are the same in every process and version, since the index file holds them (finaliser of MurmurHash3).</summary>
internal static class Mixing
{
    public static ulong Of(ulong value)
    {
        value ^= value >> 33;
        value *= 0xFF51AFD7ED558CCDUL;
        value ^= value >> 33;
        value *= 0xC4CEB9FE1A85EC53UL;
        return value ^ (value >> 33);
    }

    public static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * 0x9E3779B97F4A7C15UL;
        while (bytes.Length >= 8)
        {
            hash = Of(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[8..];
        }
        ulong rest = 0;
        for (var i = 0; i < bytes.Length; i++) rest |= (ulong)bytes[i] << (8 * i);
        return Of(hash ^ rest ^ 0x5BD1E995UL);
    }
}
