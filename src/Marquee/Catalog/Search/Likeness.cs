namespace Marquee.Catalog.Search;

/// <summary>How much a word of the index looks like a typed word that lies a few edits away, 0 to 1.</summary>
internal static class Likeness
{
    /// <summary>Edits worth looking for: none below three letters, one below six, then two.</summary>
    public static int MostEdits(int letters) => letters switch { < 3 => 0, < 6 => 1, _ => 2 };

    /// <summary>Slips that people make more easily than others cost less: doubled letters, swapped neighbours, a plural, vowels.</summary>
    public static float Of(ReadOnlySpan<char> typed, ReadOnlySpan<char> word, int edits, double editCost)
    {
        var letters = Math.Max(typed.Length, word.Length);
        var cost = edits * editCost;
        var start = typed.CommonPrefixLength(word);
        var left = typed[start..];
        var right = word[start..];
        var end = 0;
        while (end < left.Length && end < right.Length && left[^(end + 1)] == right[^(end + 1)]) end++;
        left = left[..^end];
        right = right[..^end];
        if (start == 0) cost += 0.4;
        if (edits == 1) cost *= OneEdit(typed, left, right, start);
        else if (SoundsAlike(left, right)) cost *= 0.95;
        return (float)Math.Clamp(1 - cost / letters, 0.1, 0.97);
    }

    private static double OneEdit(ReadOnlySpan<char> typed, ReadOnlySpan<char> left, ReadOnlySpan<char> right, int start)
    {
        if (left.Length == 2 && right.Length == 2) return 0.75;
        if (left.Length + right.Length == 1)
        {
            var letter = left.Length == 1 ? left[0] : right[0];
            if (start > 0 && typed[start - 1] == letter) return 0.6;
            if (letter == 's' && start >= typed.Length - 1) return 0.6;
            return letter is 'h' or 'e' ? 0.8 : 0.9;
        }
        return SoundsAlike(left, right) ? 0.8 : 1;
    }

    /// <summary>A vowel for a vowel, or letters of like sound.</summary>
    private static bool SoundsAlike(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length != 1 || right.Length != 1) return false;
        char a = left[0], b = right[0];
        return IsVowel(a) && IsVowel(b) || (a, b) is ('c', 'k') or ('k', 'c') or ('s', 'z') or ('z', 's') or ('c', 's') or ('s', 'c') or ('v', 'w') or ('w', 'v') or ('m', 'n') or ('n', 'm');
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
