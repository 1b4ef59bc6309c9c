namespace Marquee.Catalog.Search;

/// <summary>Scores every name at most once in a search and keeps the best. A megabyte of bits for eight million names.</summary>
internal sealed class VisitedNames(QueryWords query, NameScorer scorer, ScoreWeights weights)
{
    private const double LeastShareOfSeries = 0.6;

    private readonly List<int> _touched = [];
    private readonly int[] _starts = new int[PostingReader.BlockSize];
    private readonly ushort[] _kindsOf = new ushort[PostingReader.BlockSize];
    private ulong[] _visited = [];
    private ushort _kinds;
    private Audience _audience;

    public BestNames Best { get; } = new(200);

    /// <summary>Names of series that some of the typed words spell as good as fully; the rest may name an episode.</summary>
    public BestNames Series { get; } = new(16);

    public int Scored { get; private set; }

    /// <param name="kinds">Set of kinds to look for, bit by number; 0 for all.</param>
    /// <param name="again">Only matches were added since the last time: the best names are scored anew, and nothing below them can be wanted.</param>
    public void Begin(in IndexView index, ushort kinds, Audience audience, bool again)
    {
        foreach (var word in _touched) _visited[word] = 0;
        _touched.Clear();
        if (_visited.Length * 64 < index.Names) _visited = new ulong[index.Names / 64 + 1];
        (_kinds, _audience, Scored) = (kinds, audience, 0);
        var before = again ? Best.Names() : [];
        Best.Clear(keepLeast: again);
        Series.Clear();
        foreach (var name in before) Visit(index, name);
    }

    /// <returns>False when it was scored before or holds no title that is wanted.</returns>
    public bool Visit(in IndexView index, uint name) => Visit(index, name, (int)index.NameStarts[(int)name], index.KindsOf(name));

    /// <summary>The same for many names. Their places are read ahead of scoring, so that the memory's answers overlap.</summary>
    /// <returns>How many were scored.</returns>
    public int Visit(in IndexView index, ReadOnlySpan<uint> names)
    {
        for (var i = 0; i < names.Length; i++) _starts[i] = (int)index.NameStarts[(int)names[i]];
        for (var i = 0; i < names.Length; i++) _kindsOf[i] = index.KindsAt(_starts[i]);
        var scored = 0;
        for (var i = 0; i < names.Length; i++)
            if (Visit(index, names[i], _starts[i], _kindsOf[i])) scored++;
        return scored;
    }

    /// <summary>True when even a score of <paramref name="bound"/> would not bring this name, or a less popular one, among the best.</summary>
    public bool OutOfReach(in IndexView index, uint name, float bound) => bound * Fame(index, name) < Best.Least;

    private bool Visit(in IndexView index, uint name, int start, ushort kinds)
    {
        var word = (int)(name >> 6);
        var bit = 1UL << (int)(name & 63);
        if ((_visited[word] & bit) != 0) return false;
        if (_visited[word] == 0) _touched.Add(word);
        _visited[word] |= bit;
        if (!KindSet.Wants(_kinds, kinds) || !_audience.Hears(name, kinds)) return false;
        Scored++;
        var score = scorer.Score(index, name, start);
        if (score.Best <= 0) return true;
        Best.Add(name, score, score.Best * Fame(index, name));
        if ((kinds & KindSet.Series) != 0 && query.Count > 1 && scorer.NameShareFound >= LeastShareOfSeries)
            Series.Add(name, score, Fame(index, name) + (float)scorer.NameShareFound);
        return true;
    }

    private float Fame(in IndexView index, uint name) => 1 + (float)weights.Fame * index.NamePopularity[(int)name] / 255f;
}
