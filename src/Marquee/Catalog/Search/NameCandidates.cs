namespace Marquee.Catalog.Search;

/// <summary>
/// Finds names worth scoring, from three sides: names made of exactly the typed words (in any order), names that hold all of
/// them, and names that hold the words that say most. The last follows MaxScore (Turtle and Flood, 1995): words that
/// together weigh too little to make a good match need no list of their own, and those are the long lists. Every list
/// begins with the most popular names, so a list may be left early.
/// </summary>
internal sealed class NameCandidates(QueryWords query, NameScorer scorer, ScoreWeights weights)
{
    private const int MostFromExactList = 4_000;
    private const int MostFromOtherList = 600;
    private const int MostInAll = 16_000;
    private const int MostWithAllWords = 1_000;
    private const int MostReadForAllWords = 100_000;
    private const int CommonShare = 16;
    private const int MostBags = 48;
    private const double LeastShareFound = 0.35;
    private const double MostNameShare = 0.95;
    private const double LeastShareOfSeries = 0.6;
    private const ushort SeriesKinds = 1 << (int)TitleKind.TvSeries | 1 << (int)TitleKind.TvMiniSeries;

    private readonly uint[] _block = new uint[PostingReader.BlockSize];
    private readonly uint[] _otherBlock = new uint[PostingReader.BlockSize];
    private readonly int[] _cursors = new int[QueryWords.MostWords];
    private readonly List<int> _touched = [];
    private ulong[] _visited = [];
    private HashSet<uint> _articles = [];
    private ushort _kinds;
    private bool _adult;
    private int _scored;

    public BestNames Best { get; } = new(200);

    /// <summary>Names of series that some of the typed words spell as good as fully; the rest may name an episode.</summary>
    public BestNames Series { get; } = new(16);

    /// <param name="kinds">Set of kinds to look for, bit by number; 0 for all.</param>
    /// <param name="again">Only matches were added since the last time.</param>
    public void Collect(in IndexView index, HashSet<uint> articles, ushort kinds, bool adult, bool again, CancellationToken ct)
    {
        _articles = articles;
        _kinds = kinds;
        _adult = adult;
        _scored = 0;
        var before = again ? Best.Names() : [];
        if (_visited.Length * 64 < index.Names) _visited = new ulong[index.Names / 64 + 1];
        Best.Clear(keepLeast: again);
        Series.Clear();
        foreach (var name in before) Visit(index, name);
        FromBags(index);
        ct.ThrowIfCancellationRequested();
        if (!again) FromAllWords(index);
        ct.ThrowIfCancellationRequested();
        FromTellingWords(index, ct);
        foreach (var word in _touched) _visited[word] = 0;
        _touched.Clear();
    }

    /// <summary>Scores a name once.</summary>
    /// <returns>False when it was scored before or holds no title that is wanted.</returns>
    private bool Visit(in IndexView index, uint name)
    {
        var word = (int)(name >> 6);
        var bit = 1UL << (int)(name & 63);
        if ((_visited[word] & bit) != 0) return false;
        if (_visited[word] == 0) _touched.Add(word);
        _visited[word] |= bit;
        var kinds = index.KindsOf(name);
        if (_kinds != 0 && (kinds & _kinds) == 0 || !_adult && (kinds & NameTitleSections.ForEveryone) == 0) return false;
        _scored++;
        var score = scorer.Score(index, name);
        var fame = index.NamePopularity[(int)name] / 255f;
        if (score.Best > 0) Best.Add(name, score, score.Best * (float)(1 + weights.Fame * fame));
        if ((kinds & SeriesKinds) != 0 && query.Count > 1 && scorer.NameShareFound >= LeastShareOfSeries) Series.Add(name, score, fame + (float)scorer.NameShareFound);
        return true;
    }

    /// <summary>Names of all typed words, with and without the year, and of those before or after any gap.</summary>
    private void FromBags(in IndexView index)
    {
        Bags(index, 0, query.Count, query.YearToken);
        for (var gap = 1; gap < query.Count; gap++)
        {
            Bags(index, 0, gap, -1);
            Bags(index, gap, query.Count, -1);
        }
    }

