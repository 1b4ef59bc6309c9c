using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>Adds to a query the words of the index that look like the typed ones. Costs about a millisecond a word.</summary>
internal sealed class MisspeltWords(QueryWords query, ScoreWeights weights)
{
    private const int MostOfWord = 40;
    private const int MostPlurals = 8;
    private const int MostSplitClose = 2;
    private const float LikenessOfPlural = 0.95f;
    private const int MostSplits = 4;
    private const int MostOfHalf = 6;
    private const int MostBeginnings = 16;
    private const int LeastLettersToSplit = 6;
    private const int LeastLettersOfHalf = 3;
    private const int LeastLettersOfBeginning = 4;

    /// <summary>A word this like the typed one needs no further guess.</summary>
    private const float ClearlyMeant = 0.75f;

    private const int NamesOfUsualWord = 20;
    private const float FameOfUsualWord = 0.5f;

    /// <summary>How much being in a famous name makes a word the likelier one.</summary>
    private const float FameOfWord = 0.15f;

    /// <summary>By typed word: how many edits were looked for so far.</summary>
    private readonly int[] _walked = new int[QueryWords.MostWords];

    private readonly FuzzyWords _fuzzy = new();
    private readonly List<FuzzyWords.Found> _found = [];
    private readonly List<(float Rank, uint Word, float Likeness)> _close = [];
    private readonly List<(uint Names, int At)> _halves = [];

    /// <param name="whileTyping">Also beginnings that look like the last word.</param>
    public void Add(in IndexView index, bool whileTyping)
    {
        Array.Clear(_walked);
        for (var token = 0; token < query.Count; token++)
        {
            if (token == query.YearToken || char.IsAsciiDigit(query.Text[token][0])) continue;
            AddWords(index, token);
            if (whileTyping && token == query.Count - 1) AddBeginnings(index, token);
        }
        query.RankMatches();
    }

    private void AddWords(in IndexView index, int token)
    {
        var typed = query.Text[token];
        var edits = Likeness.MostEdits(typed.Length);
        if (edits == 0) return;
        // The second edit makes the walk ten times longer, so it waits until it is clear that one does not explain the word.
        FindClose(index, typed, 1);
        _walked[token] = 1;
        var exact = query.Exact[token];
        if (edits > 1 && (exact < 0 || index.WordNames[exact] < NamesOfUsualWord) && !AnyClear(index)) Widen(index, token);
        AddClose(index, token);
        if (exact < 0 && typed.Length >= LeastLettersToSplit && !_close.Exists(word => word.Likeness >= ClearlyMeant)) AddSplits(index, token);
    }

    /// <summary>Two edits for the words that were given one.</summary>
    /// <returns>False when every word had its two already.</returns>
    public bool AddFurther(in IndexView index)
    {
        var any = false;
        for (var token = 0; token < query.Count; token++)
        {
            if (_walked[token] != 1 || Likeness.MostEdits(query.Text[token].Length) < 2) continue;
            Widen(index, token);
            AddClose(index, token);
            any = true;
        }
        query.RankMatches();
        return any;
    }

    private void Widen(in IndexView index, int token)
    {
        FindClose(index, query.Text[token], 2);
        _walked[token] = 2;
    }

    /// <summary>Adds the likeliest, each also with and without the s of a plural or of somebody's, the first also split ("spidermen").</summary>
    private void AddClose(in IndexView index, int token)
    {
        for (var i = 0; i < Math.Min(MostOfWord, _close.Count); i++)
        {
            var (_, word, likeness) = _close[i];
            query.Matches.Add(word, token, 1, likeness);
            if (i >= MostPlurals) continue;
            var text = Encoding.UTF8.GetString(index.Word((int)word));
            if (i < MostSplitClose && query.Exact[token] < 0 && likeness >= ClearlyMeant) query.AddSplits(index, token, text, likeness * QueryWords.SplitLikeness);
            var other = QueryWords.Find(index, text.EndsWith('s') ? text[..^1] : text + "s");
            if (other >= 0 && other != query.Exact[token]) query.Matches.Add((uint)other, token, 1, likeness * LikenessOfPlural);
        }
    }

