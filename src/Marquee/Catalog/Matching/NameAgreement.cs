namespace Marquee.Catalog.Matching;

/// <summary>How far two names agree, best first.</summary>
enum NameAgreement
{
    /// <summary>Letter by letter, accents, punctuation, gaps (<c>Spiderman</c>) and the spelling of numbers aside.</summary>
    Same,

    /// <summary>The same but for articles.</summary>
    SameWords,

    /// <summary>The row leaves out a part after or before a colon, dash or bracket.</summary>
    SubtitleMissing,

    /// <summary>The row has such a part and the title has not.</summary>
    SubtitleExtra,

    /// <summary>A slip or two apart.</summary>
    Close,

    /// <summary>Two thirds of the letters are in words that both have.</summary>
    MostlyShared,

    /// <summary>One begins with all of the other.</summary>
    Begins,

    /// <summary>Half of the words are shared.</summary>
    Overlaps,

    /// <summary>Alike, but one is part 2 and the other is not.</summary>
    OtherNumber,

    Different,
}

/// <summary>Compares names. Pure.</summary>
static class NameComparison
{
    const double CloseLikeness = 0.84;
    const double LeastShared = 0.5;
    const double MostShared = 2 / 3.0;

    public static NameAgreement Of(NameWords asked, NameWords name)
    {
        if (SameLetters(asked.Words, name.Words))
        {
            return NameAgreement.Same;
        }

        if (SameLetters(asked.Telling, name.Telling))
        {
            return NameAgreement.SameWords;
        }

        if (HasPart(name, asked))
        {
            return NameAgreement.SubtitleMissing;
        }

        if (HasPart(asked, name))
        {
            return NameAgreement.SubtitleExtra;
        }

        return Likeness(asked.Telling, name.Telling);
    }

    static bool SameLetters(string[] a, string[] b) => a.AsSpan().SequenceEqual(b) || (a.Sum(word => word.Length) == b.Sum(word => word.Length) && string.Concat(a) == string.Concat(b));

    /// <summary>Whether all words before a part's beginning, or all from there on, are the other name.</summary>
    static bool HasPart(NameWords whole, NameWords part)
    {
        foreach (var at in whole.Parts)
        {
            if (SameLetters(whole.Cut(0, at).Telling, part.Telling) || SameLetters(whole.Cut(at, whole.Words.Length).Telling, part.Telling))
            {
                return true;
            }
        }

        return false;
    }

    static NameAgreement Likeness(string[] a, string[] b)
    {
        var sameNumbers = a.Where(IsNumber).Order(StringComparer.Ordinal).SequenceEqual(b.Where(IsNumber).Order(StringComparer.Ordinal));
        var shared = a.Intersect(b).Count() / (double)Math.Max(1, Math.Max(a.Length, b.Length));
        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        var begins = longer.AsSpan(0, shorter.Length).SequenceEqual(shorter);
        if (!sameNumbers)
        {
            return begins || shared >= LeastShared ? NameAgreement.OtherNumber : NameAgreement.Different;
        }

        if (begins)
        {
            return NameAgreement.Begins;
        }

        var (one, other) = (string.Concat(a), string.Concat(b));
        return 1 - (Edits(one, other) / (double)Math.Max(one.Length, other.Length)) >= CloseLikeness ? NameAgreement.Close
            : shared >= LeastShared && a.Intersect(b).Sum(word => word.Length) >= MostShared * Math.Max(one.Length, other.Length) ? NameAgreement.MostlyShared
            : shared >= LeastShared ? NameAgreement.Overlaps
            : NameAgreement.Different;
    }

    static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    /// <summary>Letters to insert, delete or replace (Levenshtein), in one row of the matrix.</summary>
    internal static int Edits(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[b.Length];
    }
}
