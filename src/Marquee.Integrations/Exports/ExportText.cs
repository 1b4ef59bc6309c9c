using System.Text;

namespace Marquee.Integrations.Exports;

/// <summary>Turns the bytes of an export into text. Spreadsheets save it as UTF-8, Windows-1252 or UTF-16 and do not say which.</summary>
static class ExportText
{
    static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Utf8OrWindows(bytes[3..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        return Utf16WithoutMark(bytes) is { } utf16 ? utf16.GetString(bytes) : Utf8OrWindows(bytes);
    }

    /// <summary>A header is ASCII, so in UTF-16 every second byte of it is zero.</summary>
    static Encoding? Utf16WithoutMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16)
        {
            return null;
        }

        int even = 0, odd = 0;
        var length = Math.Min(bytes.Length, 64) & ~1;
        for (var i = 0; i < length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        return odd == length / 2 ? Encoding.Unicode : even == length / 2 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>A few damaged bytes do not make a UTF-8 file a Windows one: what most of the letters say decides.</summary>
    static string Utf8OrWindows(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        int damaged = 0, letters = 0;
        foreach (var c in text)
        {
            if (c == '\uFFFD')
            {
                damaged++;
            }
            else if (c > 127)
            {
                letters++;
            }
        }

        return damaged == 0 || letters > damaged * 4 ? text : Windows1252.GetString(bytes);
    }
}