    private void FindClose(in IndexView index, string typed, int edits)
    {
        _fuzzy.Find(index, typed, edits, beginnings: false, _found);
        _close.Clear();
        foreach (var found in _found)
        {
            if (found.Edits == 0) continue;
            var likeness = Likeness.Of(typed, Encoding.UTF8.GetString(index.Word(found.From)), found.Edits, weights.EditCost);
            _close.Add((likeness + FameOfWord * Fame(index, found.From), (uint)found.From, likeness));
        }
        _close.Sort((a, b) => b.Rank != a.Rank ? b.Rank.CompareTo(a.Rank) : a.Word.CompareTo(b.Word));
    }

    /// <summary>True when a word is close, and usual or famous enough to be what was meant.</summary>
    private bool AnyClear(in IndexView index)
    {
        foreach (var (_, word, likeness) in _close)
            if (likeness >= ClearlyMeant && (index.WordNames[(int)word] >= NamesOfUsualWord || Fame(index, (int)word) >= FameOfUsualWord)) return true;
        return false;
    }

    private static float Fame(in IndexView index, int word) => index.NamePopularity[(int)index.WordBest[word]] / 255f;

    /// <summary>"harrypoter": one half as it is, the other with a slip; the commonest halves are tried.</summary>
    private void AddSplits(in IndexView index, int token)
    {
        var typed = query.Text[token];
        _halves.Clear();
        for (var at = LeastLettersOfHalf; at <= typed.Length - LeastLettersOfHalf; at++)
        {
            var (left, right) = (QueryWords.Find(index, typed[..at]), QueryWords.Find(index, typed[at..]));
            if (left >= 0 || right >= 0) _halves.Add((Math.Max(left < 0 ? 0 : index.WordNames[left], right < 0 ? 0 : index.WordNames[right]), at));
        }
        _halves.Sort((a, b) => b.Names != a.Names ? b.Names.CompareTo(a.Names) : a.At.CompareTo(b.At));
        var likeness = QueryWords.SplitLikeness * (float)(1 - weights.EditCost / typed.Length);
        foreach (var (_, at) in _halves.Take(MostSplits))
        {
            var (left, right) = (QueryWords.Find(index, typed[..at]), QueryWords.Find(index, typed[at..]));
            var leftStays = left >= 0 && (right < 0 || index.WordNames[left] >= index.WordNames[right]);
            _fuzzy.Find(index, leftStays ? typed[at..] : typed[..at], 1, beginnings: false, _found);
            foreach (var other in MostPopular(index))
                query.Matches.Add((uint)(leftStays ? left : other), token, 1, likeness, (uint)(leftStays ? other : right));
        }
    }

    /// <summary>Of the words found, those in the most popular names.</summary>
    private int[] MostPopular(in IndexView index)
    {
        _close.Clear();
        foreach (var found in _found) _close.Add((-(float)index.WordBest[found.From], (uint)found.From, 0));
        _close.Sort((a, b) => b.Rank != a.Rank ? b.Rank.CompareTo(a.Rank) : a.Word.CompareTo(b.Word));
        return [.. _close.Take(MostOfHalf).Select(word => (int)word.Word)];
    }

    private void AddBeginnings(in IndexView index, int token)
    {
        var typed = query.Text[token];
        if (typed.Length < LeastLettersOfBeginning) return;
        _fuzzy.Find(index, typed, 1, beginnings: true, _found);
        _close.Clear();
        for (var i = 0; i < _found.Count; i++)
        {
            var best = uint.MaxValue;
            foreach (var name in index.WordBest[_found[i].From.._found[i].To]) best = Math.Min(best, name);
            _close.Add((-(float)best, (uint)i, 0));
        }
        _close.Sort((a, b) => b.Rank != a.Rank ? b.Rank.CompareTo(a.Rank) : a.Word.CompareTo(b.Word));
        var likeness = (float)(weights.Beginning * (1 - weights.EditCost / typed.Length));
        foreach (var (_, at, _) in _close.Take(MostBeginnings))
            query.Matches.Beginnings.Add(new BeginningMatch((uint)_found[(int)at].From, (uint)_found[(int)at].To, (byte)token, likeness));
    }
}
