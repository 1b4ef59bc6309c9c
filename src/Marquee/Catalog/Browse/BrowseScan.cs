namespace Marquee.Catalog.Browse;

/// <summary>
/// One query, block by block: what the ranges and sets leave is joined with the facets' own filters, and each facet is counted
/// in what all others leave. A block's sets stay in the processor's nearest cache.
/// </summary>
ref struct BrowseScan
{
    const int Facets = (int)Facet.Adult;

    readonly BrowseIndex _index;
    readonly BrowseView _view;
    readonly BlockFilter _filter;

    /// <summary>The places of the chosen values by facet; null where the facet does not filter.</summary>
    readonly int[]?[] _chosen = new int[]?[Facets];

    /// <summary>Genres of which a title must have every one.</summary>
    readonly int[] _all = [];

    public BrowseScan(BrowseIndex index, BrowseView view, BrowseQuery query, int[]? only, int[] without)
    {
        _index = index;
        _view = view;
        _filter = new BlockFilter(view, query, only, without, query.Sight.Adult ? -1 : index.PlaceOf(new FacetValue(Facet.Adult, 1)));
        var kinds = query.Kinds.Count > 0 ? query.Kinds : [.. Enum.GetValues<TitleKind>().Where(k => k != TitleKind.TvEpisode)];
        Choose(Facet.Kind, kinds.Select(kind => (long?)kind));
        var genres = Genres.All.Select((_, bit) => (long)bit).Where(bit => (query.Genres.Bits >> (int)bit & 1) != 0).ToArray();
        if (query.AllGenres)
        {
            _all = [.. genres.Select(bit => index.PlaceOf(new FacetValue(Facet.Genre, bit)))];
        }
        else if (genres.Length > 0)
        {
            Choose(Facet.Genre, genres.Select(bit => (long?)bit));
        }

        if (query.Decades.Count > 0)
        {
            Choose(Facet.Decade, query.Decades.Select(decade => (long?)decade));
        }

        if (query.Countries.Count > 0)
        {
            Choose(Facet.Country, query.Countries.Select(FacetValue.Code));
        }

        if (query.Languages.Count > 0)
        {
            Choose(Facet.Language, query.Languages.Select(FacetValue.Code));
        }
    }

    /// <param name="facets">False counts the titles alone.</param>
    /// <param name="ct">Looked at block by block.</param>
    public readonly BrowseRows Run(bool facets, CancellationToken ct)
    {
        var (rows, counts, total) = (new ulong[facets ? _view.Counts.Blocks * BitBlock.Words : 0], new long[_index.Values.Length], 0L);
        Span<ulong> left = stackalloc ulong[BitBlock.Words];
        Span<ulong> found = stackalloc ulong[BitBlock.Words];
        Span<ulong> others = stackalloc ulong[BitBlock.Words];
        Span<ulong> chosen = new ulong[Facets * BitBlock.Words];
        for (var block = 0; block < _view.Counts.Blocks; block++)
        {
            ct.ThrowIfCancellationRequested();
            if (!Left(block, left))
            {
                continue;
            }

            left.CopyTo(found);
            for (var facet = 0; facet < Facets; facet++)
            {
                if (_chosen[facet] is { } places)
                {
                    var set = Set(chosen, facet);
                    Union(places, block, set);
                    BitBlock.And(found, set);
                }
            }

            total += BitBlock.Count(found);
            if (facets)
            {
                found.CopyTo(rows.AsSpan(block * BitBlock.Words, BitBlock.Words));
                Count(block, left, found, others, chosen, counts);
            }
        }

        return new BrowseRows(rows, total, counts);
    }

    /// <summary>What is left before the facets' own filters.</summary>
    readonly bool Left(int block, Span<ulong> left)
    {
        if (!_filter.Left(block, left))
        {
            return false;
        }

        Span<ulong> one = stackalloc ulong[BitBlock.Words];
        foreach (var place in _all)
        {
            Union([place], block, one);
            BitBlock.And(left, one);
        }

        return left.ContainsAnyExcept(0UL);
    }

    readonly void Count(int block, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> found, Span<ulong> others, ReadOnlySpan<ulong> chosen, long[] counts)
    {
        var anyFound = found.ContainsAnyExcept(0UL);
        var (facet, any) = (-1, false);
        for (var value = 0; value < counts.Length; value++)
        {
            var of = (int)_index.Values[value].Facet - 1;
            if (of == (int)Facet.Adult - 1)
            {
                continue;
            }

            if (of != facet)
            {
                facet = of;
                any = anyFound;
                if (_chosen[facet] is not null)
                {
                    left.CopyTo(others);
                    for (var other = 0; other < Facets; other++)
                    {
                        if (other != facet && _chosen[other] is not null)
                        {
                            BitBlock.And(others, Set(chosen, other));
                        }
                    }

                    any = others.ContainsAnyExcept(0UL);
                }
            }

            if (any)
            {
                counts[value] += _view.CountIn(value, block, _chosen[facet] is null ? found : others);
            }
        }
    }

    readonly void Union(int[] places, int block, Span<ulong> set)
    {
        set.Clear();
        foreach (var place in places)
        {
            if (place >= 0)
            {
                _view.AddTo(set, place, block);
            }
        }
    }

    readonly void Choose(Facet facet, IEnumerable<long?> values)
    {
        var index = _index;
        _chosen[(int)facet - 1] = [.. values.Select(value => value is { } known ? index.PlaceOf(new FacetValue(facet, known)) : -1)];
    }

    static Span<ulong> Set(Span<ulong> chosen, int facet) => chosen.Slice(facet * BitBlock.Words, BitBlock.Words);

    static ReadOnlySpan<ulong> Set(ReadOnlySpan<ulong> chosen, int facet) => chosen.Slice(facet * BitBlock.Words, BitBlock.Words);
}

/// <param name="Rows">One bit a row; empty when only the total was asked for.</param>
/// <param name="Total">How many bits are set.</param>
/// <param name="Counts">By value.</param>
sealed record BrowseRows(ulong[] Rows, long Total, long[] Counts);
