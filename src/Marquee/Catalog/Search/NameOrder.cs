namespace Marquee.Catalog.Search;

/// <summary>The place of every distinct name: that of its best title.</summary>
internal sealed class NameOrder
{
    public NameOrder(NameLinks links, int names, CancellationToken ct)
    {
        var best = new int[names];
        Array.Fill(best, int.MaxValue);
        links.Visit((title, name, _) => best[name] = Math.Min(best[name], title));
        OldOf = new int[names];
        for (var i = 0; i < names; i++) OldOf[i] = i;
        ct.ThrowIfCancellationRequested();
        Array.Sort(best, OldOf);
        NewOf = new int[names];
        for (var i = 0; i < names; i++) NewOf[OldOf[i]] = i;
    }

    /// <summary>Number in the index by number of arrival.</summary>
    public int[] NewOf { get; }

    /// <summary>Number of arrival by number in the index.</summary>
    public int[] OldOf { get; }
}
