using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Marquee.Sync.Revisions;

/// <summary>A revision such as <c>3-917fa2</c>: how many edits have led to it, and what tells it from others of that age. Of two leaves the greater one wins. Generation 0 is that of documents without a history.</summary>
public readonly record struct RevisionId(int Generation, string Hash) : IComparable<RevisionId>
{
    const int LongestHash = 128;

    public static bool TryParse([NotNullWhen(true)] string? text, out RevisionId revision)
    {
        revision = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash < 1 || !int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
        {
            return false;
        }

        revision = new RevisionId(generation, text![(dash + 1)..]);
        return IsHash(revision.Hash);
    }

    /// <summary>Whether it can stand in a stored tree, whose parts are set apart by spaces and line ends. It may be empty: clients are free to make up their own.</summary>
    public static bool IsHash(string? hash) => hash is { Length: <= LongestHash } && hash.All(c => c is > ' ' and not (',' or '"' or '!' or '\u007f'));

    public int CompareTo(RevisionId other) =>
        Generation != other.Generation ? Generation.CompareTo(other.Generation) : string.CompareOrdinal(Hash, other.Hash);

    public static bool operator <(RevisionId left, RevisionId right) => left.CompareTo(right) < 0;

    public static bool operator >(RevisionId left, RevisionId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RevisionId left, RevisionId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RevisionId left, RevisionId right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Generation}-{Hash}");
}
