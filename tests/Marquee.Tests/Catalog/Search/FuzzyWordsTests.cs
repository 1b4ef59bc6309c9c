using System.Text;
using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

/// <summary>The walk over the dictionary against a plain edit distance on every word.</summary>
public sealed class FuzzyWordsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_walk_finds_what_a_plain_comparison_finds(int seed)
    {
        var random = new Random(seed);
        var words = Enumerable.Range(0, 1500).Select(_ => Word(random)).Distinct().ToArray();
        using var catalog = new MadeUpCatalog();
        for (var i = 0; i < words.Length; i++) catalog.Add(i + 1, words[i]);
        catalog.Closed();
        using var file = new IndexFile(catalog.Path);
        var index = new IndexView(file);
        var fuzzy = new FuzzyWords();
        var found = new List<FuzzyWords.Found>();
        for (var i = 0; i < 200; i++)
        {
            var typed = Word(random);
            var most = random.Next(1, 3);
            fuzzy.Find(index, typed, most, beginnings: false, found);
            var actual = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var entry in found) actual.Add(Encoding.UTF8.GetString(index.Word(entry.From)), entry.Edits);
            var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var word in words)
            {
                // One edit at most when the first letter differs, none across scripts.
                var allowed = word[0] == typed[0] ? most : char.IsAscii(word[0]) == char.IsAscii(typed[0]) ? 1 : -1;
                if (Edits(typed, word) is var edits && edits <= allowed) expected.Add(word, edits);
            }
            Assert.Equal(expected, actual);
        }
    }

    private static string Word(Random random)
    {
        const string letters = "aabcdeяд";
        return string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => letters[random.Next(letters.Length)]));
    }

    /// <summary>Optimal string alignment, the whole matrix.</summary>
    private static int Edits(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
