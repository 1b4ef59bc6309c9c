using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Discovery;

/// <summary>A title to choose from, with what it is made of.</summary>
public sealed record PoolTitle(Candidate Title, IReadOnlyList<Feature> Features);

/// <summary>The titles of one kind that are worth considering for anybody.</summary>
/// <param name="MeanVote">C of the weighted rating; null when nobody has voted on any title of the kind.</param>
public sealed record Pool(TitleKind Kind, IReadOnlyList<PoolTitle> Titles, double? MeanVote);

/// <summary>
/// Keeps the best known titles of the current generation in memory, some megabytes, because every evening starts from them.
/// Where nobody has voted, it keeps all titles, or a cross-section of many.
/// </summary>
public sealed class CandidatePool(Database database, Candidates candidates, TimeProvider time)
{
    const int WithoutVotes = 3000;

    /// <summary>With fewer candidates than this it is worth looking for more.</summary>
    public const int Enough = 300;

    /// <summary>How many filters are remembered.</summary>
    const int Filters = 100;

    /// <summary>How many pools are kept: children's come and go with every change that a host makes.</summary>
    const int Pools = 40;

    /// <summary>Ratings may be refreshed without a new generation.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromHours(6);

    readonly SemaphoreSlim _loading = new(1, 1);
    Dictionary<(TitleKind, long), Pool> _pools = [];
    Dictionary<(TitleKind, CandidateFilter, long), IReadOnlyList<PoolTitle>> _narrow = [];
    volatile UsualShares? _usual;
    int _generation = -1;
    long _since;

    /// <summary>Adult titles are among them where there is no ceiling: whoever does not want them leaves them out.</summary>
    public Task<IReadOnlyList<Pool>> Of(IReadOnlyList<TitleKind> kinds, Sight sight, CancellationToken ct) => Alone<IReadOnlyList<Pool>>(async () =>
    {
        sight = Kept(sight);
        var found = new List<Pool>();
        foreach (var kind in kinds.Distinct())
        {
            if (!_pools.TryGetValue((kind, sight.Number), out var pool))
            {
                pool = await Load(kind, sight, ct);
                if (pool.Titles.Count > 0)
                {
                    if (_pools.Count >= Pools)
                    {
                        _pools.Clear();
                    }

                    _pools[(kind, sight.Number)] = pool;
                }
            }

            found.Add(pool);
        }

        return found;
    }, ct);

    /// <summary>The best known titles that fit a filter, for filters that leave too little of the pool.</summary>
    public Task<IReadOnlyList<PoolTitle>> Narrow(TitleKind kind, CandidateFilter filter, Sight sight, CancellationToken ct) => Alone(async () =>
    {
        sight = Kept(sight);
        if (!_narrow.TryGetValue((kind, filter, sight.Number), out var found))
        {
            found = await Described(await candidates.MostVoted(kind, filter, sight, Enough, ct), ct);
            if (_narrow.Count >= Filters)
            {
                _narrow.Clear();
            }

            _narrow[(kind, filter, sight.Number)] = found;
        }

        return found;
    }, ct);

    /// <summary>The share of each genre, decade and country in what people watch: the usual pools, each title by its votes.</summary>
    public async Task<IReadOnlyDictionary<Feature, double>> Usual(CancellationToken ct)
    {
        var pools = await Of(TonightFilters.UsualKinds, Sight.Everything, ct);
        if (_usual is { } known && ReferenceEquals(known.Pool, pools[0]))
        {
            return known.Shares;
        }

        var sums = new Dictionary<Feature, double>();
        var all = 0.0;
        foreach (var title in pools.SelectMany(p => p.Titles))
        {
            var weight = 1.0 + (title.Title.Votes ?? 0);
            all += weight;
            foreach (var feature in title.Features.Where(f => f.Kind is FeatureKind.Genre or FeatureKind.Decade or FeatureKind.Country))
            {
                sums[feature] = sums.GetValueOrDefault(feature) + weight;
            }
        }

        var shares = sums.ToDictionary(s => s.Key, s => s.Value / all);
        _usual = new UsualShares(pools[0], shares);
        return shares;
    }

    /// <summary>Titles with their features, for those that the pool does not have.</summary>
    public async Task<IReadOnlyList<PoolTitle>> Described(IReadOnlyList<Candidate> titles, CancellationToken ct)
    {
        var ids = titles.Select(t => t.Id).ToList();
        var credits = (await candidates.Credits(ids, ct)).ToLookup(c => c.Title);
        var countries = await candidates.Countries(ids, ct);
        return [.. titles.Select(t => new PoolTitle(t, [.. Feature.Of(t.Genres, t.Year, countries[t.Id], credits[t.Id]).Distinct()]))];
    }

    /// <summary>One loads, the others wait and find it there. What belongs to another generation is dropped first.</summary>
    async Task<T> Alone<T>(Func<Task<T>> find, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            if (_generation != database.Generation || time.GetElapsedTime(_since) > Fresh)
            {
                (_pools, _narrow, _generation, _since) = ([], [], database.Generation, time.GetTimestamp());
            }

            return await find();
        }
        finally
        {
            _loading.Release();
        }
    }

    static Sight Kept(Sight sight) => sight.Only is null ? Sight.Everything : sight;

    async Task<Pool> Load(TitleKind kind, Sight sight, CancellationToken ct)
    {
        var titles = await candidates.MostVoted(kind, new CandidateFilter(), sight, Size(kind), ct);
        if (titles.Count < Enough)
        {
            var voted = titles.Select(t => t.Id).ToHashSet();
            titles = [.. titles, .. (await candidates.Any(kind, sight, WithoutVotes, seed: 0, ct)).Where(t => !voted.Contains(t.Id))];
        }

        var means = await candidates.MeanVotes(ct);
        return new Pool(kind, await Described(titles, ct), means.TryGetValue(kind, out var mean) ? mean : null);
    }

    static int Size(TitleKind kind) => kind switch
    {
        TitleKind.Movie => 6000,
        TitleKind.TvSeries => 2000,
        _ => 800,
    };

    /// <param name="Pool">The one it was counted from; another generation has another.</param>
    sealed record UsualShares(Pool Pool, IReadOnlyDictionary<Feature, double> Shares);
}
