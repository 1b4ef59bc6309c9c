using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Discovery;

/// <summary>What a member likes and has seen, as of this moment.</summary>
/// <param name="Seen">Everything watched or rated, the series of every such episode, and the numbers that were merged into one of these.</param>
public sealed record KnownMember(Taste Taste, IReadOnlySet<TitleId> Seen);

/// <summary>Learns a member's taste from their ratings and watches; learns it anew as soon as one of them changes.</summary>
public sealed class MemberTaste(Database database, MemberTitles mine, Titles titles, MergedTitles merged, Candidates candidates, CandidatePool pool)
{
    /// <summary>The latest titles that taste is learned from; more would say the same.</summary>
    const int Latest = 2000;

    const int Members = 100;

    readonly Lock _lock = new();
    readonly Dictionary<long, (int Generation, long Stamp, KnownMember Known)> _known = [];

    /// <summary>Learned from what the member sees: what came before a ceiling explains no pick.</summary>
    public async Task<KnownMember> Of(Viewer viewer, Sight sight, CancellationToken ct)
    {
        var rated = sight.Of(await mine.Rated(viewer, ct), r => r.Title);
        var seen = sight.Of(await mine.Seen(viewer, ct), t => t).ToHashSet();
        var (generation, stamp) = (database.Generation, Stamp(rated, await merged.WithMerged(seen, ct)));
        lock (_lock)
        {
            if (_known.TryGetValue(viewer.Member, out var kept) && kept.Generation == generation && kept.Stamp == stamp)
            {
                return kept.Known;
            }
        }

        var known = await Learn(rated, seen, ct);
        lock (_lock)
        {
            if (_known.Count >= Members)
            {
                _known.Clear();
            }

            _known[viewer.Member] = (generation, stamp, known);
        }

        return known;
    }

    async Task<KnownMember> Learn(IReadOnlyList<RatedTitle> rated, IReadOnlySet<TitleId> seen, CancellationToken ct)
    {
        var ratings = rated.OrderByDescending(r => r.RatedAt ?? DateTimeOffset.MinValue).ThenByDescending(r => r.Rating).Take(Latest).ToDictionary(r => r.Title, r => (double?)r.Rating);
        var every = rated.Select(r => r.Title).ToHashSet();
        foreach (var title in seen.Where(t => !every.Contains(t)).Take(Latest - ratings.Count))
        {
            ratings[title] = null;
        }

        var found = await titles.Find(ratings.Keys, ct);
        var whole = Whole(ratings, found);
        var facts = whole.Keys.All(found.ContainsKey) ? found : await titles.Find(whole.Keys, ct);
        var credits = (await candidates.Credits(whole.Keys, ct)).ToLookup(c => c.Title);
        var taste = Taste.Of([.. from title in whole
                                 let known = facts.GetValueOrDefault(title.Key)
                                 where known is not null
                                 select new KnownTaste(title.Key, title.Value, [.. Feature.Of(known.Genres, known.Year, known.Countries, credits[title.Key])])], await pool.Usual(ct));
        return new KnownMember(taste, await merged.WithMerged(seen.Concat(whole.Keys), ct));
    }

    /// <summary>Episodes speak for their series, unless the series has a rating of its own.</summary>
    internal static Dictionary<TitleId, double?> Whole(IReadOnlyDictionary<TitleId, double?> ratings, IReadOnlyDictionary<TitleId, TitleFacts> facts) => ratings
        .GroupBy(r => facts.GetValueOrDefault(r.Key)?.Series?.Id ?? r.Key)
        .ToDictionary(
            group => group.Key,
            group => ratings.TryGetValue(group.Key, out var own) && own is not null ? own : group.Average(r => r.Value));

    static long Stamp(IReadOnlyList<RatedTitle> rated, IReadOnlySet<TitleId> seen)
    {
        var stamp = (long)seen.Count;
        foreach (var title in rated)
        {
            stamp = unchecked((stamp * 31) + (title.Title.Number * 11) + title.Rating);
        }

        foreach (var title in seen)
        {
            stamp = unchecked(stamp + (title.Number * 2_654_435_761L)); // in any order
        }

        return stamp;
    }
}
