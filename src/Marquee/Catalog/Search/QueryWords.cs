using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>The typed words of one search and every word of the index that may stand for them.</summary>
internal sealed class QueryWords
{
    public const int MostWords = 16;
    private const int MostSplits = 4;
    private const int MostJoined = 4;
    private const float JoinedLikeness = 0.96f;
    internal const float SplitLikeness = 0.95f;
    private const float SplitPlural = 0.95f;

    private readonly List<WordMatch>[] _ranked = new List<WordMatch>[MostWords];
    private readonly List<(uint Names, int First, int Second)> _splits = [];
    private string[] _words = [];

    public WordMatches Matches { get; } = new();

    public int Count => _words.Length;

    /// <summary>By typed word: its number in the index, or -1.</summary>
    public int[] Exact { get; } = new int[MostWords];

    /// <summary>By typed word: how much it says, 0 to 1.</summary>
    public float[] Weights { get; } = new float[MostWords];

    public ReadOnlySpan<string> Text => _words;

    /// <summary>The typed word that may be a year, or -1; <see cref="YearValue"/> is that year.</summary>
    public int YearToken { get; private set; }

    public int YearValue { get; private set; }

    /// <summary>Looks up the words as they are, their variants, and joined or split spellings.</summary>
    /// <param name="whileTyping">The last word is probably only a beginning.</param>
    public void Prepare(in IndexView index, string[] words, int yearToken, int yearValue, bool whileTyping, ScoreWeights weights)
    {
        _words = words.Length <= MostWords ? words : words[..MostWords];
        YearToken = yearToken < Count ? yearToken : -1;
        YearValue = yearValue;
        Matches.Clear();
        for (var i = 0; i < Count; i++)
        {
            Exact[i] = Find(index, _words[i]);
            Weights[i] = Exact[i] >= 0 ? index.WordWeights[Exact[i]] / 255f : (float)weights.UnknownWord;
            if (Exact[i] >= 0) Matches.Add((uint)Exact[i], i, 1, 1);
            foreach (var (variant, likeness) in WordVariants.Of(_words[i]))
                if (Find(index, variant) is >= 0 and var found) Matches.Add((uint)found, i, 1, likeness);
            if (WordVariants.SameEnding(_words[i]) is { } ending && Find(index, ending) is >= 0 and var alike) Matches.Add((uint)alike, i, 1, WordVariants.AsSameEnding);
            AddJoined(index, i);
            foreach (var spelled in WordVariants.Spelled(_words[i])) AddParts(index, i, SplitLikeness, spelled);
            AddSplits(index, i, _words[i], SplitLikeness);
        }
        if (Count > 0) AddBeginnings(index, Count - 1, weights.Beginning, whileTyping ? 1 : 3);
        RankMatches();
    }

    /// <summary>True when every typed word stands for something as it is.</summary>
    public bool AllKnown
    {
        get
        {
            for (var token = 0; token < Count; token++)
                if (token != YearToken && _ranked[token].Count == 0 && !Matches.Beginnings.Exists(beginning => beginning.Token == token)) return false;
            return true;
        }
    }

    /// <summary>The matches that begin at a typed word, likeliest first.</summary>
    public IReadOnlyList<WordMatch> MatchesOf(int token) => _ranked[token];

    /// <summary>To be called after matches were added from outside.</summary>
    public void RankMatches()
    {
        for (var token = 0; token < Count; token++) (_ranked[token] ??= []).Clear();
        foreach (var match in Matches.All) _ranked[match.Token].Add(match);
        for (var token = 0; token < Count; token++)
            _ranked[token].Sort((a, b) => b.Likeness != a.Likeness ? b.Likeness.CompareTo(a.Likeness) : a.Word.CompareTo(b.Word));
    }

    private void AddJoined(in IndexView index, int first)
    {
        var joined = _words[first];
        for (var last = first + 1; last < Count && (last < first + MostJoined || _words[last].Length == 1); last++)
        {
            joined += _words[last];
            if (Find(index, joined) is >= 0 and var found) Matches.Add((uint)found, first, last - first + 1, JoinedLikeness);
        }
        if (first + 1 < Count && WordVariants.Number(_words[first], _words[first + 1]) is { } number && Find(index, number) is >= 0 and var digits)
            Matches.Add((uint)digits, first, 2, JoinedLikeness);
    }

    /// <summary>"lalaland" for three words, "spiderman" for two: the splits into the commonest words.</summary>
    /// <param name="word">The typed word, or one that it is a slip for.</param>
    public void AddSplits(in IndexView index, int token, string word, float likeness)
    {
        if (word.Length < 4 || char.IsAsciiDigit(word[0])) return;
        _splits.Clear();
        for (var at = 1; at < word.Length; at++)
        {
            if (Find(index, word[..at]) is not (>= 0 and var left)) continue;
            if (Find(index, word[at..]) is >= 0 and var right) _splits.Add((Math.Min(index.WordNames[left], index.WordNames[right]), at, 0));
            if (Find(index, word[at..] + "s") is >= 0 and var plural) Matches.Add((uint)left, token, 1, likeness * SplitPlural, (uint)plural);
            for (var second = at + 2; at >= 2 && second + 2 <= word.Length; second++)
                if (Find(index, word[at..second]) is >= 0 and var middle && Find(index, word[second..]) is >= 0 and var last)
                    _splits.Add((Math.Min(index.WordNames[left], Math.Min(index.WordNames[middle], index.WordNames[last])) / 4, at, second));
        }
        _splits.Sort((a, b) => b.Names != a.Names ? b.Names.CompareTo(a.Names) : (a.First, a.Second).CompareTo((b.First, b.Second)));
        foreach (var (_, first, second) in _splits.Take(MostSplits))
        {
            if (second == 0) AddParts(index, token, likeness, word[..first], word[first..]);
            else AddParts(index, token, likeness, word[..first], word[first..second], word[second..]);
        }
    }

    private void AddParts(in IndexView index, int token, float likeness, params ReadOnlySpan<string> parts)
    {
        Span<uint> found = [WordMatch.None, WordMatch.None, WordMatch.None];
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (Find(index, parts[i]) is not (>= 0 and var word)) return;
            found[i] = (uint)word;
        }
        Matches.Add(found[0], token, 1, likeness, found[1], found[2]);
    }

    private void AddBeginnings(in IndexView index, int token, double likeness, int leastLetters)
    {
        if (_words[token].Length < leastLetters) return;
        var (from, to) = index.WordsBeginning(Encoding.UTF8.GetBytes(_words[token]));
        if (to > from) Matches.Beginnings.Add(new BeginningMatch((uint)from, (uint)to, (byte)token, (float)likeness));
    }

    /// <returns>Below 0 when no name has the word.</returns>
    public static int Find(in IndexView index, string word)
    {
        Span<byte> utf8 = stackalloc byte[512];
        return Encoding.UTF8.TryGetBytes(word, utf8, out var length) ? index.FindWord(utf8[..length]) : -1;
    }
}
