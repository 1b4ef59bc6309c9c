using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Catalog;

/// <summary>A title by IMDb's number (<c>tt0111161</c> is 111161); titles that IMDb does not know count from 10^12.</summary>
public readonly partial record struct TitleId(long Number) : IParsable<TitleId>, IComparable<TitleId>
{
    /// <summary>The first number of those that IMDb does not know.</summary>
    public const long FirstOwn = 1_000_000_000_000;

    public bool OfImdb => Number < FirstOwn;

    public int CompareTo(TitleId other) => Number.CompareTo(other.Number);

    public static bool operator <(TitleId left, TitleId right) => left.Number < right.Number;

    public static bool operator >(TitleId left, TitleId right) => left.Number > right.Number;

    public static bool operator <=(TitleId left, TitleId right) => left.Number <= right.Number;

    public static bool operator >=(TitleId left, TitleId right) => left.Number >= right.Number;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"tt{Number:D7}");

    /// <summary>Accepts <c>tt0111161</c> in any case and with any count of digits, an IMDb link, or six and more bare digits.</summary>
    public static TitleId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not a title id such as tt0111161.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TitleId result)
    {
        var match = Spelling().Match(s ?? "");
        var read = match.Success && long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new TitleId(number)
            : default;
        result = read;
        return read != default;
    }

    // "tt0111161", "TT111161", "https://m.imdb.com/de/title/tt0111161/?ref_=x", "1234567".
    [GeneratedRegex(@"^\s*(?:(?:https?://)?(?:[a-z]+\.)?imdb\.com/(?:[a-z-]+/)?title/tt(?<number>\d{1,18})(?:[/?#].*)?|tt(?<number>\d{1,18})|(?<number>\d{6,18}))\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Spelling();
}