    private void Bags(in IndexView index, int from, int to, int year)
    {
        var combinations = 0;
        Bag(index, from, to, 0, 0, ref combinations, -1);
        combinations = 0;
        if (year >= 0 && query.Count > 1) Bag(index, from, to, 0, 0, ref combinations, year);
    }

    /// <summary>Tries the likeliest words for every typed word in turn.</summary>
    private void Bag(in IndexView index, int token, int to, ulong sum, ulong all, ref int combinations, int without)
    {
        if (combinations >= MostBags) return;
        if (token == without) token++;
        if (token >= to)
        {
            combinations++;
            if (all != 0) Probe(index, Mixing.Of(sum == 0 ? all : sum));
            return;
        }
        var tried = 0;
        foreach (var match in query.MatchesOf(token))
        {
            if (tried++ == 3) break;
            if (token + match.Tokens > to || without >= token && without < token + match.Tokens) continue;
            ulong mixed = Mixing.Of(match.Word + 1), counted = _articles.Contains(match.Word) ? 0 : mixed;
            if (match.Next != WordMatch.None)
            {
                mixed += Mixing.Of(match.Next + 1);
                counted += _articles.Contains(match.Next) ? 0 : Mixing.Of(match.Next + 1);
            }
            if (match.Third != WordMatch.None)
            {
                mixed += Mixing.Of(match.Third + 1);
                counted += _articles.Contains(match.Third) ? 0 : Mixing.Of(match.Third + 1);
            }
            Bag(index, token + match.Tokens, to, sum + counted, all + mixed, ref combinations, without);
        }
    }

    private void Probe(in IndexView index, ulong hash)
    {
        var slots = index.NameBagSlots;
        for (var slot = NameBags.First(slots.Length, hash); slots[slot] != 0; slot = NameBags.Following(slots.Length, slot))
            Visit(index, slots[slot] - 1);
    }

    /// <summary>Names that hold every typed word as it stands, most popular first.</summary>
    private void FromAllWords(in IndexView index)
    {
        Span<int> words = stackalloc int[query.Count];
        var count = RarestFirst(index, words);
        if (count < 2 || index.WordNames[words[0]] <= MostFromExactList) return;
        var list = index.PostingsOf(words[0]);
        var bound = MostOf(1);
        int found = 0, read = 0;
        for (var block = 0; block < list.Blocks && found < MostWithAllWords && read < MostReadForAllWords; block++)
        {
            var length = list.Read(block, _block);
            read += length;
            if (OutOfReach(index, _block[0], bound)) return;
            for (var i = 1; i < count && length > 0; i++) length = Keep(index.PostingsOf(words[i]), _block.AsSpan(0, length), ref _cursors[i]);
            for (var i = 0; i < length; i++)
                if (Visit(index, _block[i])) found++;
        }
    }

    /// <returns>How many words there are; 0 when one of them is in no name. Of the commonest only the first two are kept.</returns>
    private int RarestFirst(in IndexView index, Span<int> words)
    {
        Span<uint> costs = stackalloc uint[query.Count];
        var count = 0;
        for (var token = 0; token < query.Count; token++)
        {
            if (token == query.YearToken) continue;
            var word = query.Exact[token];
            if (word < 0) return 0;
            if (words[..count].Contains(word)) continue;
            costs[count] = index.WordNames[word];
            words[count++] = word;
        }
        costs[..count].Sort(words[..count]);
        while (count > 2 && costs[count - 1] > index.Names / CommonShare) count--;
        for (var i = 0; i < count; i++) _cursors[i] = 0;
        return count;
    }

    /// <summary>Keeps the names that the other list has too.</summary>
    /// <param name="cursor">The block where the last call ended.</param>
    private int Keep(PostingReader other, Span<uint> names, ref int cursor)
    {
        int kept = 0, block = -1, length = 0, at = 0;
        foreach (var name in names)
        {
            var wanted = other.BlockOf(name, cursor);
            if (wanted != block)
            {
                block = cursor = wanted;
                length = other.Read(block, _otherBlock);
                at = 0;
            }
            while (at < length && _otherBlock[at] < name) at++;
            if (at < length && _otherBlock[at] == name) names[kept++] = name;
        }
        return kept;
    }

