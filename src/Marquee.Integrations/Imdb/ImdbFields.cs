using System.Buffers.Text;

namespace Marquee.Integrations.Imdb;

/// <summary>
/// The tab-separated fields of one line. Quotes are ordinary characters: a reader that honours them loses rows, because titles
/// with a single quotation mark exist. IMDb writes <c>\N</c> for "unknown".
/// </summary>
public ref struct ImdbFields(ReadOnlySpan<byte> line)
{
    ReadOnlySpan<byte> _rest = line;
    bool _more = true;
    bool _missing;

    /// <summary>Exactly as many fields were taken as the line has.</summary>
    public readonly bool Fit => !_more && !_missing;

    /// <summary>The next field; empty when the line is used up.</summary>
    public ReadOnlySpan<byte> Next()
    {
        _missing |= !_more;
        var tab = _rest.IndexOf((byte)'\t');
        var field = tab < 0 ? _rest : _rest[..tab];
        _more = tab >= 0;
        _rest = tab < 0 ? default : _rest[(tab + 1)..];
        return field;
    }

    /// <summary>The next field; empty when it is unknown.</summary>
    public ReadOnlySpan<byte> NextKnown() => Known(Next());

    public static ReadOnlySpan<byte> Known(ReadOnlySpan<byte> field) => field is [(byte)'\\', (byte)'N'] ? default : field;

    /// <summary>A number from 0 up; an unknown one is null.</summary>
    /// <returns>False when the field is something else.</returns>
    public static bool Number(ReadOnlySpan<byte> field, out int? number)
    {
        if (Known(field).IsEmpty)
        {
            number = null;
            return true;
        }

        var read = Utf8Parser.TryParse(field, out int value, out var used) && used == field.Length && value >= 0 && field[0] != '+';
        number = read ? value : null;
        return read;
    }

    /// <summary>The number in an id such as <c>tt0111161</c> or <c>nm1000000000001</c>: any count of digits, never zero.</summary>
    public static bool Id(ReadOnlySpan<byte> field, ReadOnlySpan<byte> prefix, out long number)
    {
        number = 0;
        if (!field.StartsWith(prefix) || field.Length - prefix.Length is 0 or > 18)
        {
            return false;
        }

        foreach (var digit in field[prefix.Length..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = number * 10 + (digit - '0');
        }

        return number > 0;
    }

    public static bool Title(ReadOnlySpan<byte> field, out long number) => Id(field, "tt"u8, out number);

    public static bool Person(ReadOnlySpan<byte> field, out long number) => Id(field, "nm"u8, out number);

    /// <summary>IMDb writes 0 or 1.</summary>
    public static bool Flag(ReadOnlySpan<byte> field, out bool flag)
    {
        flag = field is [(byte)'1'];
        return field is [(byte)'0' or (byte)'1'];
    }
}
