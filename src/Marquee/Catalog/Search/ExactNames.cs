namespace Marquee.Catalog.Search;

/// <summary>
/// Names made of exactly the typed words in any order, articles aside, found in one step however common the words are:
/// of all words, of all but the year, and of those before or after a gap, which may be a series and its episode.
/// </summary>
internal sealed class ExactNames(QueryWords query, VisitedNames names)
{
    private const int MostCombinations = 256;
    private const int MostCombinationsOfPart = 6;
    private const int MostProbes = 512;

    private HashSet<uint> _articles = [];
    private int _left;

    /// <param name="parts">Also the words before and after every gap.</param>
    public void Collect(in IndexView index, HashSet<uint> articles, bool parts)
    {
        _articles = articles;
        Try(index, 0, query.Count, without: -1, MostCombinations);
        if (query.YearToken >= 0 && query.Count > 1) Try(index, 0, query.Count, query.YearToken, MostCombinations);
        for (var gap = 1; parts && gap < query.Count; gap++)
        {
            Try(index, 0, gap, without: -1, MostCombinationsOfPart);
            Try(index, gap, query.Count, without: -1, MostCombinationsOfPart);
        }
    }

    private void Try(in IndexView index, int from, int to, int without, int most)
    {
        _left = most;
        Combine(index, from, to, without, 0, 0);
    }

    /// <summary>Tries the likeliest words for every typed word in turn.</summary>
    private void Combine(in IndexView index, int token, int to, int without, ulong sum, ulong all)
    {
        if (_left <= 0) return;
        if (token == without) token++;
        if (token >= to)
        {
            _left--;
            if (all != 0) Probe(index, Mixing.Of(sum == 0 ? all : sum));
            return;
        }
        // Of many words each has few, or the combinations run out before the last word had its turn.
        var most = (query.Count - (query.YearToken >= 0 ? 1 : 0)) switch { <= 2 => 16, 3 => 5, _ => 3 };
        var tried = 0;
        foreach (var match in query.MatchesOf(token))
        {
            if (tried++ == most) break;
            var after = token + match.Tokens;
            if (after > to || without >= token && without < after) continue;
            ulong counted = 0, mixed = 0;
            Mix(match.Word, ref counted, ref mixed);
            Mix(match.Next, ref counted, ref mixed);
            Mix(match.Third, ref counted, ref mixed);
            Combine(index, after, to, without, sum + counted, all + mixed);
        }
    }

    private void Mix(uint word, ref ulong counted, ref ulong all)
    {
        if (word == WordMatch.None) return;
        var mixed = Mixing.Of(word + 1);
        all += mixed;
        if (!_articles.Contains(word)) counted += mixed;
    }

    private void Probe(in IndexView index, ulong hash)
    {
        var slots = index.NameBagSlots;
        var slot = NameBags.First(slots.Length, hash);
        for (var tried = 0; slots[slot] != 0 && tried < MostProbes; tried++, slot = NameBags.Following(slots.Length, slot))
            names.Visit(index, slots[slot] - 1);
    }
}
