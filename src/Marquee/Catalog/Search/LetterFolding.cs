using System.Globalization;
using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>
/// What one character becomes in the index: lower case, compatibility forms resolved, marks of Latin, Greek, Cyrillic,
/// Hebrew and Arabic removed (UAX 15 NFKD plus the letters that Unicode does not decompose, such as ø and ß).
/// Marks of other scripts carry vowels and stay. Filled character by character as text asks for it, so nothing is
/// computed twice and nothing is allocated afterwards.
/// </summary>
internal static class LetterFolding
{
    private static readonly byte[] Gap = [];
    private static readonly byte[] Dropped = [];
    private static readonly byte[]?[] Known = new byte[]?[char.MaxValue + 1];

    private static readonly Dictionary<char, string> Special = new()
    {
        ['ß'] = "ss",
        ['ẞ'] = "ss",
        ['æ'] = "ae",
        ['Æ'] = "ae",
        ['œ'] = "oe",
        ['Œ'] = "oe",
        ['ø'] = "o",
        ['Ø'] = "o",
        ['ł'] = "l",
        ['Ł'] = "l",
        ['đ'] = "d",
        ['Đ'] = "d",
        ['ð'] = "d",
        ['Ð'] = "d",
        ['þ'] = "th",
        ['Þ'] = "th",
        ['ħ'] = "h",
        ['Ħ'] = "h",
        ['ı'] = "i",
        ['ŋ'] = "n",
        ['Ŋ'] = "n",
        ['ŧ'] = "t",
        ['Ŧ'] = "t",
        ['ƒ'] = "f",
        ['ə'] = "e",
        ['Ə'] = "e",
        ['ĸ'] = "k",
        ['ς'] = "σ",
        ['ɨ'] = "i",
        ['ʉ'] = "u",
    };

    /// <summary>The folded letters in UTF-8; test for a gap with <see cref="IsGap"/>. Empty but no gap: drop the character.</summary>
    public static byte[] Of(char c) => Known[c] ??= Compute(c);

    /// <summary>True when the character ends a word.</summary>
    public static bool IsGap(byte[] folded) => ReferenceEquals(folded, Gap);

    /// <summary>Scripts written without spaces: every character is a word of its own.</summary>
    public static bool StandsAlone(int rune) =>
        rune is (>= 0x3400 and <= 0x9FFF) or (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x30FA) or (>= 0x30FC and <= 0x30FF)
            or (>= 0x31F0 and <= 0x31FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF)
            or '½' or '¼' or '¾';

    private static byte[] Compute(char c)
    {
        if (IsDroppedMark(c)) return Dropped;
        if (Special.TryGetValue(c, out var special)) return Encoding.UTF8.GetBytes(special);
        if (c is '½' or '¼' or '¾') return c switch { '½' => "12"u8.ToArray(), '¼' => "14"u8.ToArray(), _ => "34"u8.ToArray() };
        if (!IsLetterLike(c)) return Gap;
        // Korean syllables and Japanese voiced kana would fall apart into pieces that nobody types.
        var keep = c is (>= '\uAC00' and <= '\uD7A3') or (>= '\u3040' and <= '\u30FF');
        var parts = keep ? c.ToString() : c.ToString().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder();
        foreach (var part in parts)
        {
            if (IsDroppedMark(part) || !IsLetterLike(part)) continue;
            var lower = char.ToLowerInvariant(part);
            folded.Append(Special.TryGetValue(lower, out var mapped) ? mapped : lower.ToString());
        }
        return folded.Length == 0 ? Gap : Encoding.UTF8.GetBytes(folded.ToString());
    }

    private static bool IsLetterLike(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
        or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || c is (>= '\uFF66' and <= '\uFF9F') or '\u3005' or '\u30FC';

    private static bool IsDroppedMark(char c) =>
        c is (>= '\u0300' and <= '\u036F') or (>= '\u0483' and <= '\u0489') or (>= '\u0591' and <= '\u05C7')
            or (>= '\u0610' and <= '\u061A') or (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0640'
            or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF') or (>= '\u20D0' and <= '\u20FF')
            or (>= '\uFE00' and <= '\uFE0F') or (>= '\uFE20' and <= '\uFE2F') or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF';
}
