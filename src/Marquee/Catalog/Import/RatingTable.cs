namespace Marquee.Catalog.Import;

/// <summary>
/// All ratings by title in plain arrays (16 bytes each). The dumps are sorted by the text of the id, so numbers do not rise
/// evenly; sorted once, a title is found through a coarse index by number.
/// </summary>
sealed class RatingTable
{
    const int Shift = 8;
    long[] _titles = new long[1 << 16];
    int[] _votes = new int[1 << 16];
    byte[] _tenths = new byte[1 << 16];
    int[] _starts = [];

    public int Count { get; private set; }

    public void Add(long title, int tenths, int votes)
    {
        if (Count == _titles.Length)
        {
            Array.Resize(ref _titles, Count * 2);
            Array.Resize(ref _votes, Count * 2);
            Array.Resize(ref _tenths, Count * 2);
        }

        _titles[Count] = title;
        _votes[Count] = votes;
        _tenths[Count++] = (byte)tenths;
    }

    /// <summary>Makes <see cref="Find"/> work. Of two ratings for one title the later stays.</summary>
    /// <returns>How many were dropped because another line has the same title.</returns>
    public int Sort()
    {
        var order = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            order[i] = i;
        }

        Array.Sort(_titles, order, 0, Count);
        var (votes, tenths, kept) = (new int[Count], new byte[Count], 0);
        for (var i = 0; i < Count; i++)
        {
            // The sort is not stable: among equals the highest position in the file wins.
            var latest = order[i];
            while (i + 1 < Count && _titles[i + 1] == _titles[i])
            {
                latest = Math.Max(latest, order[++i]);
            }

            _titles[kept] = _titles[i];
            votes[kept] = _votes[latest];
            tenths[kept++] = _tenths[latest];
        }

        var dropped = Count - kept;
        (_votes, _tenths, Count) = (votes, tenths, kept);
        Index();
        return dropped;
    }

    void Index()
    {
        // Titles from 10^12 up have no place in the coarse index and are searched among the last.
        var within = Array.BinarySearch(_titles, 0, Count, 1L << 32);
        within = within < 0 ? ~within : within;
        _starts = new int[within == 0 ? 1 : (int)(_titles[within - 1] >> Shift) + 2];
        var at = 0;
        for (var bucket = 0; bucket < _starts.Length; bucket++)
        {
            while (at < within && _titles[at] >> Shift < bucket)
            {
                at++;
            }

            _starts[bucket] = at;
        }
    }

    public (int? Tenths, int? Votes) Find(long title)
    {
        var bucket = title >> Shift;
        var (from, to) = bucket < _starts.Length - 1
            ? (_starts[bucket], _starts[bucket + 1])
            : (_starts.Length == 0 ? 0 : _starts[^1], Count);
        var at = Array.BinarySearch(_titles, from, to - from, title);
        return at < 0 ? (null, null) : (_tenths[at], _votes[at]);
    }
}
