using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

/// <summary>The index against plain twins that look at every name, on seeded random catalogs.</summary>
public sealed class SearchTwinTests
{
    private static readonly string[] Vocabulary =
        ["amber", "bridge", "crow", "dawn", "ember", "forest", "glass", "harbour", "iron", "jade", "kite", "lantern", "moon", "north", "ocean", "paper",
         "quiet", "river", "silver", "tower", "under", "velvet", "winter", "yellow", "the", "of", "a", "2", "ii", "1999"];

    private sealed record Row(long Id, string Name, int Votes, int Year);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_full_name_brings_all_its_titles_by_votes(int seed)
    {
        var random = new Random(seed);
        var rows = Rows(random, 800);
        using var catalog = Build(rows);
        foreach (var same in rows.GroupBy(row => row.Name, StringComparer.Ordinal))
        {
            if (!IsPlain(same.Key)) continue;
            var expected = same.OrderByDescending(row => Popularity.Of(TitleKind.Movie, row.Votes, false)).Select(row => row.Id).First();
            var actual = catalog.Index.Search(new SearchQuery { Text = same.Key, Limit = 50 }, CancellationToken.None);
            var exact = actual.Where(hit => hit.MatchedName == same.Key).Select(hit => hit.TitleId).ToArray();
            Assert.Equal(expected, exact[0]);
            Assert.Equal(same.Select(row => row.Id).Order(), exact.Order());
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_lists_lead_to_the_names_that_scoring_every_name_puts_first(int seed)
    {
        var random = new Random(seed);
        using var catalog = Build(Rows(random, 3000)).Closed();
        using var file = new IndexFile(catalog.Path);
        var index = new IndexView(file);
        var weights = new ScoreWeights();
        var words = new QueryWords();
        var scorer = new NameScorer(words, weights);
        var candidates = new NameCandidates(words, scorer, weights);
        for (var round = 0; round < 100; round++)
        {
            var typed = Name(random).Split(' ');
            words.Prepare(index, typed, -1, 0, whileTyping: false, weights);
            var plain = new List<float>();
            for (uint name = 0; name < index.Names; name++)
                plain.Add(scorer.Score(index, name, uint.MaxValue).Best * (float)(1 + weights.Fame * index.NamePopularity[(int)name] / 255));
            var best = plain.Order().Reverse().Take(10).Where(rank => rank > 0).ToArray();
            candidates.Collect(index, Found(index), kinds: 0, new Audience(adult: false), again: false, CancellationToken.None);
            var found = candidates.Best.Sorted().Take(best.Length).Select(entry => entry.Rank).ToArray();
            Assert.Equal(best.Length, found.Length);
            Assert.All(best.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.0001f));
        }
    }

    [Fact]
    public void The_order_of_adding_does_not_matter()
    {
        var rows = Rows(new Random(7), 300);
        using var forwards = Build(rows);
        using var backwards = Build([.. rows.Reverse()]);
        var random = new Random(8);
        for (var round = 0; round < 50; round++)
        {
            var query = new SearchQuery { Text = Name(random), Limit = 5 };
            Assert.Equal(forwards.Index.Search(query, CancellationToken.None).Select(hit => hit.Score),
                backwards.Index.Search(query, CancellationToken.None).Select(hit => hit.Score));
        }
    }

    private static HashSet<uint> Found(in IndexView index)
    {
        var found = new HashSet<uint>();
        foreach (var article in Articles.Words)
            if (index.FindWord(Encoding.UTF8.GetBytes(article)) is >= 0 and var word) found.Add((uint)word);
        return found;
    }

    /// <summary>Names with nothing that also reads as a year or a number.</summary>
    private static bool IsPlain(string name) => !name.Split(' ').Any(word => word is "2" or "ii" or "1999");

    private static MadeUpCatalog Build(Row[] rows)
    {
        var catalog = new MadeUpCatalog();
        foreach (var row in rows) catalog.Add(row.Id, row.Name, row.Year, row.Votes);
        return catalog;
    }

    private static Row[] Rows(Random random, int count) =>
        [.. Enumerable.Range(1, count).Select(id => new Row(id, Name(random), id * 37, random.Next(1930, 2025)))];

    private static string Name(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
}
