using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

/// <summary>What happens to titles on their way through spreadsheets and other programs. Each is the same in every run; null where there is nothing to damage.</summary>
static partial class Damage
{
    public static readonly (string Name, Func<AskedTruth, TitleQuestion?> Of)[] All =
    [
        ("accents stripped", truth => Named(truth, WithoutAccents)),
        ("articles moved", truth => Named(truth, ArticleBehind)),
        ("subtitles dropped", truth => Named(truth, WithoutSubtitle)),
        ("year off by one", YearOffByOne),
        ("year lost", truth => Whole(truth.Question) with { Year = null }),
        ("punctuation lost", truth => Named(truth, WithoutPunctuation)),
    ];

    static TitleQuestion? Named(AskedTruth truth, Func<string, string> damage)
    {
        var whole = Whole(truth.Question);
        string[] names = [.. whole.Names.Select(damage)];
        return names.SequenceEqual(whole.Names) ? null : whole with { Names = names };
    }

    /// <summary>With the year beside the name and not in it.</summary>
    static TitleQuestion Whole(TitleQuestion question) => question.Year is null && YearBehind().Match(question.Names[0]) is { Success: true } year
        ? question with { Names = [question.Names[0][..year.Index]], Year = int.Parse(year.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) }
        : question;

    static TitleQuestion? YearOffByOne(AskedTruth truth) =>
        Whole(truth.Question) is { Year: { } year } whole ? whole with { Year = year + (truth.Hash % 3 == 0 ? 1 : -1) } : null;

    static string WithoutAccents(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    static string ArticleBehind(string name) =>
        Article().Match(name) is { Success: true } article ? $"{name[article.Length..]}, {article.Groups["article"].Value.TrimEnd()}" : name;

    static string WithoutSubtitle(string name) => Subtitle().Match(name) is { Success: true } subtitle ? name[..subtitle.Index] : name;

    static string WithoutPunctuation(string name) => string.Join(' ', Punctuation().Replace(name, " ").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } left && !Bracket().IsMatch(name) ? left : name;

    [GeneratedRegex(@" \((?<year>\d{4})\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearBehind();

    [GeneratedRegex(@"^((?<article>the|an?|le|la|les|der|die|das|el|los|il|une?) |(?<article>l'))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Article();

    // ": The Return", " - Der Film"; not at the beginning.
    [GeneratedRegex(@"(?<=\w.*)(:\s| - ).*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subtitle();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}&']+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"[()]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracket();
}
