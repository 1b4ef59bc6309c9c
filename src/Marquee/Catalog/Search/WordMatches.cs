namespace Marquee.Catalog.Search;

/// <summary>A word of the index that stands for one or more typed words.</summary>
/// <param name="Next">The word that must follow in the name when a typed word was split; else <see cref="None"/>.</param>
/// <param name="Third">The same for a third word.</param>
/// <param name="Token">The first typed word it stands for.</param>
/// <param name="Tokens">For how many typed words it stands; 2 when somebody typed a gap too many.</param>
/// <param name="Likeness">1 for the word itself.</param>
/// <param name="Following">The next match of the same word, -1 at the end.</param>
internal readonly record struct WordMatch(uint Word, uint Next, uint Third, byte Token, byte Tokens, float Likeness, int Following)
{
    public const uint None = uint.MaxValue;

    /// <summary>How many words of the name it takes.</summary>
    public int Words => Next == None ? 1 : Third == None ? 2 : 3;
}

/// <summary>All words that begin with the last typed word.</summary>
internal readonly record struct BeginningMatch(uint From, uint To, byte Token, float Likeness);

/// <summary>From a word of the index to what it stands for in the query; reused from search to search.</summary>
internal sealed class WordMatches
{
    private const int Slots = 1 << 13;
    private readonly uint[] _words = new uint[Slots];
    private readonly int[] _heads = new int[Slots];
    private readonly List<int> _used = [];
    private readonly List<WordMatch> _matches = [];

    public IReadOnlyList<WordMatch> All => _matches;

    public List<BeginningMatch> Beginnings { get; } = [];

    public WordMatch this[int match] => _matches[match];

    public void Clear()
    {
        foreach (var slot in _used) _words[slot] = 0;
        _used.Clear();
        _matches.Clear();
        Beginnings.Clear();
    }

    /// <returns>-1 when the word stands for nothing that was typed.</returns>
    public int First(uint word)
    {
        for (var slot = (word * 0x9E3779B1u) >> 19; ; slot = (slot + 1) & (Slots - 1))
        {
            if (_words[slot] == word + 1) return _heads[slot];
            if (_words[slot] == 0) return -1;
        }
    }

    /// <summary>Adds a match unless the same is there already with at least this likeness, or the table is full.</summary>
    public void Add(uint word, int token, int tokens, float likeness, uint next = WordMatch.None, uint third = WordMatch.None)
    {
        for (var at = First(word); at >= 0; at = _matches[at].Following)
        {
            var known = _matches[at];
            if (known.Token != token || known.Tokens != tokens || known.Next != next || known.Third != third) continue;
            if (known.Likeness < likeness) _matches[at] = known with { Likeness = likeness };
            return;
        }
        if (_used.Count > Slots / 2) return;
        var slot = (word * 0x9E3779B1u) >> 19;
        while (_words[slot] != 0 && _words[slot] != word + 1) slot = (slot + 1) & (Slots - 1);
        var head = -1;
        if (_words[slot] == 0) _used.Add((int)slot);
        else head = _heads[slot];
        _words[slot] = word + 1;
        _heads[slot] = _matches.Count;
        _matches.Add(new WordMatch(word, next, third, (byte)token, (byte)tokens, likeness, head));
    }
}
