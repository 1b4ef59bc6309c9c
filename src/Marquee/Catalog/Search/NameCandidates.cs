namespace Marquee.Catalog.Search;

/// <summary>
/// Finds names worth scoring, from three sides: names made of exactly the typed words (in any order), names that hold all of
/// them, and names that hold the words that say most. The last follows MaxScore (Turtle and Flood, 1995): words that
/// together weigh too little to make a good match need no list of their own, and those are the long lists. Every list
/// begins with the most popular names, so a list may be left early.
/// </summary>
internal sealed class NameCandidates(QueryWords query, NameScorer scorer, ScoreWeights weights)
{
    private const int MostFromExactList = 20_000;
    private const int MostFromOtherList = 3_000;
    private const int MostInAll = 60_000;
    private const int MostWithAllWords = 2_000;
    private const int MostBags = 48;
    private const double LeastShareFound = 0.4;

    private readonly uint[] _block = new uint[PostingReader.BlockSize];
    private readonly uint[] _otherBlock = new uint[PostingReader.BlockSize];
    private readonly List<int> _touched = [];
    private ulong[] _visited = [];
    private HashSet<uint> _articles = [];
    private ushort _kinds;
    private bool _adult;
    private int _scored;

    public BestNames Best { get; } = new(400);

    /// <param name="kinds">Set of kinds to look for, bit by number; 0 for all.</param>
    public void Collect(in IndexView index, HashSet<uint> articles, ushort kinds, bool adult, CancellationToken ct)
    {
        _articles = articles;
        _kinds = kinds;
        _adult = adult;
        _scored = 0;
        if (_visited.Length * 64 < index.Names) _visited = new ulong[index.Names / 64 + 1];
        Best.Clear();
        FromBags(index);
        ct.ThrowIfCancellationRequested();
        FromAllWords(index);
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
        var kinds = index.NameKinds[(int)name];
        if (_kinds != 0 && (kinds & _kinds) == 0 || !_adult && (kinds & NameTitleSections.ForEveryone) == 0) return false;
        _scored++;
        var score = scorer.Score(index, name);
        if (score.Best > 0) Best.Add(name, score, score.Best * (float)(1 + weights.Fame * index.NamePopularity[(int)name] / 255));
        return true;
    }

    private void FromBags(in IndexView index)
    {
        Span<int> tokens = stackalloc int[QueryWords.MostWords];
        var combinations = 0;
        Bag(index, 0, 0, 0, ref combinations);
        if (query.YearToken >= 0 && query.Count > 1)
        {
            combinations = 0;
            Bag(index, 0, 0, 0, ref combinations, without: query.YearToken);
        }
    }

