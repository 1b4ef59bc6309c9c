using System.Globalization;
using System.Text;

namespace Marquee.Watching.Review;

/// <summary>
/// Words of others for a picture that we draw. Escaping is the writer's business; what XML cannot hold, what would break the
/// line and what turns the direction of the words around it is taken out here.
/// </summary>
static class SvgText
{
    /// <summary>Signs that are looked at: what is longer is cut in any case.</summary>
    const int Longest = 300;

    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes().Take(Longest)) // half a surrogate pair becomes U+FFFD
        {
            clean.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => " ",
                // Joiners shape Persian and Indic words; the others are invisible or turn directions.
                UnicodeCategory.Format when rune.Value is not (0x200C or 0x200D) => "",
                UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => "",
                _ => rune.ToString(),
            });
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The words at the largest size at which they fit; where even the smallest is too wide, cut with an ellipsis.</summary>
    public static (string Words, double Size) Fit(string text, double width, double largest, double smallest)
    {
        var clean = Clean(text);
        var size = Math.Clamp(width / Math.Max(Width(clean), 0.01), smallest, largest);
        if (Width(clean) * size <= width)
        {
            return (clean, Math.Floor(size * 10) / 10);
        }

        var signs = StringInfo.GetTextElementEnumerator(clean);
        var (kept, room) = (new StringBuilder(), (width / smallest) - Width("…"));
        while (signs.MoveNext() && (room -= Width(signs.GetTextElement())) > 0)
        {
            kept.Append(signs.GetTextElement());
        }

        return (kept.ToString().TrimEnd() + "…", smallest);
    }

    /// <summary>Estimated width at size 1, of the widest bold face that systems bring (DejaVu Sans).</summary>
    public static double Width(string text) => text.EnumerateRunes().Sum(Width);

    static double Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ when rune.Value >= 0x2E80 => 1.03, // East Asian signs and pictures
        UnicodeCategory.UppercaseLetter => rune.Value is 'I' or 'J' ? 0.42 : rune.Value is 'M' or 'W' ? 1.1 : 0.8,
        UnicodeCategory.DecimalDigitNumber => 0.7,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherPunctuation => 0.4,
        _ => rune.Value is 'i' or 'l' or 'j' or 't' or 'f' ? 0.44 : rune.Value is 'm' or 'w' ? 1.05 : 0.7,
    };
}
