using System.Text;

namespace Marquee.Catalog.Search;

/// <summary>
/// Writes the dictionary, the words of every name, the weight of every word and the bags.
/// A word's weight is its inverse document frequency over distinct names, so that ten thousand "Episode #1.2" count once.
/// </summary>
internal sealed class WordSections(IndexFileWriter file, WordTable words, SpilledNames names, NameOrder order, ushort[] kinds)
{
    /// <returns>By word number in the index: in how many names it stands.</returns>
    public uint[] Write(CancellationToken ct)
    {
        var sorted = words.Sorted();
        var newOf = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++) newOf[sorted[i]] = i;
        WriteDictionary(sorted);
        var namesOf = new uint[sorted.Length];
        var best = new uint[sorted.Length];
        var bags = new uint[NameBags.SlotsFor(order.NewOf.Length)];
        var articles = Articles.Of(word => Find(sorted, word));
        WriteNames(newOf, namesOf, best, bags, articles, ct);
        file.Write<uint>(bags);
        file.End(IndexSection.NameBags);
        file.Write<uint>(namesOf);
        file.End(IndexSection.WordNames);
        file.Write<uint>(best);
        file.End(IndexSection.WordBest);
        for (var i = 0; i < sorted.Length; i++) file.Write(Weight(namesOf[i], order.NewOf.Length, articles.Contains((uint)i)));
        file.End(IndexSection.WordWeights);
        return namesOf;
    }

    private void WriteDictionary(int[] sorted)
    {
        var starts = new uint[sorted.Length + 1];
        for (var i = 0; i < sorted.Length; i++)
        {
            var word = words[sorted[i]];
            file.Write(word);
            starts[i + 1] = starts[i] + (uint)word.Length;
        }
        file.End(IndexSection.WordBytes);
        file.Write<uint>(starts);
        file.End(IndexSection.WordStarts);
        for (var i = 0; i < sorted.Length; i++)
            file.Write(i == 0 ? (byte)0 : SharedCharacters(words[sorted[i - 1]], words[sorted[i]]));
        file.End(IndexSection.WordShared);
    }

    private static byte SharedCharacters(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var shared = 0;
        while (a.Length > 0 && b.Length > 0)
        {
            Rune.DecodeFromUtf8(a, out var left, out var used);
            Rune.DecodeFromUtf8(b, out var right, out _);
            if (left != right) break;
            a = a[used..];
            b = b[used..];
            shared++;
        }
        return (byte)shared;
    }

    private void WriteNames(int[] newOf, uint[] namesOf, uint[] best, uint[] bags, HashSet<uint> articles, CancellationToken ct)
    {
        Span<uint> name = stackalloc uint[TitleWords.MaxWords * 2];
        var starts = new uint[order.OldOf.Length + 1];
        for (var i = 0; i < order.OldOf.Length; i++)
        {
            if ((i & 0xFFFF) == 0) ct.ThrowIfCancellationRequested();
            var count = names.Read(order.OldOf[i], name);
            var bytes = sizeof(ushort);
            file.Write(kinds[i]);
            for (var w = 0; w < count; w++)
            {
                if (name[w] != NameTable.PartMark)
                {
                    var word = newOf[name[w] - 1];
                    name[w] = (uint)word + 1;
                    if (name[..w].IndexOf(name[w]) < 0 && namesOf[word]++ == 0) best[word] = (uint)i;
                }
                bytes += file.WriteNumber(name[w]);
            }
            starts[i + 1] = starts[i] + (uint)bytes;
            NameBags.Add(bags, NameBags.Hash(name[..count], articles), (uint)i);
        }
        file.End(IndexSection.NameWords);
        file.Write<uint>(starts);
        file.End(IndexSection.NameStarts);
    }

    private int Find(int[] sorted, string text)
    {
        var word = Encoding.UTF8.GetBytes(text);
        int low = 0, high = sorted.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var compared = words[sorted[middle]].SequenceCompareTo(word);
            if (compared == 0) return middle;
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    /// <summary>255 for a word of one name, falling with the logarithm of the names; articles count half.</summary>
    private static byte Weight(uint inNames, int names, bool article)
    {
        var weight = Math.Log(1 + names / (double)Math.Max(1, inNames)) / Math.Log(1.0 + names);
        return (byte)Math.Clamp(weight * 255 * (article ? 0.5 : 1), 12, 255);
    }
}
