using System.Globalization;

namespace Marquee.Catalog.Search;

/// <summary>Other spellings that mean the same word in a title: sequel numbers and usual short forms.</summary>
internal static class WordVariants
{
    private static readonly string[] Roman =
        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"];

    private static readonly string[] English =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

    private static readonly string[][] Same =
    [
        ["and", "n", "und", "et", "y", "e"], ["vs", "versus", "v"], ["part", "pt", "teil", "parte", "partie"], ["vol", "volume"], ["chapter", "ch"], ["episode", "ep"],
        ["doctor", "dr"], ["mister", "mr"], ["saint", "st", "street"], ["mount", "mt"], ["you", "u"], ["are", "r"], ["to", "2", "too"], ["for", "4"],
        ["okay", "ok"], ["thirty", "30"], ["forty", "40"], ["fifty", "50"], ["sixty", "60"], ["hundred", "100"], ["thousand", "1000"],
        ["first", "1st"], ["second", "2nd"], ["third", "3rd"], ["fourth", "4th"], ["fifth", "5th"], ["thirteenth", "13th"],
        ["forever", "4ever"], ["night", "nite"], ["through", "thru"], ["love", "luv"], ["sergeant", "sgt"], ["captain", "capt"], ["lieutenant", "lt"],
        ["junior", "jr"], ["senior", "sr"], ["colour", "color"], ["grey", "gray"], ["theatre", "theater"], ["tv", "television"], ["us", "usa"],
    ];

    private static readonly Dictionary<string, List<(string Word, float Likeness)>> Known = Collect();

    public static IReadOnlyList<(string Word, float Likeness)> Of(string word) => Known.TryGetValue(word, out var found) ? found : [];

    private static Dictionary<string, List<(string, float)>> Collect()
    {
        var known = new Dictionary<string, List<(string, float)>>(StringComparer.Ordinal);
        for (var number = 0; number < English.Length; number++)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            Both(known, digits, English[number], 0.95f);
            if (number == 0) continue;
            Both(known, digits, Roman[number], 0.98f);
            Both(known, English[number], Roman[number], 0.93f);
        }
        foreach (var group in Same)
            for (var i = 0; i < group.Length; i++)
                for (var j = i + 1; j < group.Length; j++) Both(known, group[i], group[j], 0.94f);
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
