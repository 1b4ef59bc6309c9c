using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What a best list is made of.</summary>
public sealed record BestQuery
{
    public TitleKind Kind { get; init; } = TitleKind.Movie;

    public Genres Genres { get; init; }

    /// <summary>Its first year: 1990.</summary>
    public int? Decade { get; init; }

    /// <summary>ISO 3166.</summary>
    public string? Country { get; init; }

    public int? MinVotes { get; init; }

    /// <summary>m of <see cref="WeightedRating"/>; null is <see cref="WeightedRating.UsualPrior"/>.</summary>
    public double? Prior { get; init; }

    /// <summary>C of <see cref="WeightedRating"/>; null is the mean vote of all titles of the kind that are not adult.</summary>
    public double? Mean { get; init; }

    public bool Adult { get; init; }

    public int Skip { get; init; }

    public int Limit { get; init; } = 50;
}

public sealed record BestTitle(int Rank, double Weighted, TitleFacts Title);

/// <param name="Total">Titles with votes that fit the query.</param>
/// <param name="WithoutVotes">Titles that fit the query and were left out because nobody has voted.</param>
/// <param name="M">The prior that was used.</param>
/// <param name="C">The mean that was used; null when no title of the kind has votes.</param>
public sealed record BestList(IReadOnlyList<BestTitle> Items, long Total, long WithoutVotes, double M, double? C, BestFacets Facets);

/// <summary>By what the list of this kind can be narrowed: only values that give something.</summary>
public sealed record BestFacets(IReadOnlyList<string> Genres, IReadOnlyList<int> Decades, IReadOnlyList<string> Countries);

/// <summary>Titles by IMDb's weighted rating. Ties go to more votes, then to the lower id; titles without votes are left out and counted.</summary>
public sealed class BestLists(Database database, Titles titles, BestFacetList facets)
{
    public async Task<BestList> Find(BestQuery query, CancellationToken ct)
    {
        var generation = database.Generation;
        await using var connection = await database.Read(generation, ct);
        var tally = await BestFacetList.Counts(connection, query, ct);
        var prior = query.Prior ?? WeightedRating.UsualPrior;
        var (kindMean, found) = await facets.Of(connection, generation, query.Kind, query.Adult, ct);
        var mean = query.Mean ?? kindMean;
        if (mean is null)
        {
            return new BestList([], 0, tally.WithoutVotes, prior, null, found);
        }

        var best = await Rank(connection, query, mean.Value, prior, ct);
        var page = best.Skip(query.Skip).Take(query.Limit).ToList();
        var facts = await titles.Find(connection, [.. page.Select(p => p.Id)], alsoKnown: false, ct);
        var total = query.MinVotes is null && query.Country is null ? tally.Voted : await Count(connection, query, ct);
        return new BestList(
            [.. page.Select((p, at) => new BestTitle(query.Skip + at + 1, p.Weighted, facts[p.Id]))], total, tally.WithoutVotes, prior, mean, found);
    }

    /// <summary>
    /// Reads by falling votes and stops as soon as no title with fewer votes can reach the page: the bound is the weighted rating
    /// of a title with that many votes and the highest possible mean.
    /// </summary>
    async Task<IReadOnlyList<Candidate>> Rank(DbConnection connection, BestQuery query, double mean, double prior, CancellationToken ct)
    {
        const double highest = 10;
        var wanted = query.Skip + query.Limit;
        var best = new PriorityQueue<Candidate, Candidate>(Comparer<Candidate>.Create((a, b) => b.CompareTo(a)));
        if (wanted == 0)
        {
            return [];
        }

        await using var rows = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"select t.id, t.votes, t.rating {From(query)} order by t.votes desc", Parameters(query), cancellationToken: ct));
        while (await rows.ReadAsync(ct))
        {
            var votes = rows.GetInt32(1);
            if (best.Count == wanted && mean <= highest && WeightedRating.Of(highest, votes, mean, prior) < best.Peek().Weighted)
            {
                break;
            }

            var candidate = new Candidate(WeightedRating.Of(rows.GetInt32(2) / 10.0, votes, mean, prior), votes, new TitleId(rows.GetInt64(0)));
            if (best.Count < wanted)
            {
                best.Enqueue(candidate, candidate);
            }
            else if (candidate.CompareTo(best.Peek()) < 0)
            {
                best.EnqueueDequeue(candidate, candidate);
            }
        }

        var ranked = new Candidate[best.Count];
        for (var at = ranked.Length - 1; at >= 0; at--)
        {
            ranked[at] = best.Dequeue();
        }

        return ranked;
    }

    static Task<long> Count(DbConnection connection, BestQuery query, CancellationToken ct) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) {From(query)}", Parameters(query), cancellationToken: ct));

    static string From(BestQuery query) =>
        "from catalog.title t "
        + (query.Country is null ? "" : "join catalog.country c on c.title = t.id and c.country = @country ")
        + "where t.kind = @kind and t.votes is not null and t.votes >= @least and t.rating is not null"
        + (query.Adult ? "" : " and not t.adult")
        + (query.Genres.IsEmpty ? "" : " and (t.genres & @genres) = @genres")
        + (query.Decade is null ? "" : " and t.year >= @decade and t.year < @decade + 10");

    static object Parameters(BestQuery query) => new
    {
        kind = (int)query.Kind,
        least = Math.Max(query.MinVotes ?? 1, 1),
        genres = query.Genres.Bits,
        decade = query.Decade ?? 0,
        country = query.Country,
    };

    /// <summary>Sorts the better one first.</summary>
    readonly record struct Candidate(double Weighted, int Votes, TitleId Id) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other) =>
            Weighted != other.Weighted ? other.Weighted.CompareTo(Weighted)
            : Votes != other.Votes ? other.Votes.CompareTo(Votes)
            : Id.CompareTo(other.Id);
    }
}