    /// <summary>Tries the likeliest words for every typed word in turn.</summary>
    private void Bag(in IndexView index, int token, ulong sum, ulong all, ref int combinations, int without = -1)
    {
        if (combinations >= MostBags) return;
        if (token == without) token++;
        if (token >= query.Count)
        {
            combinations++;
            if (all != 0) Probe(index, Mixing.Of(sum == 0 ? all : sum));
            return;
        }
        var tried = 0;
        foreach (var match in query.BestFor(token))
        {
            if (tried++ == 3 || token + match.Tokens > query.Count || without >= token && without < token + match.Tokens) continue;
            ulong mixed = Mixing.Of(match.Word + 1), counted = _articles.Contains(match.Word) ? 0 : mixed;
            if (match.Next != WordMatch.None)
            {
                mixed += Mixing.Of(match.Next + 1);
                counted += _articles.Contains(match.Next) ? 0 : Mixing.Of(match.Next + 1);
            }
            Bag(index, token + match.Tokens, sum + counted, all + mixed, ref combinations, without);
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
        Span<int> words = stackalloc int[QueryWords.MostWords];
        var count = 0;
        for (var token = 0; token < query.Count; token++)
        {
            if (token == query.YearToken) continue;
            var word = query.Exact[token];
            if (word < 0) return;
            if (!words[..count].Contains(word)) words[count++] = word;
        }
        if (count < 2) return;
        var rarest = 0;
        for (var i = 1; i < count; i++)
            if (index.WordNames[words[i]] < index.WordNames[words[rarest]]) rarest = i;
        (words[0], words[rarest]) = (words[rarest], words[0]);
        if (index.WordNames[words[0]] <= MostFromExactList / 2) return;
        var list = index.PostingsOf(words[0]);
        var found = 0;
        for (var block = 0; block < list.Blocks && found < MostWithAllWords; block++)
        {
            var length = list.Read(block, _block);
            for (var i = 1; i < count && length > 0; i++) length = Keep(index.PostingsOf(words[i]), _block.AsSpan(0, length));
            for (var i = 0; i < length; i++)
                if (Visit(index, _block[i])) found++;
        }
    }

    /// <summary>Keeps the names that the other list has too.</summary>
    private int Keep(PostingReader other, Span<uint> names)
    {
        int kept = 0, block = -1, length = 0, at = 0;
        foreach (var name in names)
        {
            var wanted = other.BlockOf(name, Math.Max(block, 0));
            if (wanted != block)
            {
                block = wanted;
                length = other.Read(block, _otherBlock);
                at = 0;
            }
            while (at < length && _otherBlock[at] < name) at++;
            if (at < length && _otherBlock[at] == name) names[kept++] = name;
        }
        return kept;
    }

    private void FromTellingWords(in IndexView index, CancellationToken ct)
    {
        Span<bool> telling = stackalloc bool[QueryWords.MostWords];
        ChooseTelling(index, telling);
        foreach (var match in query.Ranked())
        {
            if (!telling[match.Token] && match.Tokens == 1) continue;
            if (_scored > MostInAll) return;
            ct.ThrowIfCancellationRequested();
            if (match.Next == WordMatch.None) FromList(index, (int)match.Word, match.Likeness >= 0.97f ? MostFromExactList : MostFromOtherList);
            else FromPair(index, (int)match.Word, (int)match.Next);
        }
        foreach (var beginning in query.Matches.Beginnings)
            if (telling[beginning.Token]) FromBeginning(index, beginning);
    }

    /// <summary>Leaves out the words with the longest lists as long as the rest can still make a good match.</summary>
    private void ChooseTelling(in IndexView index, Span<bool> telling)
    {
        Span<int> order = stackalloc int[query.Count];
        double total = 0;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            telling[i] = true;
            total += i == query.YearToken ? 0 : query.Weights[i];
        }
        var weightOf = query.Weights;
        order.Sort((a, b) => weightOf[a].CompareTo(weightOf[b]));
        double left = 0;
        foreach (var token in order)
        {
            var weight = token == query.YearToken ? 0 : query.Weights[token];
            if (left + weight > total * LeastShareFound && token != query.YearToken) continue;
            left += weight;
            telling[token] = query.Count == 1;
        }
    }

    private void FromList(in IndexView index, int word, int most)
    {
        var list = index.PostingsOf(word);
        var taken = 0;
        for (var block = 0; block < list.Blocks && taken < most; block++)
        {
            var length = list.Read(block, _block);
            for (var i = 0; i < length; i++)
                if (Visit(index, _block[i])) taken++;
        }
    }

    private void FromPair(in IndexView index, int first, int second)
    {
        if (index.WordNames[first] > index.WordNames[second]) (first, second) = (second, first);
        var list = index.PostingsOf(first);
        var other = index.PostingsOf(second);
        for (int block = 0, read = 0; block < list.Blocks && read < MostFromExactList; block++)
        {
            var length = list.Read(block, _block);
            read += length;
            length = Keep(other, _block.AsSpan(0, length));
            for (var i = 0; i < length; i++) Visit(index, _block[i]);
        }
    }

    /// <summary>Of all words with this beginning, those that stand in the most popular names.</summary>
    private void FromBeginning(in IndexView index, in BeginningMatch beginning)
    {
        var best = new PriorityQueue<int, long>();
        for (var word = (int)beginning.From; word < beginning.To; word++)
        {
            var rank = -(long)index.WordBest[word];
            if (best.Count < 128) best.Enqueue(word, rank);
            else if (best.TryPeek(out _, out var least) && rank > least) best.EnqueueDequeue(word, rank);
        }
        while (best.TryDequeue(out var word, out _)) FromList(index, word, 400);
    }
}
