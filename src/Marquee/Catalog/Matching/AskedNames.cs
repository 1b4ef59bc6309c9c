using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Catalog.Matching;

/// <summary>
/// The names of a row, taken apart: the year in brackets at the end, alternative names in brackets
/// (<c>City of Lost Children, The (Cité des enfants perdus, La) (1995)</c>), articles put back in front.
/// </summary>
/// <param name="Forms">By name of the row, the ways to read it; the likeliest first.</param>
/// <param name="Year">That of the row, else the one in brackets.</param>
sealed partial record AskedNames(IReadOnlyList<IReadOnlyList<NameWords>> Forms, int? Year)
{
    const int MostBrackets = 4;

    public static AskedNames Of(IReadOnlyList<string> names, int? year)
    {
        var asked = new List<IReadOnlyList<NameWords>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var rest = CutYear(name.Trim(), ref year);
            var (bare, alternatives) = Peel(rest);
            Add(bare.Length > 0 ? [bare, rest] : [rest]);
            foreach (var alternative in alternatives)
            {
                Add([alternative]);
            }
        }

        return new AskedNames(asked, year);

        void Add(string[] ways)
        {
            var forms = ways.Select(way => NameWords.Of(TrailingArticle.PutBack(way))).Where(form => form.Words.Length > 0 && seen.Add(string.Join(' ', form.Words))).ToList();
            if (forms.Count > 0)
            {
                asked.Add(forms);
            }
        }
    }

    static string CutYear(string name, ref int? year)
    {
        var match = YearBehind().Match(name);
        if (!match.Success || match.Index == 0)
        {
            return name;
        }

        year ??= int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        return name[..match.Index].TrimEnd();
    }

    /// <summary>Takes brackets off the end; each may hold another name.</summary>
    static (string Bare, List<string> Alternatives) Peel(string name)
    {
        var alternatives = new List<string>();
        for (var i = 0; i < MostBrackets && BracketBehind().Match(name) is { Success: true } match; i++)
        {
            alternatives.Insert(0, AlsoKnownAs().Replace(match.Groups["inside"].Value, ""));
            name = name[..match.Index].TrimEnd();
        }

        return (name, alternatives);
    }

    // "(1995)", "(2006–2007)", "(2015- )" at the end.
    [GeneratedRegex(@"\s*\((?<year>(18|19|20)\d\d)(\s*[-–]\s*(\d{4})?\s*)?\)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearBehind();

    // " (Cité des enfants perdus, La)" at the end; not "Frontière(s)".
    [GeneratedRegex(@"\s\((?<inside>[^()]+)\)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BracketBehind();

    [GeneratedRegex(@"^\s*a\.?\s*k\.?\s*a\.?[:\s]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlsoKnownAs();
}
