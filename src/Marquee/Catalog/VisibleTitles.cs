using System.Runtime.CompilerServices;
using Marquee.Catalog.Browse;
using Marquee.Catalog.Search;

namespace Marquee.Catalog;

/// <summary>All titles of one generation that somebody with a ceiling sees, and where the generation's indexes have them.</summary>
public sealed class VisibleTitles
{
    readonly long[] _ids;
    readonly ConditionalWeakTable<BrowseIndex, int[]> _rows = [];
    readonly ConditionalWeakTable<TitleIndex, ShownTitles> _shown = [];

    /// <param name="titles">Everything but episodes.</param>
    /// <param name="episodes">Those that are seen.</param>
    internal VisibleTitles(IReadOnlyCollection<long> titles, IReadOnlyCollection<long> episodes)
    {
        Titles = [.. titles.Order()];
        _ids = [.. titles.Concat(episodes).Distinct().Order()];
    }

    /// <summary>Without episodes.</summary>
    public int Count => Titles.Length;

    /// <summary>Everything but episodes, rising.</summary>
    internal long[] Titles { get; }

    public bool Has(TitleId title) => Array.BinarySearch(_ids, title.Number) >= 0;

    /// <returns>Rising.</returns>
    internal int[] RowsIn(BrowseIndex index) => _rows.GetValue(index, i => i.RowsOf(_ids.Select(id => new TitleId(id))));

    internal ShownTitles In(TitleIndex index, in IndexView view)
    {
        if (!_shown.TryGetValue(index, out var shown))
        {
            _shown.AddOrUpdate(index, shown = new ShownTitles(view, _ids));
        }

        return shown;
    }
}
