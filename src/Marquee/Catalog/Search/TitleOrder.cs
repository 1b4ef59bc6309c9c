namespace Marquee.Catalog.Search;

/// <summary>The place of every title by popularity, and the way from a title id to that place.</summary>
internal sealed class TitleOrder
{
    public const int AdultBit = 0x80;

    private long[] _ids;
    private int[] _positionOfId;

    public TitleOrder(SpilledRows<AddedTitle> titles, CancellationToken ct)
    {
        _ids = new long[titles.Count];
        var ranks = new ushort[titles.Count];
        var kinds = new byte[titles.Count];
        var at = 0;
        titles.Rewind();
        for (var batch = titles.Next(); batch.Length > 0; batch = titles.Next())
        {
            ct.ThrowIfCancellationRequested();
            foreach (ref readonly var title in batch)
            {
                _ids[at] = title.Id;
                kinds[at] = (byte)((byte)title.Kind | (title.Adult ? AdultBit : 0));
                ranks[at++] = (ushort)(ushort.MaxValue - Popularity.Of(title.Kind, title.Votes, title.Adult) * ushort.MaxValue);
            }
        }
        _positionOfId = new int[at];
        for (var i = 0; i < at; i++) _positionOfId[i] = i;
        Array.Sort(_ids, _positionOfId);
        Positions = CountingOrder(ranks, _positionOfId);
        for (var i = 0; i < at; i++) _positionOfId[i] = Positions[_positionOfId[i]];
        Popularities = new byte[at];
        Kinds = new byte[at];
        for (var i = 0; i < at; i++)
        {
            Popularities[Positions[i]] = (byte)((ushort.MaxValue - ranks[i]) >> 8);
            Kinds[Positions[i]] = kinds[i];
        }
    }

    /// <summary>Place of each title in the order of adding.</summary>
    public int[] Positions { get; }

    /// <summary>By place: 0 to 255.</summary>
    public byte[] Popularities { get; }

    /// <summary>By place: the kind, with <see cref="AdultBit"/>.</summary>
    public byte[] Kinds { get; }

    /// <returns>-1 when no such title was added.</returns>
    public int Find(long id)
    {
        var at = Array.BinarySearch(_ids, id);
        return at < 0 ? -1 : _positionOfId[at];
    }

    /// <summary>Frees most of the memory; <see cref="Find"/> knows nothing afterwards.</summary>
    public void WriteIdsAndForgetThem(IndexFileWriter file)
    {
        file.Write<int>(_positionOfId);
        file.End(IndexSection.TitlesById);
        _ids = [];
        _positionOfId = [];
    }

    /// <summary>Among equals the lower id comes first.</summary>
    private static int[] CountingOrder(ushort[] ranks, int[] byId)
    {
        var next = new int[ushort.MaxValue + 2];
        foreach (var rank in ranks) next[rank + 1]++;
        for (var i = 1; i < next.Length; i++) next[i] += next[i - 1];
        var positions = new int[ranks.Length];
        foreach (var i in byId) positions[i] = next[ranks[i]]++;
        return positions;
    }
}
