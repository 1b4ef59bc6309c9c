using System.Runtime.InteropServices;
using Marquee.Catalog.Search;

namespace Marquee.Catalog.Browse;

/// <summary>
/// Counts and orders titles by any combination of filters, from a mapped file. Safe for many queries at once; disposing waits
/// for none of them, the map goes when the last has ended.
/// </summary>
sealed class BrowseIndex : IDisposable
{
    readonly IndexFile _file;
    readonly Dictionary<FacetValue, int> _places;

    BrowseIndex(IndexFile file)
    {
        _file = file;
        Counts = file.Section<BrowseCounts>(IndexSection.BrowseCounts)[0];
        Values = file.Section<FacetValue>(IndexSection.BrowseValues).ToArray();
        _places = Values.Select((value, place) => (value, place)).ToDictionary(v => v.value, v => v.place);
    }

    public BrowseCounts Counts { get; }

    /// <summary>Every value that some title has, facet by facet.</summary>
    public FacetValue[] Values { get; }

    /// <exception cref="InvalidDataException">The file is no index, cut off, or damaged.</exception>
    public static BrowseIndex Open(string path)
    {
        var file = new IndexFile(path);
        try
        {
            return file.Section<BrowseCounts>(IndexSection.BrowseCounts).Length == 1
                ? new BrowseIndex(file)
                : throw new InvalidDataException($"{path} is no browse index");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <param name="only">Rows, rising; null for all.</param>
    /// <param name="without">Rows, rising.</param>
    /// <param name="facets">False counts the titles alone.</param>
    /// <param name="query">Its person and its sets of titles come as <paramref name="only"/> and <paramref name="without"/>.</param>
    /// <param name="ct">Looked at block by block.</param>
    public BrowseResult Find(BrowseQuery query, int[]? only, int[] without, bool facets, CancellationToken ct)
    {
        using var inUse = _file.Use();
        var scan = new BrowseScan(this, View, query, only, without);
        var found = scan.Run(facets, ct);
        var page = facets ? new RowPage(View, query.Sort, query.Skip, query.Limit).Of(found.Rows) : [];
        var ids = _file.Section<uint>(IndexSection.BrowseIds);
        var titles = new TitleId[page.Length];
        for (var i = 0; i < page.Length; i++)
        {
            titles[i] = RowId.Title(ids[page[i]]);
        }

        return new BrowseResult(titles, found.Total, found.Counts);
    }

    /// <returns>The rows of the titles that are here, rising.</returns>
    public int[] RowsOf(IEnumerable<TitleId> titles)
    {
        using var inUse = _file.Use();
        var ids = _file.Section<uint>(IndexSection.BrowseIdsInOrder);
        var byId = _file.Section<uint>(IndexSection.BrowseRowsById);
        var rows = new List<int>();
        foreach (var title in titles)
        {
            if (ids.BinarySearch(RowId.Of(title.Number)) is >= 0 and var at)
            {
                rows.Add((int)byId[at]);
            }
        }

        rows.Sort();
        return [.. rows];
    }

    /// <summary>-1 when no title has the value.</summary>
    public int PlaceOf(FacetValue value) => _places.GetValueOrDefault(value, -1);

    public void Verify(CancellationToken ct) => _file.Verify(ct);

    public void Dispose() => _file.Dispose();

    BrowseView View => new(Counts)
    {
        Votes = _file.Section<int>(IndexSection.BrowseVotes),
        Ratings = _file.Section<byte>(IndexSection.BrowseRatings),
        Weighted = _file.Section<ushort>(IndexSection.BrowseWeighted),
        Years = _file.Section<ushort>(IndexSection.BrowseYears),
        Runtimes = _file.Section<ushort>(IndexSection.BrowseRuntimes),
        Blocks = _file.Section<FacetBlock>(IndexSection.BrowseBlocks),
        Bits = _file.Section<ulong>(IndexSection.BrowseBits),
    };
}

/// <param name="Page">The titles that were asked for.</param>
/// <param name="Total">All that fit.</param>
/// <param name="Counts">How many titles each of <see cref="BrowseIndex.Values"/> has, with every filter but those of its own facet.</param>
sealed record BrowseResult(TitleId[] Page, long Total, long[] Counts);

/// <summary>The columns of a mapped index, valid while the file is in use.</summary>
readonly ref struct BrowseView(BrowseCounts counts)
{
    public BrowseCounts Counts { get; } = counts;

    public ReadOnlySpan<int> Votes { get; init; }

    public ReadOnlySpan<byte> Ratings { get; init; }

    public ReadOnlySpan<ushort> Weighted { get; init; }

    public ReadOnlySpan<ushort> Years { get; init; }

    public ReadOnlySpan<ushort> Runtimes { get; init; }

    public ReadOnlySpan<FacetBlock> Blocks { get; init; }

    public ReadOnlySpan<ulong> Bits { get; init; }

    public int VotesOf(int row) => Counts.Voted(row) is >= 0 and var at ? Votes[at] : 0;

    public int CountIn(int value, int block, ReadOnlySpan<ulong> set)
    {
        var rows = Blocks[value * Counts.Blocks + block];
        return rows.Count == 0 ? 0 : rows.IsList ? BitBlock.CountListed(set, Listed(rows)) : BitBlock.CountBoth(set, Bits.Slice((int)rows.Start, BitBlock.Words));
    }

    public void AddTo(Span<ulong> set, int value, int block)
    {
        var rows = Blocks[value * Counts.Blocks + block];
        if (rows.IsList)
        {
            BitBlock.Add(set, Listed(rows));
        }
        else
        {
            BitBlock.Or(set, Bits.Slice((int)rows.Start, BitBlock.Words));
        }
    }

    ReadOnlySpan<ushort> Listed(FacetBlock rows) => MemoryMarshal.Cast<ulong, ushort>(Bits.Slice((int)rows.Start, ((int)rows.Count + 3) / 4))[..(int)rows.Count];
}
