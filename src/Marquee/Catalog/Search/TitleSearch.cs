namespace Marquee.Catalog.Search;

/// <summary>The working memory of one search; reused, never shared by two searches at a time.</summary>
internal sealed class TitleSearch
{
    private const double GoodEnough = 0.93;
    private const double FamousEnough = 0.6;

    private readonly QueryWords _query = new();
    private readonly NameCandidates _candidates;
    private readonly TitleRanking _ranking;
    private readonly ScoreWeights _weights;
    private HashSet<uint>? _articles;

    public TitleSearch(ScoreWeights weights)
    {
        _weights = weights;
        _candidates = new NameCandidates(_query, new NameScorer(_query, weights), weights);
        _ranking = new TitleRanking(weights);
    }

    /// <param name="whileTyping">The last word is probably not finished.</param>
    public List<RankedTitle> Find(in IndexView index, QueryText text, ushort kinds, bool adult, bool whileTyping, int limit, CancellationToken ct)
    {
        _articles ??= FindArticles(index);
        _ranking.Clear();
        if (text.Words.Length > 0) FindByName(index, text, kinds, adult, whileTyping, ct);
        return _ranking.Sorted(limit);
    }

    private void FindByName(in IndexView index, QueryText text, ushort kinds, bool adult, bool whileTyping, CancellationToken ct)
    {
        _query.Prepare(index, text.Words, text.YearToken, text.YearValue, whileTyping ? _weights.BeginningWhileTyping : _weights.Beginning, _weights);
        int? year = text.YearToken >= 0 ? text.YearValue : null;
        _candidates.Collect(index, _articles!, kinds, adult, ct);
        _ranking.AddNames(index, _candidates.Best, year, kinds, adult);
        if (Settled(index)) return;
        _query.AddFuzzy(index, _weights);
        _candidates.Collect(index, _articles!, kinds, adult, ct);
        _ranking.AddNames(index, _candidates.Best, year, kinds, adult);
    }

    /// <summary>A famous title matches as good as fully: nobody can have meant a misspelt other one.</summary>
    private bool Settled(in IndexView index)
    {
        if (_ranking.Sorted(1) is not [var best]) return false;
        ref readonly var row = ref index.Titles[best.Position];
        var fame = Popularity.Of(row.Kind, row.Votes, row.Adult);
        return fame >= FamousEnough && best.Score * (1 + _weights.Fame) / (1 + _weights.Fame * fame) >= GoodEnough;
    }

    private static HashSet<uint> FindArticles(in IndexView index)
    {
        var found = new HashSet<uint>();
        foreach (var article in Articles.Words)
            if (index.FindWord(System.Text.Encoding.UTF8.GetBytes(article)) is >= 0 and var word) found.Add((uint)word);
        return found;
    }
}
