using System.Runtime.CompilerServices;
using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>
/// Titles by the people a member likes most: many of them have too few votes for the pool, and nobody else would name them.
/// Kept as long as the taste they belong to.
/// </summary>
public sealed class LikedPeople(CandidatePool pool, Candidates candidates)
{
    const int People = 30;
    const int OfEach = 60;
    const int Titles = 300;

    readonly ConditionalWeakTable<Taste, IReadOnlyList<PoolTitle>> _byTaste = [];

    /// <returns>Titles that are not in the usual pools.</returns>
    public async Task<IReadOnlyList<PoolTitle>> By(Taste taste, CancellationToken ct)
    {
        if (!_byTaste.TryGetValue(taste, out var found))
        {
            found = taste.IsUnknown ? [] : await Find(taste, ct);
            _byTaste.AddOrUpdate(taste, found);
        }

        return found;
    }

    async Task<IReadOnlyList<PoolTitle>> Find(Taste taste, CancellationToken ct)
    {
        var pooled = (await pool.Of(TonightFilters.UsualKinds, Sight.Everything, ct)).SelectMany(p => p.Titles).Select(t => t.Title.Id).ToHashSet();
        var theirs = (await candidates.By([.. taste.People(People)], OfEach, ct)).Where(id => !pooled.Contains(id)).ToList();
        return await pool.Described([.. (await candidates.Of(theirs, ct))
            .Where(t => TonightFilters.PossibleKinds.Contains(t.Kind)).OrderByDescending(t => t.Votes ?? 0).ThenBy(t => t.Id).Take(Titles)], ct);
    }
}