    /// <summary>
    /// Word by word, the rarest first: a name that turns up later lacks the words before, which bounds its score. A list is
    /// left where even a good match could no longer be among the best, for lists fall in popularity.
    /// </summary>
    private void FromTellingWords(in IndexView index, CancellationToken ct)
    {
        Span<int> order = stackalloc int[query.Count];
        var total = OrderByCost(index, order);
        double lacking = 0;
        foreach (var token in order)
        {
            var weight = token == query.YearToken ? 0 : query.Weights[token];
            foreach (var match in query.MatchesOf(token))
            {
                if (_scored > MostInAll) return;
                ct.ThrowIfCancellationRequested();
                var share = 1 - (lacking + weight * (1 - match.Likeness)) / total;
                if (match.Tokens > 1) share = 1;
                var bound = MostOf(share);
                if (match.Next == WordMatch.None) FromList(index, (int)match.Word, match.Likeness >= 0.97f ? MostFromExactList : MostFromOtherList, bound);
                else FromPair(index, (int)match.Word, (int)(match.Third == WordMatch.None ? match.Next : match.Third), bound);
            }
            foreach (var beginning in query.Matches.Beginnings)
                if (beginning.Token == token) FromBeginning(index, beginning, MostOf(1 - (lacking + weight * (1 - beginning.Likeness)) / total));
            lacking += weight;
            if (lacking > total * (1 - LeastShareFound)) return;
        }
    }

    /// <summary>The best score of a name that is no full match, those being found already, before fame.</summary>
    private float MostOf(double queryShare) =>
        (float)(Math.Pow(Math.Max(0, queryShare), weights.QueryShareExponent) * (weights.NameShareFloor + (1 - weights.NameShareFloor) * MostNameShare));

    /// <returns>The weight of all words.</returns>
    private double OrderByCost(in IndexView index, Span<int> order)
    {
        Span<long> costs = stackalloc long[query.Count];
        double total = 0;
        for (var token = 0; token < order.Length; token++)
        {
            order[token] = token;
            total += token == query.YearToken ? 0 : query.Weights[token];
            costs[token] = query.Exact[token] < 0 ? 0 : index.WordNames[query.Exact[token]];
            if (token == query.YearToken) costs[token] = long.MaxValue;
        }
        costs.Sort(order);
        return total == 0 ? 1 : total;
    }

    private void FromList(in IndexView index, int word, int most, float bound)
    {
        var list = index.PostingsOf(word);
        var taken = 0;
        for (var block = 0; block < list.Blocks && taken < most; block++)
        {
            var length = list.Read(block, _block);
            if (OutOfReach(index, _block[0], bound)) return;
            for (var i = 0; i < length; i++)
                if (Visit(index, _block[i])) taken++;
        }
    }

    private bool OutOfReach(in IndexView index, uint name, float bound) =>
        bound * (float)(1 + weights.Fame * index.NamePopularity[(int)name] / 255) < Best.Least;

    private void FromPair(in IndexView index, int first, int second, float bound)
    {
        if (index.WordNames[first] > index.WordNames[second]) (first, second) = (second, first);
        var list = index.PostingsOf(first);
        var other = index.PostingsOf(second);
        var cursor = 0;
        for (int block = 0, read = 0; block < list.Blocks && read < MostFromExactList; block++)
        {
            var length = list.Read(block, _block);
            read += length;
            if (OutOfReach(index, _block[0], bound)) return;
            length = Keep(other, _block.AsSpan(0, length), ref cursor);
            for (var i = 0; i < length; i++) Visit(index, _block[i]);
        }
    }

    /// <summary>Of all words with this beginning, those that stand in the most popular names.</summary>
    private void FromBeginning(in IndexView index, in BeginningMatch beginning, float bound)
    {
        var best = new PriorityQueue<int, long>();
        for (var word = (int)beginning.From; word < beginning.To; word++)
        {
            var rank = -(long)index.WordBest[word];
            if (best.Count < 128) best.Enqueue(word, rank);
            else if (best.TryPeek(out _, out var least) && rank > least) best.EnqueueDequeue(word, rank);
        }
        var words = new List<int>();
        while (best.TryDequeue(out var word, out _)) words.Add(word);
        words.Reverse();
        foreach (var word in words) FromList(index, word, 400, bound);
    }
}
