using System.Numerics;
using Marquee.Catalog.Search;

namespace Marquee.Catalog.Browse;

/// <summary>
/// Writes which rows have which facet value. A few values at a time are spread out as one bit a row, so that memory stays
/// bounded; the titles are read once for each such group.
/// </summary>
sealed class FacetSections(IndexFileWriter file, BrowseCounts counts, IReadOnlyDictionary<FacetValue, ushort> codes)
{
    /// <summary>1.5 MB each at the size of all of IMDb.</summary>
    const int Together = 32;

    readonly ulong[][] _sets = [.. Enumerable.Range(0, Together).Select(_ => new ulong[counts.Blocks * BitBlock.Words])];
    readonly List<FacetValue> _values = [];
    readonly List<FacetBlock> _blocks = [];
    uint _written;

    public void Write(SpilledRows<BrowseTitle> titles, SpilledRows<BrowsePair> pairs, CancellationToken ct)
    {
        foreach (var some in OfTitles().Chunk(Together))
        {
            Spread(some, titles, ct);
        }

        foreach (var some in codes.OrderBy(c => c.Key.Facet).ThenBy(c => c.Key.Text, StringComparer.Ordinal).Chunk(Together))
        {
            Spread([.. some.Select(c => c.Key)], [.. some.Select(c => c.Value)], pairs, ct);
        }

        file.End(IndexSection.BrowseBits);
        file.Write<FacetBlock>(_blocks.ToArray());
        file.End(IndexSection.BrowseBlocks);
        file.Write<FacetValue>(_values.ToArray());
        file.End(IndexSection.BrowseValues);
    }

    static IEnumerable<FacetValue> OfTitles() =>
    [
        .. Enum.GetValues<TitleKind>().Select(kind => new FacetValue(Facet.Kind, (long)kind)),
        .. Genres.All.Select((_, bit) => new FacetValue(Facet.Genre, bit)),
        .. Enumerable.Range(187, 30).Select(decade => new FacetValue(Facet.Decade, decade * 10)),
        new FacetValue(Facet.Adult, 1),
    ];

    void Spread(FacetValue[] values, SpilledRows<BrowseTitle> titles, CancellationToken ct)
    {
        var sets = Cleared();
        var (kinds, genres, decades, adult) = (Places(values, Facet.Kind, 64), Places(values, Facet.Genre, 64), Places(values, Facet.Decade, ushort.MaxValue + 1), Places(values, Facet.Adult, 2));
        titles.Rewind();
        for (var some = titles.Next(); some.Length > 0; some = titles.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var title in some)
            {
                Set(sets, kinds[(int)title.Kind], title.Id);
                Set(sets, decades[title.Year / 10 * 10], title.Id);
                Set(sets, adult[title.Adult ? 1 : 0], title.Id);
                for (var rest = title.Genres; rest != 0; rest &= rest - 1)
                {
                    Set(sets, genres[BitOperations.TrailingZeroCount(rest)], title.Id);
                }
            }
        }

        End(values, sets);
    }

    /// <returns>By value: which of the sets is its, -1 when none is.</returns>
    static int[] Places(FacetValue[] values, Facet facet, int count)
    {
        var places = new int[count];
        Array.Fill(places, -1);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Facet == facet)
            {
                places[values[i].Value] = i;
            }
        }

        return places;
    }

    static void Set(ulong[][] sets, int place, uint row)
    {
        if (place >= 0)
        {
            sets[place][row >> 6] |= 1UL << (int)(row & 63);
        }
    }

    void Spread(FacetValue[] values, ushort[] numbers, SpilledRows<BrowsePair> pairs, CancellationToken ct)
    {
        var sets = Cleared();
        var places = new int[codes.Count];
        Array.Fill(places, -1);
        for (var i = 0; i < numbers.Length; i++)
        {
            places[numbers[i]] = i;
        }

        pairs.Rewind();
        for (var some = pairs.Next(); some.Length > 0; some = pairs.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var pair in some)
            {
                if (places[pair.Code] is >= 0 and var at)
                {
                    sets[at][pair.Id >> 6] |= 1UL << (int)(pair.Id & 63);
                }
            }
        }

        End(values, sets);
    }

    ulong[][] Cleared()
    {
        Array.ForEach(_sets, Array.Clear);
        return _sets;
    }

    /// <summary>Values that no title has are left out.</summary>
    void End(FacetValue[] values, ulong[][] sets)
    {
        Span<ushort> rows = stackalloc ushort[FacetBlock.MostListed + 4];
        for (var i = 0; i < values.Length; i++)
        {
            if (!sets[i].AsSpan().ContainsAnyExcept(0UL))
            {
                continue;
            }

            _values.Add(values[i]);
            for (var block = 0; block < counts.Blocks; block++)
            {
                ReadOnlySpan<ulong> set = sets[i].AsSpan(block * BitBlock.Words, BitBlock.Words);
                var written = new FacetBlock(_written, (uint)BitBlock.Count(set));
                _blocks.Add(written);
                if (written.IsList)
                {
                    var words = (List(set, rows) + 3) / 4;
                    file.Write<ushort>(rows[..(words * 4)]);
                    _written += (uint)words;
                }
                else
                {
                    file.Write(set);
                    _written += BitBlock.Words;
                }
            }
        }
    }

    static int List(ReadOnlySpan<ulong> set, Span<ushort> rows)
    {
        rows.Clear();
        var count = 0;
        for (var word = 0; word < set.Length; word++)
        {
            for (var rest = set[word]; rest != 0; rest &= rest - 1)
            {
                rows[count++] = (ushort)(word * 64 + BitOperations.TrailingZeroCount(rest));
            }
        }

        return count;
    }
}
