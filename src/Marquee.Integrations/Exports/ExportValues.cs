using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Marquee.Integrations.Exports;

/// <summary>Single cells of an export, in every spelling that programs and spreadsheets have given them.</summary>
static partial class ExportValues
{
    static readonly char[] Around = [' ', '\t', '\u00A0', '\uFEFF', '\u200B', '\r', '\n'];

    /// <summary>Without the spaces, marks and defusing (<c>'=x</c>, <c>="tt1"</c>) that programs put around a cell.</summary>
    public static string Clean(string cell)
    {
        var clean = cell.Trim(Around);
        return clean.Length > 3 && clean.StartsWith("=\"", StringComparison.Ordinal) && clean[^1] == '"' ? clean[2..^1]
            : clean.Length > 0 && clean[0] == '\'' && Defused(cell.AsSpan().TrimStart(Around)) ? cell.TrimStart(Around)[1..].Trim(Around)
            : clean;
    }

    /// <summary>
    /// An apostrophe in front of what a spreadsheet takes for the beginning of a formula, also behind spaces and further apostrophes:
    /// whoever defuses a cell puts one in front, so one is taken away.
    /// </summary>
    /// <param name="cell">Begins with one.</param>
    static bool Defused(ReadOnlySpan<char> cell)
    {
        var start = cell.TrimStart("' \u00A0\uFEFF\u200B");
        return start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
    }

    /// <summary>A text of people: without control characters, and not longer than <paramref name="most"/>.</summary>
    /// <returns>Null when nothing is left.</returns>
    public static string? Text(string? cell, int most)
    {
        if (string.IsNullOrEmpty(cell))
        {
            return null;
        }

        var text = ShortText.Of(cell, most);
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            var kept = new StringBuilder(text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                // A line break stays in what the member wrote; in a name it stands for a space.
                if (text[i] is '\n' or '\t')
                {
                    kept.Append(most > ExportLimits.Name ? text[i] : ' ');
                }
                else if (Printable(text, i))
                {
                    kept.Append(text[i]);
                }
            }

            text = kept.ToString();
        }

        text = text.Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Cells for the rejects: nobody's history has such long ones.</summary>
    public static IReadOnlyList<string> Kept(List<string> cells) =>
        cells.Exists(c => c.Length > ExportLimits.Cell) ? cells.ConvertAll(c => ShortText.Of(c, ExportLimits.Cell)) : cells;

    public static int? Whole(string cell, int least, int most)
    {
        var end = cell.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? cell : cell[..end];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
    }

    /// <summary>A year of a title, also from a date such as <c>2015-01-03T00:00:00Z</c>.</summary>
    public static int? Year(string cell) => Whole(cell, 1850, 2200);

    /// <summary>An id of a program that numbers its titles; 0 and less are none.</summary>
    public static int? Number(string cell) =>
        int.TryParse(cell.EndsWith(".0", StringComparison.Ordinal) ? cell[..^2] : cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The number of an IMDb id or of a link to IMDb's page of a title.</summary>
    public static long? Imdb(string? cell) =>
        cell is { Length: < 500 } && ImdbId().Match(cell) is { Success: true } match
            && long.Parse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is > 0 and var number ? number : null;

    /// <summary>Not a control character, no mark that turns the direction of text around, no half of a character, nothing that Unicode says is none.</summary>
    static bool Printable(string text, int at)
    {
        var c = text[at];
        return c < 0x80 ? !char.IsControl(c)
            : char.IsHighSurrogate(c) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            : char.IsLowSurrogate(c) ? at > 0 && char.IsHighSurrogate(text[at - 1])
            : !char.IsControl(c) && c is not ('\u202A' or '\u202B' or '\u202C' or '\u202D' or '\u202E' or '\u2066' or '\u2067' or '\u2068' or '\u2069' or '\uFEFF' or '\uFFFE' or '\uFFFF');
    }

    // "tt0111161", "https://www.imdb.com/title/tt0111161/": IMDb pads to seven digits, so fewer are a broken id.
    [GeneratedRegex(@"(^|/title/)tt(?<n>[0-9]{7,10})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ImdbId();
}
