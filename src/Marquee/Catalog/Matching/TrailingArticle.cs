using System.Text.RegularExpressions;

namespace Marquee.Catalog.Matching;

/// <summary>Puts an article that was moved behind the name, as in <c>Matrix, The</c>, back in front.</summary>
static partial class TrailingArticle
{
    /// <summary>Articles that lists move, folded.</summary>
    public static readonly string[] Words =
        ["the", "a", "an", "le", "la", "les", "l", "un", "une", "des", "der", "die", "das", "den", "dem", "ein", "eine", "el", "los", "las", "il", "lo", "gli", "i", "uno", "una",
         "o", "os", "as", "um", "uma", "de", "het", "een", "det", "en", "ett", "et"];

    public static string PutBack(string name)
    {
        if (!name.Contains(',') || Behind().Match(name) is not { Success: true } match)
        {
            return name;
        }

        var article = match.Groups["article"].Value;
        return article + (article[^1] is '\'' or '’' ? "" : " ") + match.Groups["name"].Value + match.Groups["rest"].Value;
    }

    // "Matrix, The", "Cité des enfants perdus, La", "Avventura, L'", "Matrix, The: Reloaded".
    [GeneratedRegex(@"^(?<name>.+?),\s+(?<article>the|an?|l['’]|les?|la|une?|des|der|die|das|den|dem|eine?|el|los|las|il|lo|gli|i|un[oa]|os?|as|uma?|de|het|een|det|en|ett)(?<rest>(\s*:|\s+[-–—]\s).*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Behind();
}
