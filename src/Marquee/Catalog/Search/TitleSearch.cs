using System.Globalization;
using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>The working memory of one search; reused, never shared by two searches at a time.</summary>
internal sealed class TitleSearch
{
    private const double Famous = 0.6;
    private const double VeryFamous = 0.85;
    private const int WordsThatNobodyTypesByChance = 4;
    private const double WorthAnswering = 0.6;
    private const int MostSeries = 5;

    private readonly QueryWords _query = new();
    private readonly NameCandidates _candidates;
    private readonly TitleRanking _ranking;
    private readonly EpisodeSearch _episodes;
    private readonly MisspeltWords _misspelt;
    private readonly ScoreWeights _weights;
    private HashSet<uint>? _articles;

    public TitleSearch(ScoreWeights weights)
    {
        _weights = weights;
        var scorer = new NameScorer(_query, weights);
        _candidates = new NameCandidates(_query, scorer, weights);
        _ranking = new TitleRanking(weights);
        _misspelt = new MisspeltWords(_query, weights);
        _episodes = new EpisodeSearch(_query, scorer, _ranking);
    }

    /// <param name="whileTyping">The last word is probably not finished.</param>
    public List<RankedTitle> Find(in IndexView index, QueryText text, ushort kinds, Audience audience, bool whileTyping, int limit, CancellationToken ct)
    {
        _articles ??= FindArticles(index);
        var found = Named(index, text.Ids, kinds, audience);
        if (text.Season is { } season && KindSet.Wants(kinds, KindSet.Episodes | KindSet.Series))
            Append(found, ByNumber(index, text, season, audience, ct));
        if (found.Count < limit && text.Words.Length > 0)
        {
            FindByName(index, text.Words, text.YearToken, text.YearValue, kinds, audience, whileTyping, limit, ct);
            Append(found, _ranking.Sorted(limit));
        }
        if (text.BareId is { } id) Append(found, Named(index, [id], kinds, audience));
        return found.Count > limit ? found[..limit] : found;
    }

    /// <summary>Titles of any audience by the words of a name and their year, nothing guessed from the words. See <see cref="TitleIndex.Named"/>.</summary>
    public List<RankedTitle> Named(in IndexView index, string[] words, int? year, ushort kinds, bool exactly, int limit, CancellationToken ct)
    {
        _articles ??= FindArticles(index);
        var yearToken = year is not null && words.Length < QueryWords.MostWords ? words.Length : -1;
        string[] asked = yearToken < 0 ? words : [.. words, year!.Value.ToString(CultureInfo.InvariantCulture)];
        if (!exactly)
        {
            FindByName(index, asked, yearToken, year ?? 0, kinds, Audience.Adults, whileTyping: false, limit, ct);
            return _ranking.Sorted(limit);
        }
        _ranking.Clear();
        _query.Prepare(index, asked, yearToken, year ?? 0, whileTyping: false, _weights);
        _candidates.OnlyExact(index, _articles, kinds);
        _ranking.AddNames(index, _candidates.Best, year, kinds, Audience.Adults, limit);
        return _ranking.Sorted(limit);
    }

    private List<RankedTitle> ByNumber(in IndexView index, QueryText text, int season, Audience audience, CancellationToken ct)
    {
        var year = text.YearToken < text.EpisodeAt ? text.YearToken : -1;
        FindByName(index, text.Words[..text.EpisodeAt], year, text.YearValue, KindSet.Series, audience, whileTyping: false, MostSeries, ct);
        return EpisodeSearch.ByNumber(index, _ranking.Sorted(MostSeries), season, text.Episode, audience);
    }

    private static List<RankedTitle> Named(in IndexView index, ReadOnlySpan<long> ids, ushort kinds, Audience audience)
    {
        var found = new List<RankedTitle>();
        foreach (var id in ids)
            if (index.FindTitle(id) is >= 0 and var position && TitleRanking.Wanted(index.Titles[position], position, kinds, audience))
                found.Add(new RankedTitle(position, 1, RankedTitle.NoName, NameKind.Primary));
        return found;
    }

    private static void Append(List<RankedTitle> found, List<RankedTitle> more)
    {
        var least = found.Count == 0 ? 1 : found[^1].Score;
        foreach (var title in more)
            if (!found.Exists(known => known.Position == title.Position)) found.Add(title with { Score = Math.Min(title.Score, least) });
    }

    private void FindByName(in IndexView index, string[] words, int yearToken, int yearValue, ushort kinds, Audience audience, bool whileTyping, int limit, CancellationToken ct)
    {
        _ranking.Clear();
        _query.Prepare(index, words, yearToken, yearValue, whileTyping, _weights);
        int? year = yearToken >= 0 ? yearValue : null;
        // Words that stand for nothing as they are make a first round useless.
        var known = _query.AllKnown;
        if (known)
        {
            _candidates.Collect(index, _articles!, kinds, audience, again: false, ct);
            _ranking.AddNames(index, _candidates.Best, year, kinds, audience, limit);
        }
        var certainty = known ? HowCertain() : Certainty.Open;
        if (certainty == Certainty.Settled) return;
        _misspelt.Add(index, whileTyping);
        if (certainty == Certainty.Likely) _candidates.CollectExact(index, _articles!, kinds, audience);
        else _candidates.Collect(index, _articles!, kinds, audience, again: known, ct);
        _ranking.AddNames(index, _candidates.Best, year, kinds, audience, limit);
        if (certainty == Certainty.Open && words.Length > 1 && KindSet.Wants(kinds, KindSet.Episodes))
            _episodes.ByName(index, _candidates.Series, kinds, audience, ct);
        if (_ranking.BestMatch >= WorthAnswering || !_misspelt.AddFurther(index)) return;
        _candidates.Collect(index, _articles!, kinds, audience, again: true, ct);
        _ranking.AddNames(index, _candidates.Best, year, kinds, audience, limit);
    }

    private enum Certainty
    {
        /// <summary>Look everywhere.</summary>
        Open,

        /// <summary>A title is called so; only one that is called nearly so could be meant instead.</summary>
        Likely,

        /// <summary>A very famous title is called so.</summary>
        Settled,
    }

    private Certainty HowCertain() => _ranking.FameOfFullMatch switch
    {
        null => Certainty.Open,
        >= VeryFamous => Certainty.Settled,
        >= Famous => Certainty.Likely,
        _ => _query.Count >= WordsThatNobodyTypesByChance ? Certainty.Likely : Certainty.Open,
    };

    private static HashSet<uint> FindArticles(in IndexView index)
    {
        var found = new HashSet<uint>();
        foreach (var article in Articles.Words)
            if (index.FindWord(Encoding.UTF8.GetBytes(article)) is >= 0 and var word) found.Add((uint)word);
        return found;
    }
}
