namespace Marquee.Catalog.Search;

/// <summary>
/// Names that hold all typed words, and names that hold those that say most, from the posting lists. The latter follows
/// MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995): the rarest word first, so that what a
/// later list adds lacks the words before it and its score has a bound. Lists fall in popularity, so a list is left for
/// good where its bound times fame no longer reaches the worst name kept.
/// </summary>
internal sealed class NamesOfWords(QueryWords query, VisitedNames names, ScoreWeights weights)
{
    private const int MostFromExactList = 2_000;
    private const int MostFromOtherList = 300;
    private const int MostFromBeginning = 2_000;
    private const int MostFromWordOfBeginning = 128;
    private const int MostWordsOfBeginning = 96;
    private const int MostInAll = 7_000;
    private const int MostWithAllWords = 500;
    private const int MostReadForAllWords = 100_000;
    private const double LeastShareFound = 0.35;
    private const double MostNameShare = 0.95;
    private const float AsGoodAsExact = 0.97f;

    /// <summary>A word that one name in so many holds is not looked up in its list while there are rarer ones.</summary>
    private const int CommonShare = 16;

    private readonly uint[] _block = new uint[PostingReader.BlockSize];
    private readonly uint[] _otherBlock = new uint[PostingReader.BlockSize];
    private readonly int[] _cursors = new int[QueryWords.MostWords];

    /// <summary>Names that hold every typed word as it stands, most popular first.</summary>
    public void CollectAllWords(in IndexView index)
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
            if (names.OutOfReach(index, _block[0], bound)) return;
            for (var i = 1; i < count && length > 0; i++) length = Keep(index.PostingsOf(words[i]), _block.AsSpan(0, length), ref _cursors[i]);
            found += names.Visit(index, _block.AsSpan(0, length));
        }
    }

    /// <summary>Word by word, the rarest first.</summary>
    public void CollectTellingWords(in IndexView index, CancellationToken ct)
    {
        Span<int> order = stackalloc int[query.Count];
        var total = OrderByCost(index, order);
        double lacking = 0;
        foreach (var token in order)
        {
            var weight = WeightOf(token);
            foreach (var match in query.MatchesOf(token))
            {
                if (names.Scored > MostInAll) return;
                ct.ThrowIfCancellationRequested();
                var bound = MostOf(match.Tokens > 1 ? 1 : 1 - (lacking + weight * (1 - match.Likeness)) / total);
                if (match.Next == WordMatch.None) FromList(index, (int)match.Word, match.Likeness >= AsGoodAsExact ? MostFromExactList : MostFromOtherList, bound);
                else FromPair(index, (int)match.Word, (int)(match.Third == WordMatch.None ? match.Next : match.Third), bound);
            }
            foreach (var beginning in query.Matches.Beginnings)
                if (beginning.Token == token) FromBeginning(index, beginning, MostOf(1 - (lacking + weight * (1 - beginning.Likeness)) / total));
            lacking += weight;
            if (lacking > total * (1 - LeastShareFound)) return;
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
        Array.Clear(_cursors);
        return count;
    }

    /// <summary>Keeps the names that the other list has too.</summary>
    /// <param name="cursor">The block where the last call ended.</param>
    private int Keep(PostingReader other, Span<uint> found, ref int cursor)
    {
        int kept = 0, block = -1, length = 0, at = 0;
        foreach (var name in found)
        {
            var wanted = other.BlockOf(name, cursor);
            if (wanted != block)
            {
                block = cursor = wanted;
                length = other.Read(block, _otherBlock);
                at = 0;
            }
            while (at < length && _otherBlock[at] < name) at++;
            if (at < length && _otherBlock[at] == name) found[kept++] = name;
        }
        return kept;
    }

    /// <summary>The best score of a name that is no full match, those being found already, before fame.</summary>
    private float MostOf(double queryShare) =>
        (float)(Math.Pow(Math.Max(0, queryShare), weights.QueryShareExponent) * (weights.NameShareFloor + (1 - weights.NameShareFloor) * MostNameShare));

    private float WeightOf(int token) => token == query.YearToken ? 0 : query.Weights[token];

    /// <returns>The weight of all words.</returns>
    private double OrderByCost(in IndexView index, Span<int> order)
    {
        Span<long> costs = stackalloc long[query.Count];
        double total = 0;
        for (var token = 0; token < order.Length; token++)
        {
            order[token] = token;
            total += WeightOf(token);
            costs[token] = token == query.YearToken ? long.MaxValue : query.Exact[token] < 0 ? 0 : index.WordNames[query.Exact[token]];
        }
        costs.Sort(order);
        return total == 0 ? 1 : total;
    }

    private int FromList(in IndexView index, int word, int most, float bound)
    {
        var list = index.PostingsOf(word);
        var taken = 0;
        for (var block = 0; block < list.Blocks && taken < most; block++)
        {
            var length = list.Read(block, _block);
            if (names.OutOfReach(index, _block[0], bound)) break;
            taken += names.Visit(index, _block.AsSpan(0, length));
        }
        return taken;
    }

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
            if (names.OutOfReach(index, _block[0], bound)) return;
            length = Keep(other, _block.AsSpan(0, length), ref cursor);
            names.Visit(index, _block.AsSpan(0, length));
        }
    }

    /// <summary>Of all words with this beginning, those that stand in the most popular names, best first.</summary>
    private void FromBeginning(in IndexView index, in BeginningMatch beginning, float bound)
    {
        var best = new PriorityQueue<int, long>();
        for (var word = (int)beginning.From; word < beginning.To; word++)
        {
            var rank = -(long)index.WordBest[word];
            if (best.Count < MostWordsOfBeginning) best.Enqueue(word, rank);
            else if (best.TryPeek(out _, out var least) && rank > least) best.EnqueueDequeue(word, rank);
        }
        var words = new int[best.Count];
        for (var i = words.Length - 1; i >= 0; i--) words[i] = best.Dequeue();
        var taken = 0;
        foreach (var word in words)
        {
            if (taken > MostFromBeginning || names.OutOfReach(index, index.WordBest[word], bound)) return;
            taken += FromList(index, word, MostFromWordOfBeginning, bound);
        }
    }
}
