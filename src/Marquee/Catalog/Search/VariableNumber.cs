namespace Marquee.Catalog.Search;

/// <summary>Numbers in 7-bit groups, lowest first; the high bit says that more follows.</summary>
internal static class VariableNumber
{
    public static int Write(Span<byte> to, uint value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            to[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        to[length++] = (byte)value;
        return length;
    }

    public static uint Read(ReadOnlySpan<byte> from, ref int at)
    {
        uint value = from[at++];
        if (value < 0x80) return value;
        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            uint next = from[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
            if (shift > 28) throw new InvalidDataException("A number in the title index does not end");
        }
    }
}
