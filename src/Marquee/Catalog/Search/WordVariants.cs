using System.Globalization;

namespace Marquee.Catalog.Search;

/// <summary>Other spellings that mean the same in a title: numbers in digits, Roman or words, and usual short forms.</summary>
internal static class WordVariants
{
    private const float AsRoman = 0.98f;
    private const float AsWord = 0.95f;
    private const float AsShortForm = 0.94f;
    internal const float AsSameEnding = 0.9f;

    private static readonly string[] Roman =
        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"];

    private static readonly string[] English =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

    private static readonly string[] Tens = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Ordinals =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"];

    /// <summary>The first stands for all others and each of them for the first.</summary>
    private static readonly string[][] ShortForms =
    [
        ["and", "n", "und"], ["versus", "vs", "v"], ["part", "pt", "teil", "parte", "partie"], ["volume", "vol"], ["chapter", "ch"],
        ["episode", "ep"], ["doctor", "dr"], ["mister", "mr"], ["saint", "st"], ["street", "st"], ["mount", "mt"], ["drive", "dr"], ["you", "u"], ["are", "r"],
        ["your", "ur"], ["to", "2", "too"], ["two", "to", "too"], ["2", "too"], ["for", "4"], ["okay", "ok"], ["o", "oh"], ["hundred", "100"], ["thousand", "1000"], ["million", "1000000"],
        ["forever", "4ever"], ["night", "nite"], ["through", "thru"], ["love", "luv"], ["sergeant", "sgt"], ["captain", "capt"],
        ["lieutenant", "lt"], ["junior", "jr"], ["senior", "sr"], ["theatre", "theater"], ["boulevard", "blvd"],
        ["television", "tv"], ["usa", "us"], ["brothers", "bros"], ["company", "co"], ["incorporated", "inc"], ["christmas", "xmas"],
    ];

    private static readonly Dictionary<string, List<(string Word, float Likeness)>> Known = Collect();

    public static IReadOnlyList<(string Word, float Likeness)> Of(string word) => Known.TryGetValue(word, out var found) ? found : [];

    /// <summary>The same sound at the end: poochy and poochie. Null for any other word.</summary>
    public static string? SameEnding(string word) =>
        word.Length < 4 ? null : word.EndsWith("ie", StringComparison.Ordinal) ? word[..^2] + "y" : word[^1] == 'y' ? word[..^1] + "ie" : null;

    /// <summary>Two or three words that mean one typed number: 99 is "ninety nine" and "nine nine", 1984 "nineteen eighty four".</summary>
    public static IEnumerable<string[]> Spelled(string word)
    {
        if (word == "half") yield return ["1", "2"];
        if (word.Length is not (2 or 4) || !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) yield break;
        if (word.Length == 2)
        {
            yield return [English[number / 10], English[number % 10]];
            if (number > 20 && number % 10 > 0) yield return [Tens[number / 10], English[number % 10]];
            yield break;
        }
        var century = number / 100;
        var rest = number % 100;
        if (century is >= 10 and <= 20 && rest > 0)
            yield return rest <= 20 ? [English[century], English[rest]] : rest % 10 == 0 ? [English[century], Tens[rest / 10]] : [English[century], Tens[rest / 10], English[rest % 10]];
    }

    /// <summary>One number for two typed words, "twenty one" to 21; null when they are none.</summary>
    public static string? Number(string first, string second)
    {
        var tens = Array.IndexOf(Tens, first);
        var unit = Array.IndexOf(English, second);
        return tens >= 2 && unit is >= 1 and <= 9 ? (tens * 10 + unit).ToString(CultureInfo.InvariantCulture) : null;
    }

    private static Dictionary<string, List<(string, float)>> Collect()
    {
        var known = new Dictionary<string, List<(string, float)>>(StringComparer.Ordinal);
        for (var number = 0; number < English.Length; number++)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            Both(known, digits, English[number], AsWord);
            if (number == 0) continue;
            Both(known, digits, Roman[number], AsRoman);
            Both(known, English[number], Roman[number], AsWord);
        }
        for (var tens = 3; tens < Tens.Length; tens++) Both(known, (tens * 10).ToString(CultureInfo.InvariantCulture), Tens[tens], AsWord);
        for (var number = 1; number < Ordinals.Length; number++)
            Both(known, number.ToString(CultureInfo.InvariantCulture) + (number switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" }), Ordinals[number], AsWord);
        foreach (var group in ShortForms)
            foreach (var shortForm in group.Skip(1)) Both(known, group[0], shortForm, AsShortForm);
        return known;
    }

    private static void Both(Dictionary<string, List<(string, float)>> known, string a, string b, float likeness)
    {
        One(known, a, b, likeness);
        One(known, b, a, likeness);
    }

    private static void One(Dictionary<string, List<(string, float)>> known, string from, string to, float likeness)
    {
        if (!known.TryGetValue(from, out var list)) known[from] = list = [];
        if (!list.Exists(entry => entry.Item1 == to)) list.Add((to, likeness));
    }
}
