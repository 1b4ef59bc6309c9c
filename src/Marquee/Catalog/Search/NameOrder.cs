namespace Marquee.Catalog.Search;

/// <summary>The place of every distinct name: that of its best title.</summary>
internal sealed class NameOrder
{
    public NameOrder(NameLinks links, int names, int titles, CancellationToken ct)
    {
        var best = new int[names];
        Array.Fill(best, titles);
        links.Visit((title, name, _) => best[name] = Math.Min(best[name], title));
        ct.ThrowIfCancellationRequested();
        var next = new int[titles + 2];
        foreach (var title in best) next[title + 1]++;
        for (var i = 1; i < next.Length; i++) next[i] += next[i - 1];
        NewOf = new int[names];
        OldOf = new int[names];
        for (var i = 0; i < names; i++)
        {
            NewOf[i] = next[best[i]]++;
            OldOf[NewOf[i]] = i;
        }
    }

    /// <summary>Number in the index by number of arrival.</summary>
    public int[] NewOf { get; }

    /// <summary>Number of arrival by number in the index.</summary>
    public int[] OldOf { get; }
}
