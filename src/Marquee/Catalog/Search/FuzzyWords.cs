using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>
/// Finds the words of the dictionary within a few edits (insert, delete, replace, swap neighbours: the restricted
/// Damerau distance). The sorted dictionary is walked as the trie it implies (Schulz and Mihov, "Fast string correction with
/// Levenshtein automata", 2002, with rows of the edit matrix instead of automaton states; the band is Ukkonen's, 1985).
/// A prefix that is already too far off is left behind in one vectorised search for the next word that shares less of it.
/// </summary>
internal sealed class FuzzyWords
{
    private const int MaxLength = 40;
    private const byte Far = 100;

    private readonly byte[] _rows = new byte[(MaxLength + 2) * (MaxLength + 2)];
    private readonly int[] _typed = new int[MaxLength];
    private readonly int[] _path = new int[128];
    private readonly int[] _pathBytes = new int[128];
    private int _length;
    private int _width;

    /// <param name="Edits">How many edits lie between; for a beginning, between it and what was typed.</param>
    /// <param name="To">The last word plus one: a single word, or all words with a beginning that is close.</param>
    public readonly record struct Found(int From, int To, int Edits);

    /// <param name="beginnings">Also accept words that only begin like the typed word.</param>
    public void Find(in IndexView index, string typed, int maxEdits, bool beginnings, List<Found> found)
    {
        found.Clear();
        if (!Prepare(typed)) return;
        // A Latin word is never a slip for a Cyrillic or Chinese one, and those are the half of the dictionary from byte 0x80 on.
        var otherScripts = ~index.FindWord([0x80]);
        var shared = _typed[0] < 0x80 ? index.WordShared[..otherScripts] : index.WordShared;
        var depth = 0;
        for (var word = _typed[0] < 0x80 ? 0 : otherScripts; word < shared.Length;)
        {
            depth = Math.Min(depth, shared[word]);
            var bytes = index.Word(word);
            var dead = 0;
            var closeAt = 0;
            for (var at = depth == 0 ? 0 : _pathBytes[depth]; at < bytes.Length && depth < MaxLength + 1;)
            {
                int letter = bytes[at];
                var used = 1;
                if (letter >= 0x80)
                {
                    Rune.DecodeFromUtf8(bytes[at..], out var rune, out used);
                    letter = rune.Value;
                }
                at += used;
                _path[depth] = letter;
                depth++;
                _pathBytes[depth] = at;
                var least = NextRow(depth, maxEdits);
                if (least > Allowed(maxEdits) || depth > _length + maxEdits && !beginnings)
                {
                    dead = depth;
                    break;
                }
                if (beginnings && _rows[depth * _width + _length] <= Allowed(maxEdits) && depth >= _length)
                {
                    closeAt = depth;
                    break;
                }
            }
            if (dead == 0 && closeAt == 0)
            {
                var edits = depth > MaxLength ? Far : _rows[depth * _width + _length];
                if (bytes.Length > 0 && edits <= Allowed(maxEdits)) found.Add(new Found(word, word + 1, edits));
                word++;
                continue;
            }
            var cut = Math.Max(dead, closeAt);
            var next = shared[(word + 1)..].IndexOfAnyInRange((byte)0, (byte)(cut - 1));
            next = next < 0 ? shared.Length : word + 1 + next;
            if (closeAt > 0) found.Add(new Found(word, next, _rows[depth * _width + _length]));
            word = next;
        }
    }

    /// <summary>People seldom miss the first letter: one edit at most then, which leaves most of the dictionary out early.</summary>
    private int Allowed(int maxEdits) => _path[0] == _typed[0] ? maxEdits : Math.Min(1, maxEdits);

    private bool Prepare(string typed)
    {
        _length = 0;
        foreach (var rune in typed.EnumerateRunes())
        {
            if (_length == MaxLength) return false;
            _typed[_length++] = rune.Value;
        }
        _width = MaxLength + 1;
        for (var i = 0; i <= _length; i++) _rows[i] = (byte)i;
        return _length > 0;
    }

    /// <summary>Edits between the first <paramref name="depth"/> letters of the word and every beginning of the typed word.</summary>
    /// <returns>The least of them: no longer word can be closer.</returns>
    private byte NextRow(int depth, int maxEdits)
    {
        var row = _rows.AsSpan(depth * _width, _width);
        var above = _rows.AsSpan((depth - 1) * _width, _width);
        var letter = _path[depth - 1];
        var from = Math.Max(1, depth - maxEdits - 1);
        var to = Math.Min(_length, depth + maxEdits + 1);
        row[from - 1] = from == 1 ? (byte)Math.Min(depth, Far) : Far;
        var least = row[from - 1];
        for (var i = from; i <= to; i++)
        {
            var cost = above[i - 1] + (_typed[i - 1] == letter ? 0 : 1);
            cost = Math.Min(cost, row[i - 1] + 1);
            if (i < depth + maxEdits + 1) cost = Math.Min(cost, above[i] + 1);
            if (depth > 1 && i > 1 && _typed[i - 1] == _path[depth - 2] && _typed[i - 2] == letter)
                cost = Math.Min(cost, _rows[(depth - 2) * _width + i - 2] + 1);
            row[i] = (byte)Math.Min(cost, Far);
            least = Math.Min(least, row[i]);
        }
        for (var i = to + 1; i <= Math.Min(_length, to + 2); i++) row[i] = Far;
        if (to < _length) row[_length] = Far;
        return least;
    }
}
