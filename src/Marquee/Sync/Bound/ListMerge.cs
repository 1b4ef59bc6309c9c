using Marquee.Catalog;

namespace Marquee.Sync.Bound;

/// <summary>Merges what two sides did to a list, item by item.</summary>
static class ListMerge
{
    /// <param name="before">What the device started from; empty when nobody knows, so nothing counts as taken off.</param>
    /// <param name="theirs">What the device says.</param>
    /// <param name="ours">What is here.</param>
    public static IReadOnlyList<SaidItem> Of(IReadOnlyList<SaidItem> before, IReadOnlyList<SaidItem> theirs, IReadOnlyList<SaidItem> ours)
    {
        if (ours.SequenceEqual(before))
        {
            return theirs;
        }

        var (was, said, here) = (Notes(before), Notes(theirs), Notes(ours));
        // Taken off there, and not touched here: an edit stays.
        var left = ours.Where(i => !was.ContainsKey(i.Title) || said.ContainsKey(i.Title) || i.Note != was[i.Title])
            .Select(i => said.TryGetValue(i.Title, out var note) && (!was.TryGetValue(i.Title, out var old) ? i.Note is null : note != old && i.Note == old) ? i with { Note = note } : i).ToList();
        left.AddRange(theirs.Where(i => !was.ContainsKey(i.Title) && !here.ContainsKey(i.Title)));
        var both = before.Select(i => i.Title).Where(t => said.ContainsKey(t) && here.ContainsKey(t)).ToHashSet();
        return Order(theirs, both).SequenceEqual(Order(before, both)) || !Order(ours, both).SequenceEqual(Order(before, both))
            ? left
            : Sorted(left, theirs);
    }

    static Dictionary<TitleId, string?> Notes(IReadOnlyList<SaidItem> items) => items.ToDictionary(i => i.Title, i => i.Note);

    static IEnumerable<TitleId> Order(IReadOnlyList<SaidItem> items, HashSet<TitleId> among) => items.Select(i => i.Title).Where(among.Contains);

    /// <summary>In the order of the device; what it does not know comes last.</summary>
    static IReadOnlyList<SaidItem> Sorted(List<SaidItem> items, IReadOnlyList<SaidItem> like)
    {
        var places = like.Index().ToDictionary(i => i.Item.Title, i => i.Index);
        return [.. items.OrderBy(i => places.GetValueOrDefault(i.Title, int.MaxValue))];
    }
}
