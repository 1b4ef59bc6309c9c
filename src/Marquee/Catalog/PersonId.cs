using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Catalog;

/// <summary>A person by IMDb's number (<c>nm0000001</c> is 1); people of the sample count from 10^12.</summary>
public readonly partial record struct PersonId(long Number) : IParsable<PersonId>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"nm{Number:D7}");

    /// <summary>Accepts <c>nm0000001</c> in any case and with any count of digits, or an IMDb link.</summary>
    public static PersonId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not a person id such as nm0000001.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonId result)
    {
        var match = Spelling().Match(s ?? "");
        var read = match.Success && long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new PersonId(number)
            : default;
        result = read;
        return read != default;
    }

    // "nm0000001", "https://www.imdb.com/name/nm0000001/".
    [GeneratedRegex(@"^\s*(?:(?:https?://)?(?:[a-z]+\.)?imdb\.com/(?:[a-z-]+/)?name/)?nm(?<number>\d{1,18})(?:[/?#].*)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spelling();
}
