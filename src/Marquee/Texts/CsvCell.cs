using System.Buffers;

namespace Marquee.Texts;

/// <summary>A cell of a CSV file (RFC 4180) for people who open it in a spreadsheet.</summary>
public static class CsvCell
{
    static readonly SearchValues<char> Special = SearchValues.Create(",;\"\r\n\t");

    /// <summary>What a spreadsheet takes for the beginning of a formula, also in the full width of East Asian keyboards.</summary>
    static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>
    /// A text that a spreadsheet would take for a formula gets an apostrophe in front: it came from outside. Some trim spaces
    /// before they look. What begins with apostrophes and goes on like a formula gets one too, so that our readers, which take one
    /// away, give back what was written. Numbers are no texts: a negative one would be changed.
    /// </summary>
    public static string Of(string text)
    {
        var start = text.AsSpan().TrimStart("' \u00A0\uFEFF\u200B");
        var safe = start.Length > 0 && Formula.Contains(start[0]) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Special) || (safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' '))
            ? '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : safe;
    }
}
