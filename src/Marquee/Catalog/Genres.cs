using System.Text;
using Marquee.Texts;

namespace Marquee.Catalog;

/// <summary>A set of IMDb's genres, as bits. The bits are stored: never renumber, only append.</summary>
public readonly record struct Genres(long Bits)
{
    /// <summary>IMDb's spelling; the position is the bit.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "Action", "Adult", "Adventure", "Animation", "Biography", "Comedy", "Crime", "Documentary", "Drama", "Family",
        "Fantasy", "Film-Noir", "Game-Show", "History", "Horror", "Music", "Musical", "Mystery", "News", "Reality-TV",
        "Romance", "Sci-Fi", "Short", "Sport", "Talk-Show", "Thriller", "War", "Western",
        "Experimental", "Erotica", "Commercial", "Lifestyle", "Children", "IMAX",
    ];

    static readonly byte[][] Spelled = [.. All.Select(Encoding.UTF8.GetBytes)];
    static readonly Dictionary<string, int> Bit = All.Select((name, bit) => (name, bit)).ToDictionary(g => g.name, g => g.bit, StringComparer.OrdinalIgnoreCase);

    public static readonly Genres None;

    public bool IsEmpty => Bits == 0;

    public bool Has(Genres all) => (Bits & all.Bits) == all.Bits;

    /// <summary>In alphabetical order, as IMDb lists them.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = new List<string>(System.Numerics.BitOperations.PopCount((ulong)Bits));
            for (var rest = (ulong)Bits; rest != 0; rest &= rest - 1)
            {
                if (System.Numerics.BitOperations.TrailingZeroCount(rest) is var bit && bit < All.Count)
                {
                    names.Add(All[bit]);
                }
            }

            names.Sort(StringComparer.Ordinal);
            return names;
        }
    }

    /// <summary>The set of the names that are known; others are left out.</summary>
    public static Genres Of(IEnumerable<string> names)
    {
        var bits = 0L;
        foreach (var name in names)
        {
            bits |= Bit.TryGetValue(name.Trim(), out var bit) ? 1L << bit : 0;
        }

        return new Genres(bits);
    }

    /// <summary>What people call a genre, by IMDb's spelling of it.</summary>
    public static Text Said(string name) => new("catalog.genre." + name);

    /// <returns>Null when there is no such genre.</returns>
    public static Genres? Named(string name) => Bit.TryGetValue(name.Trim(), out var bit) ? new Genres(1L << bit) : null;

    /// <returns>The bit of a genre as it stands in IMDb's files; -1 when there is none.</returns>
    internal static int BitOf(ReadOnlySpan<byte> name)
    {
        for (var bit = 0; bit < Spelled.Length; bit++)
        {
            if (name.SequenceEqual(Spelled[bit]))
            {
                return bit;
            }
        }

        return -1;
    }

    public static Genres operator |(Genres left, Genres right) => new(left.Bits | right.Bits);

    public override string ToString() => string.Join(", ", Names);
}
