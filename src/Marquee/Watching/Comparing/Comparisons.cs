using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Comparing;

/// <summary>
/// Puts two members side by side. Only titles that both see are in it: neither a child's earlier history nor an adult title is told
/// to, or by, somebody to whom it is hidden.
/// </summary>
public sealed class Comparisons(Database database, ComparableMembers members, Sights sights)
{
    /// <summary>Titles of each list.</summary>
    const int Most = 12;

    readonly ComparisonStore _store = new(database);

    /// <returns>Null when there is no such member, or one of the two does not let others compare.</returns>
    public async Task<Comparison?> Of(Viewer viewer, long other, CancellationToken ct)
    {
        if (await members.Find(viewer, other, ct) is not { } them)
        {
            return null;
        }

        var (mySight, theirSight) = (await sights.Of(viewer, ct), await sights.Of(Viewers.Of(them, viewer.Origin), ct));
        var ratings = (await _store.Ratings(viewer.Member, other, ct)).Where(r => Seen(r.Title, r.Adult)).ToLookup(r => r.Member);
        var (mine, theirs) = (ratings[viewer.Member].ToDictionary(r => r.Title), ratings[other].ToDictionary(r => r.Title));
        var shared = mine.Values.Where(r => theirs.ContainsKey(r.Title)).Select(r => new PairedTitle(new TitleId(r.Title), r.Value, theirs[r.Title].Value)).ToList();
        var pairs = shared.GroupBy(s => (s.Mine, s.Theirs)).Select(p => new RatingPairs(p.Key.Mine, p.Key.Theirs, p.Count())).OrderBy(p => p.Mine).ThenBy(p => p.Theirs).ToList();
        return new Comparison
        {
            Other = new ComparableMember(them.Id, them.Name),
            Shared = shared.Count,
            Mine = mine.Count,
            Theirs = theirs.Count,
            Agreement = Agreement.Of(pairs),
            Pairs = pairs,
            BothLoved = [.. shared.Where(s => s.Mine >= Comparison.Loved && s.Theirs >= Comparison.Loved).OrderByDescending(s => s.Mine + s.Theirs).ThenBy(s => s.Title).Take(Most)],
            Differing = [.. shared.Where(s => Distance(s) >= Comparison.Apart).OrderByDescending(Distance).ThenBy(s => s.Title).Take(Most)],
            ForMe = await Unseen(theirs.Values, mine, viewer.Member, ct),
            ForThem = await Unseen(mine.Values, theirs, other, ct),
            Together = [.. (await _store.BothListed(viewer.Member, other, ct)).Where(r => Seen(r.Title, r.Adult)).Take(2 * Most).Select(r => new TitleId(r.Title))],
        };

        bool Seen(long title, long adult) => mySight.Shows(new TitleId(title), adult != 0) && theirSight.Shows(new TitleId(title), adult != 0);
    }

    static int Distance(PairedTitle pair) => Math.Abs(pair.Mine - pair.Theirs);

    /// <summary>What one loves and the other has not seen.</summary>
    async Task<IReadOnlyList<LovedTitle>> Unseen(
        IEnumerable<ComparisonStore.RatingRow> loved, Dictionary<long, ComparisonStore.RatingRow> rated, long by, CancellationToken ct)
    {
        var candidates = loved.Where(r => r.Value >= Comparison.Loved && !rated.ContainsKey(r.Title)).ToList();
        var not = await _store.SeenOrDeclined(by, candidates.Select(r => r.Title), ct);
        return
        [
            .. candidates.Where(r => !not.Contains(r.Title)).OrderByDescending(r => r.Value).ThenByDescending(r => r.Mean).ThenBy(r => r.Title)
                .Take(Most).Select(r => new LovedTitle(new TitleId(r.Title), r.Value)),
        ];
    }
}
