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
    const int Enough = 300;

    /// <summary>Ratings may be refreshed without a new generation.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromHours(6);

    readonly SemaphoreSlim _loading = new(1, 1);
    volatile Dictionary<TitleKind, Pool> _pools = [];
    int _generation = -1;
    long _since;

    public async Task<IReadOnlyList<Pool>> Of(IReadOnlyList<TitleKind> kinds, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            if (_generation != database.Generation || time.GetElapsedTime(_since) > Fresh)
            {
                (_pools, _generation, _since) = ([], database.Generation, time.GetTimestamp());
            }

            var found = new List<Pool>();
            foreach (var kind in kinds.Distinct())
            {
                if (!_pools.TryGetValue(kind, out var pool))
                {
                    pool = await Load(kind, ct);
                    if (pool.Titles.Count > 0)
                    {
                        _pools[kind] = pool;
                    }
                }

                found.Add(pool);
            }

            return found;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Titles with their features, for those that the pool does not have.</summary>
    public async Task<IReadOnlyList<PoolTitle>> Described(IReadOnlyList<Candidate> titles, CancellationToken ct)
    {
        var ids = titles.Select(t => t.Id).ToList();
        var credits = (await candidates.Credits(ids, ct)).ToLookup(c => c.Title);
        var countries = await candidates.Countries(ids, ct);
        return [.. titles.Select(t => new PoolTitle(t, [.. Feature.Of(t.Genres, t.Year, countries[t.Id], credits[t.Id]).Distinct()]))];
    }

    async Task<Pool> Load(TitleKind kind, CancellationToken ct)
    {
        var titles = await candidates.MostVoted(kind, new CandidateFilter(), Size(kind), ct);
        if (titles.Count < Enough)
        {
            var voted = titles.Select(t => t.Id).ToHashSet();
            titles = [.. titles, .. (await candidates.Any(kind, WithoutVotes, seed: 0, ct)).Where(t => !voted.Contains(t.Id))];
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
}
