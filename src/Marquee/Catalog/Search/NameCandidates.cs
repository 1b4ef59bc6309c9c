namespace Marquee.Catalog.Search;

/// <summary>Finds the names worth scoring: exact ones, those that hold all words, those that hold the words that say most.</summary>
internal sealed class NameCandidates(QueryWords query, NameScorer scorer, ScoreWeights weights)
{
    private readonly VisitedNames _names = new(query, scorer, weights);
    private ExactNames? _exact;
    private NamesOfWords? _words;

    public BestNames Best => _names.Best;

    /// <summary>See <see cref="VisitedNames.Series"/>.</summary>
    public BestNames Series => _names.Series;

    /// <summary>Only names made of exactly the words that stand for the typed ones.</summary>
    public void OnlyExact(in IndexView index, HashSet<uint> articles, ushort kinds)
    {
        _exact ??= new ExactNames(query, _names);
        _names.Begin(index, kinds, Audience.Adults, again: false);
        _exact.Collect(index, articles, parts: false);
    }

    /// <summary>Adds names made of exactly the words that by now stand for the typed ones.</summary>
    /// <param name="kinds">Set of kinds to look for, bit by number; 0 for all.</param>
    public void CollectExact(in IndexView index, HashSet<uint> articles, ushort kinds, Audience audience)
    {
        _names.Begin(index, kinds, audience, again: true);
        _exact!.Collect(index, articles, parts: false);
    }

    /// <param name="again">Only matches were added since the last time.</param>
    public void Collect(in IndexView index, HashSet<uint> articles, ushort kinds, Audience audience, bool again, CancellationToken ct)
    {
        _exact ??= new ExactNames(query, _names);
        _words ??= new NamesOfWords(query, _names, weights);
        _names.Begin(index, kinds, audience, again);
        _exact.Collect(index, articles, parts: again || !query.AllKnown);
        ct.ThrowIfCancellationRequested();
        if (!again) _words.CollectAllWords(index);
        ct.ThrowIfCancellationRequested();
        _words.CollectTellingWords(index, ct);
    }
}
