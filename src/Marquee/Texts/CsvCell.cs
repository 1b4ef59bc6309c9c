using System.Buffers;

namespace Marquee.Texts;

/// <summary>A cell of a CSV file (RFC 4180) for people who open it in a spreadsheet.</summary>
public static class CsvCell
{
    static readonly SearchValues<char> Special = SearchValues.Create(",;\"\r\n\t");

    /// <summary>
    /// A text that a spreadsheet would take for a formula gets an apostrophe in front: it came from outside. Numbers are no
    /// texts: a negative one would be changed.
    /// </summary>
    public static string Of(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Special) || (safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' '))
            ? '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : safe;
    }
}
