using Marquee.Catalog.Search;

namespace Marquee.Catalog.Browse;

/// <summary>Which title stands in which row, see <see cref="BrowseCounts"/>.</summary>
sealed class RowOrder
{
    const ulong Episode = 1UL << 63;

    /// <summary>Sorts by this: episodes last, more votes first, then the lower id.</summary>
    ulong[] _keys;

    /// <summary>By rising id, beside their rows.</summary>
    uint[] _ids = [];

    uint[] _rows = [];

    public RowOrder(SpilledRows<BrowseTitle> titles, CancellationToken ct)
    {
        _keys = new ulong[titles.Count];
        var (at, episodes, voted, votedEpisodes) = (0, 0, 0, 0);
        titles.Rewind();
        for (var some = titles.Next(); some.Length > 0; some = titles.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var title in some)
            {
                var isEpisode = title.Kind == TitleKind.TvEpisode;
                episodes += isEpisode ? 1 : 0;
                voted += title.Votes > 0 ? 1 : 0;
                votedEpisodes += isEpisode && title.Votes > 0 ? 1 : 0;
                _keys[at++] = (isEpisode ? Episode : 0) | (ulong)(int.MaxValue - title.Votes) << 32 | title.Id;
            }
        }

        Array.Sort(_keys);
        Counts = new BrowseCounts(at - episodes, voted - votedEpisodes, episodes, votedEpisodes);
    }

    public BrowseCounts Counts { get; }

    public void Write(IndexFileWriter file)
    {
        for (var i = 0; i < _keys.Length && Votes(_keys[i]) > 0; i++)
        {
            file.Write(Votes(_keys[i]));
        }

        for (var i = Counts.Titles; i < _keys.Length && Votes(_keys[i]) > 0; i++)
        {
            file.Write(Votes(_keys[i]));
        }

        file.End(IndexSection.BrowseVotes);
        _ids = new uint[_keys.Length];
        for (var i = 0; i < _keys.Length; i++)
        {
            _ids[i] = (uint)_keys[i];
        }

        _keys = [];
        GiveBack();
        file.Write<uint>(_ids.AsSpan(0, Counts.Titles));
        file.Write<uint>(new uint[Counts.FirstEpisode - Counts.Titles]);
        file.Write<uint>(_ids.AsSpan(Counts.Titles));
        file.End(IndexSection.BrowseIds);
        _rows = new uint[_ids.Length];
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = (uint)(i < Counts.Titles ? i : Counts.FirstEpisode + i - Counts.Titles);
        }

        Array.Sort(_ids, _rows);
        file.Write<uint>(_rows);
        file.End(IndexSection.BrowseRowsById);
        file.Write<uint>(_ids);
        file.End(IndexSection.BrowseIdsInOrder);
    }

    static int Votes(ulong key) => int.MaxValue - (int)(key >> 32 & int.MaxValue);

    /// <summary>The titles with their rows instead of their ids, in a temporary file.</summary>
    public SpilledRows<BrowseTitle> InRows(SpilledRows<BrowseTitle> titles, string path, CancellationToken ct)
    {
        var inRows = new SpilledRows<BrowseTitle>(path);
        titles.Rewind();
        for (var some = titles.Next(); some.Length > 0; some = titles.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var title in some)
            {
                inRows.Add(title with { Id = _rows[Array.BinarySearch(_ids, title.Id)] });
            }
        }

        return inRows;
    }

    /// <summary>The same for what titles have; without what belongs to no title.</summary>
    public SpilledRows<BrowsePair> InRows(SpilledRows<BrowsePair> pairs, string path, CancellationToken ct)
    {
        var inRows = new SpilledRows<BrowsePair>(path);
        var (last, at) = (0u, -1);
        pairs.Rewind();
        for (var some = pairs.Next(); some.Length > 0; some = pairs.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var pair in some)
            {
                if (pair.Id != last)
                {
                    (last, at) = (pair.Id, Array.BinarySearch(_ids, pair.Id));
                }

                if (at >= 0)
                {
                    inRows.Add(pair with { Id = _rows[at] });
                }
            }
        }

        return inRows;
    }

    public void Forget()
    {
        (_ids, _rows) = ([], []);
        GiveBack();
    }

    /// <summary>What is let go here is large and would otherwise stay until the next large piece is asked for.</summary>
    internal static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
