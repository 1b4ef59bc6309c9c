namespace Marquee.Catalog.Search;

/// <summary>
/// Finds names that hold exactly given words in any order, articles aside: an open-addressing table of name numbers (plus
/// one, 0 is free). It holds no keys; the reader compares the words of the names it finds. Popular names come first.
/// </summary>
internal static class NameBags
{
    public static int SlotsFor(int names) => 16 + names + names / 2 + names / 8;

    /// <param name="name">Word numbers plus one; part marks do not count.</param>
    public static ulong Hash(ReadOnlySpan<uint> name, HashSet<uint> articles)
    {
        ulong sum = 0, all = 0;
        foreach (var word in name)
        {
            if (word == NameTable.PartMark) continue;
            var mixed = Mixing.Of(word);
            all += mixed;
            if (!articles.Contains(word - 1)) sum += mixed;
        }
        return Mixing.Of(sum == 0 ? all : sum);
    }

    public static int First(int slots, ulong hash) => (int)Math.BigMul(hash, (ulong)slots, out _);

    public static int Following(int slots, int slot) => slot + 1 == slots ? 0 : slot + 1;

    public static void Add(Span<uint> slots, ulong hash, uint name)
    {
        var slot = First(slots.Length, hash);
        while (slots[slot] != 0) slot = Following(slots.Length, slot);
        slots[slot] = name + 1;
    }
}

/// <summary>Words that a person leaves out or adds without noticing.</summary>
internal static class Articles
{
    public static readonly string[] Words =
        ["the", "a", "an", "le", "la", "les", "der", "die", "das", "el", "los", "las", "il", "lo", "gli", "and"];

    /// <param name="find">-1 for a word that no name has.</param>
    public static HashSet<uint> Of(Func<string, int> find) => [.. Words.Select(find).Where(word => word >= 0).Select(word => (uint)word)];
}
