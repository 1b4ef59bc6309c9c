using Marquee.Access;
using Marquee.Catalog;
using Marquee.Watching;

namespace Marquee.Discovery;

/// <summary>
/// What to watch tonight: a plain sum of what everybody's votes and the member's own ratings say, never what they have seen or do not want to be shown,
/// each pick with the part of the sum that counted most. Works without votes, and without a history.
/// </summary>
public sealed class Tonight(CandidatePool pool, LikedPeople liked, MemberTaste tastes, MemberTitles mine, Titles titles, People people, Sights sights, TimeProvider time)
{
    /// <summary>The best that are looked at when the list is mixed.</summary>
    const int Considered = 400;

    /// <summary>Points by which chance moves a title: a little every day, more when somebody asks for another list.</summary>
    const double DailyChance = 0.1;
    const double AskedChance = 0.8;

    public static TonightWeights Weights { get; } = new();

    public async Task<TonightAnswer> Picks(Viewer viewer, TonightFilters filters, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        var member = await tastes.Of(viewer, sight, ct);
        var pools = await pool.Of([.. filters.Kinds.Where(TonightFilters.PossibleKinds.Contains)], sight, ct);
        var acclaim = new Acclaim(pools, Weights);
        var fitting = Fitting(await All(pools, member.Taste, filters, sight, ct), sight, member, await mine.NotWanted(viewer, ct), filters);
        var seed = filters.Seed ?? Seeded.OfDay(viewer.Member, time.GetUtcNow());
        var basis = !member.Taste.IsUnknown ? TonightBasis.History : acclaim.Known ? TonightBasis.Votes : TonightBasis.Rotation;
        var picks = basis == TonightBasis.Rotation ? [] : Mixing.Pick(
            Best(fitting, member.Taste, acclaim, seed, filters.Seed is null ? DailyChance : AskedChance),
            filters.Limit,
            basis == TonightBasis.Votes ? Spread.Wide : Spread.Light);
        return await Answer(viewer, sight, basis, pools, picks, Rotated(fitting, picks, filters.Limit - picks.Count, seed), member.Taste, ct);
    }

    async Task<IEnumerable<PoolTitle>> All(IReadOnlyList<Pool> pools, Taste taste, TonightFilters filters, Sight sight, CancellationToken ct)
    {
        var all = pools.SelectMany(p => p.Titles).ToDictionary(t => t.Title.Id);
        if (!filters.Filter.IsEmpty && all.Values.Count(t => filters.Filter.Fits(t.Title)) < CandidatePool.Enough)
        {
            foreach (var found in pools.Where(p => p.MeanVote is not null))
            {
                Add(await pool.Narrow(found.Kind, filters.Filter, sight, ct));
            }
        }

        var kinds = pools.Select(p => p.Kind).ToHashSet();
        Add((await liked.By(taste, ct)).Where(t => kinds.Contains(t.Title.Kind)));
        return all.Values;

        void Add(IEnumerable<PoolTitle> more)
        {
            foreach (var title in more)
            {
                all.TryAdd(title.Title.Id, title);
            }
        }
    }

    static List<PoolTitle> Fitting(IEnumerable<PoolTitle> all, Sight sight, KnownMember member, IReadOnlySet<TitleId> notWanted, TonightFilters filters) =>
        [.. all.Where(t => sight.Shows(t.Title.Id, t.Title.Adult) && !member.Seen.Contains(t.Title.Id) && !notWanted.Contains(t.Title.Id) && filters.Filter.Fits(t.Title))];

    static IReadOnlyList<Scored> Best(List<PoolTitle> fitting, Taste taste, Acclaim acclaim, int seed, double chance)
    {
        var scored = fitting.Select(t => Score(t, taste, acclaim, seed, chance));
        // Without votes only what the member likes is worth a place; the tour through countries and decades fills the rest.
        return [.. (acclaim.Known ? scored : scored.Where(s => s.Score.Largest.Feature is not null))
            .OrderByDescending(s => s.Score.Total).ThenBy(s => s.Title.Id).Take(Considered)];
    }

    internal static Scored Score(PoolTitle title, Taste taste, Acclaim acclaim, int seed, double chance)
    {
        var score = TonightScore.Of(title.Features, taste, acclaim.Of(title.Title), Weights);
        return new Scored(title.Title, title.Features, score with { Total = score.Total + (chance * (Seeded.Chance(seed, title.Title.Id.Number) - 0.5)) });
    }

    static IReadOnlyList<PoolTitle> Rotated(List<PoolTitle> fitting, IReadOnlyList<Pick> picks, int missing, int seed)
    {
        var there = picks.Select(p => p.Scored.Title.Id).ToHashSet();
        return missing <= 0 ? [] : [.. Rotation.Order([.. fitting.Where(t => !there.Contains(t.Title.Id))], t => t.Title.Id, t => t.Features, seed).Take(missing)];
    }

    async Task<TonightAnswer> Answer(
        Viewer viewer, Sight sight, TonightBasis basis, IReadOnlyList<Pool> pools, IReadOnlyList<Pick> picks, IReadOnlyList<PoolTitle> rotated, Taste taste, CancellationToken ct)
    {
        var reasons = picks.Select(p => p.Reason.Feature).OfType<Feature>().Distinct().ToList();
        var because = reasons.SelectMany(f => taste.Find(f)!.Because.Select(b => b.Title));
        var facts = (await titles.Find([.. picks.Select(p => p.Scored.Title.Id), .. rotated.Select(t => t.Title.Id), .. because], ct))
            .Where(title => sight.Shows(title.Value)).ToDictionary();
        var names = await people.Find([.. reasons.Where(f => f.Kind is FeatureKind.Director or FeatureKind.Writer or FeatureKind.Actor).Select(f => new PersonId(f.Key))], ct);
        return new TonightAnswer
        {
            Basis = basis,
            History = await mine.Size(viewer, sight, ct),
            Picks =
            [
                // Two numbers of the catalog that were merged are one pick.
                .. (from pick in picks
                   let scored = pick.Scored
                   where facts.ContainsKey(scored.Title.Id)
                   select new TonightPick(facts[scored.Title.Id], Math.Round(scored.Score.Total, 2), TonightReasons.Of(pick, taste, facts, names))).Concat(
                   from title in rotated
                   where facts.ContainsKey(title.Title.Id)
                   select new TonightPick(facts[title.Title.Id], 0, TonightReasons.Rotated(title.Features))).DistinctBy(pick => pick.Title.Id),
            ],
            Genres = [.. pools.SelectMany(p => p.Titles).Aggregate(Genres.None, (all, t) => all | t.Title.Genres).Names],
            Decades = [.. pools.SelectMany(p => p.Titles).Select(t => Feature.DecadeOf(t.Title.Year)).OfType<int>().Distinct().OrderDescending()],
            Countries = [.. pools.SelectMany(p => p.Titles).SelectMany(t => t.Features).Where(f => f.Kind == FeatureKind.Country).Select(f => f.CountryCode).Distinct().Order(StringComparer.Ordinal)],
        };
    }
}
