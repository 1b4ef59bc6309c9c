namespace Marquee.Catalog.Browse;

/// <summary>What ranges, the ceiling for adult titles, a person and a member's own titles leave of a block.</summary>
readonly ref struct BlockFilter(BrowseView view, BrowseQuery query, int[]? only, int[] without, int adult)
{
    readonly BrowseView _view = view;

    /// <returns>False when nothing is left.</returns>
    public bool Left(int block, Span<ulong> left)
    {
        var counts = _view.Counts;
        var (first, rows) = (block * BitBlock.Rows, counts.RowsIn(block));
        BitBlock.First(left, rows);
        if (only is not null)
        {
            var listed = In(only, first, rows);
            if (listed.IsEmpty)
            {
                return false;
            }

            Span<ulong> kept = stackalloc ulong[BitBlock.Words];
            kept.Clear();
            foreach (var row in listed)
            {
                kept[(row - first) >> 6] |= 1UL << (row & 63);
            }

            BitBlock.And(left, kept);
        }

        if (adult >= 0)
        {
            Span<ulong> hidden = stackalloc ulong[BitBlock.Words];
            hidden.Clear();
            _view.AddTo(hidden, adult, block);
            BitBlock.AndNot(left, hidden);
        }

        foreach (var row in In(without, first, rows))
        {
            left[(row - first) >> 6] &= ~(1UL << (row & 63));
        }

        Range(left, query.Years, _view.Years.Slice(first, rows));
        Range(left, query.Runtime, _view.Runtimes.Slice(first, rows));
        if (!query.Votes.IsAll || !query.Rating.IsAll)
        {
            Voted(block, left);
        }

        return left.ContainsAnyExcept(0UL);
    }

    /// <summary>Rows stand by falling votes, so a range of votes is a range of rows; only rows with votes have a rating.</summary>
    void Voted(int block, Span<ulong> left)
    {
        var counts = _view.Counts;
        var first = block * BitBlock.Rows;
        var (start, voted) = counts.HoldsEpisodes(block) ? (counts.FirstEpisode, counts.VotedEpisodes) : (0, counts.VotedTitles);
        var column = start == 0 ? 0 : counts.VotedTitles;
        var votes = _view.Votes.Slice(column, voted);
        var from = query.Votes.Most is { } most ? FirstWithAtMost(votes, most) : 0;
        var to = query.Votes.Least is { } least and > 0 ? FirstWithAtMost(votes, least - 1) : voted;
        BitBlock.Within(left, start + from - first, start + to - first);
        if (!query.Rating.IsAll)
        {
            var at = Math.Min(first - start, voted);
            var (lowest, highest) = (Math.Max(query.Rating.Least ?? 0, 1), Math.Min(query.Rating.Most ?? byte.MaxValue, byte.MaxValue));
            if (lowest > highest)
            {
                left.Clear();
                return;
            }

            BitBlock.Between(left, _view.Ratings.Slice(column + at, Math.Min(voted - at, BitBlock.Rows)), (byte)lowest, (byte)highest);
        }
    }

    static void Range(Span<ulong> left, NumberRange range, ReadOnlySpan<ushort> values)
    {
        if (range.IsAll)
        {
            return;
        }

        var (least, most) = (Math.Max(range.Least ?? 1, 1), Math.Min(range.Most ?? ushort.MaxValue, ushort.MaxValue));
        if (least > most)
        {
            left.Clear();
        }
        else
        {
            BitBlock.Between(left, values, (ushort)least, (ushort)most);
        }
    }

    /// <param name="votes">Falling.</param>
    /// <param name="most">At least so many come before.</param>
    static int FirstWithAtMost(ReadOnlySpan<int> votes, int most)
    {
        var (low, high) = (0, votes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = votes[middle] > most ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    static ReadOnlySpan<int> In(int[] rows, int first, int count)
    {
        var from = Array.BinarySearch(rows, first);
        var to = Array.BinarySearch(rows, first + count);
        return rows.AsSpan()[(from < 0 ? ~from : from)..(to < 0 ? ~to : to)];
    }
}
