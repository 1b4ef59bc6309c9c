using System.Collections.Concurrent;

namespace Marquee.Catalog.Search;

/// <summary>
/// Searches an index file written by <see cref="TitleIndexBuilder"/>. The file is mapped, so its pages belong to the system
/// and not to this process; a search needs a megabyte of its own. Thread-safe; may be disposed while searches run.
/// </summary>
public sealed class TitleIndex : IDisposable
{
    private readonly IndexFile _file;
    private readonly string _path;
    private readonly Searches _searches;
    private readonly Searches _suggestions;

    private TitleIndex(IndexFile file, string path, ScoreWeights searching, ScoreWeights typing) =>
        (_file, _path, _searches, _suggestions) = (file, path, new Searches(searching), new Searches(typing));

    /// <exception cref="InvalidDataException">No index, cut off, of another version, or damaged in its header.</exception>
    public static TitleIndex Open(string path, ScoreWeights? searching = null, ScoreWeights? typing = null) =>
        new(new IndexFile(path), path, searching ?? new ScoreWeights(), typing ?? ScoreWeights.WhileTyping);

    public int TitleCount => _file.Section<TitleRow>(IndexSection.Titles).Length;

    /// <summary>Reads the whole file and compares checksums; worthwhile once after a build or a copy.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names the part.</exception>
    public void Verify(CancellationToken ct)
    {
        using var lease = _file.Use();
        _file.Verify(ct);
    }

    /// <summary>Titles that fit, best first. Text without a letter or digit finds nothing.</summary>
    /// <exception cref="InvalidDataException">The search ran into a damaged part of the file.</exception>
    public IReadOnlyList<SearchHit> Search(SearchQuery query, CancellationToken ct) => Run(query, whileTyping: false, ct);

    /// <summary>The same for text that is still being typed: the last word may be only a beginning.</summary>
    public IReadOnlyList<SearchHit> Suggest(SearchQuery query, CancellationToken ct) => Run(query, !query.Text.EndsWith(' '), ct);

    /// <summary>Titles of any audience whose name resembles the words, best first.</summary>
    /// <param name="words">Folded, in their order, as <see cref="TitleWords"/> reads them.</param>
    /// <param name="year">Titles of that year come first; null when not known.</param>
    /// <param name="exactly">Only a look-up of names made of these words, articles aside. It keeps no words, so names that stand in its way come along: compare them.</param>
    internal IReadOnlyList<SearchHit> Named(string[] words, int? year, ushort kinds, bool exactly, int limit, CancellationToken ct) =>
        Run(_searches, (search, in index) => search.Named(index, words, year, kinds, exactly, limit, ct));

    public void Dispose() => _file.Dispose();

    private delegate List<RankedTitle> Finding(TitleSearch search, in IndexView index);

    private List<SearchHit> Run(SearchQuery query, bool whileTyping, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000, nameof(query));
        return Run(whileTyping ? _suggestions : _searches, (search, in index) =>
            search.Find(index, QueryText.Parse(query.Text), KindSet.Of(query.Kinds), new Audience(query.IncludeAdult, query.Only?.In(this, index)), whileTyping, query.Limit, ct));
    }

    private List<SearchHit> Run(Searches searches, Finding find)
    {
        using var lease = _file.Use();
        var search = searches.Take();
        try
        {
            var index = new IndexView(_file);
            var found = find(search, index);
            searches.GiveBack(search);
            return Describe(index, found);
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"{_path} is damaged: build the title index again", fault);
        }
    }

    /// <summary>The working memory of searches that score alike, kept for the next one.</summary>
    private sealed class Searches(ScoreWeights weights)
    {
        private readonly ConcurrentBag<TitleSearch> _idle = [];

        public TitleSearch Take() => _idle.TryTake(out var search) ? search : new TitleSearch(weights);

        /// <summary>One that failed halfway is not given back.</summary>
        public void GiveBack(TitleSearch search) => _idle.Add(search);
    }

    private static List<SearchHit> Describe(in IndexView index, List<RankedTitle> found)
    {
        var hits = new List<SearchHit>(found.Count);
        foreach (var title in found)
        {
            ref readonly var row = ref index.Titles[title.Position];
            hits.Add(new SearchHit(index.TitleId(row), Math.Min(1, title.Score), row.Kind, row.Year == 0 ? null : row.Year, row.Votes < 0 ? null : row.Votes,
                title.Name == RankedTitle.NoName ? "" : index.NameText(title.Name), title.NameKind));
        }
        return hits;
    }
}
