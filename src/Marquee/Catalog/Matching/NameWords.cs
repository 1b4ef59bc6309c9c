using System.Globalization;
using System.Text;
using Marquee.Catalog.Search;

namespace Marquee.Catalog.Matching;

/// <summary>
/// A name as its words: folded like the search index folds them, numbers in digits (<c>II</c> and <c>two</c> are 2), usual short
/// forms written out, and where its parts begin (after a colon, a spaced dash, a bracket).
/// </summary>
sealed class NameWords
{
    static readonly Dictionary<string, string> Canonical = Spellings();

    static readonly HashSet<string> ArticleWords = [.. Articles.Words, .. TrailingArticle.Words];

    [ThreadStatic]
    static TitleWords? _reader;

    NameWords(string[] folded, int[] parts)
    {
        (Folded, Parts) = (folded, parts);
        Words = Array.ConvertAll(folded, word => Canonical.GetValueOrDefault(word, word));
        Telling = [.. Words.Where(word => !ArticleWords.Contains(word))];
        if (Telling.Length == 0)
        {
            Telling = Words;
        }
    }

    /// <summary>As the index holds them.</summary>
    public string[] Folded { get; }

    public string[] Words { get; }

    /// <summary>Without articles, unless there is nothing else.</summary>
    public string[] Telling { get; }

    /// <summary>Whether it has a Latin letter.</summary>
    public bool Latin => Array.Exists(Folded, word => word.AsSpan().ContainsAnyInRange('a', 'z'));

    /// <summary>The numbers of the words that begin a part, without the first.</summary>
    public int[] Parts { get; }

    public static NameWords Of(string name)
    {
        var reader = _reader ??= new TitleWords();
        reader.Read(Encoding.UTF8.GetBytes(ComposedText.Of(name)));
        var words = new string[reader.Count];
        var parts = new List<int>();
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = reader.Text(i);
            if (i > 0 && reader.StartsPart(i))
            {
                parts.Add(i);
            }
        }

        return new NameWords(words, [.. parts]);
    }

    /// <summary>The words from one to before another as a name of their own.</summary>
    public NameWords Cut(int from, int to) => new(Folded[from..to], []);

    static Dictionary<string, string> Spellings()
    {
        (string Short, string Long)[] forms =
        [
            ("pt", "part"), ("teil", "part"), ("parte", "part"), ("partie", "part"), ("vol", "volume"), ("dr", "doctor"), ("mr", "mister"), ("mrs", "missis"), ("st", "saint"),
            ("vs", "versus"), ("und", "and"), ("y", "and"), ("et", "and"), ("e", "and"), ("n", "and"), ("theatre", "theater"), ("colour", "color"),
        ];
        var known = forms.ToDictionary(form => form.Short, form => form.Long, StringComparer.Ordinal);
        string[] roman = ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"];
        string[] english = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];
        for (var i = 0; i < roman.Length; i++)
        {
            known[roman[i]] = known[english[i]] = (i + 2).ToString(CultureInfo.InvariantCulture);
        }

        known["one"] = "1";
        return known;
    }
}
