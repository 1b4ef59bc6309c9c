using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>
/// Text that people and files bring along, in Unicode's composed form. What is no text to Unicode (half of a character, U+FFFE), and
/// would end the composing with a fault, becomes the replacement character.
/// </summary>
static class ComposedText
{
    public static string Of(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.EnumerateRunes().Select(rune => rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune)).Normalize(NormalizationForm.FormC);
        }
    }
}
