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
public sealed class BestLists(Database database, Titles titles, BestFacetList facets, CatalogCache cache)
{
    sealed record Key(int Generation, BestQuery Query);

    public ValueTask<BestList> Find(BestQuery query, CancellationToken ct)
    {
        var generation = database.Generation;
        return cache.Of(new Key(generation, query), () => Read(generation, query, ct), list => 200 + (600L * list.Items.Count), ct);
    }

    async Task<BestList> Read(int generation, BestQuery query, CancellationToken ct)
    {
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
    /// Ranks the most voted first, four times as many as are wanted. What the last wanted one of those reaches, every other title
    /// must reach too, which the database can tell by itself: few rows come over.
    /// </summary>
    static async Task<IReadOnlyList<Candidate>> Rank(DbConnection connection, BestQuery query, double mean, double prior, CancellationToken ct)
    {
        var wanted = query.Skip + query.Limit;
        var first = wanted * 4;
        var some = await Read(connection, query, mean, prior, $"order by t.votes desc limit {first}", 0, 1, ct);
        if (wanted == 0 || some.Count < first)
        {
            return some;
        }

        // A little lower, so that neither engine's rounding loses a tie.
        var reached = some[wanted - 1].Weighted - 1e-9;
        const double highest = 10;
        var least = mean < reached && reached < highest ? prior * (reached - mean) / (highest - reached) : 1;
        return await Read(
            connection, query, mean, prior, "and t.votes * t.rating / 10.0 + @prior * @mean >= @reached * (t.votes + @prior)", reached, Math.Max((long)least, 1), ct);
    }

    /// <returns>Best first.</returns>
    static async Task<List<Candidate>> Read(DbConnection connection, BestQuery query, double mean, double prior, string which, double reached, long least, CancellationToken ct)
    {
        var parameters = new DynamicParameters(Parameters(query, least));
        parameters.AddDynamicParams(new { mean, prior, reached });
        var rows = await connection.QueryAsync<VotedRow>(new CommandDefinition($"select t.id, t.votes, t.rating {From(query)} {which}", parameters, cancellationToken: ct));
        return [.. rows.Select(row => new Candidate(WeightedRating.Of(row.Rating / 10.0, row.Votes, mean, prior), row.Votes, new TitleId(row.Id))).Order()];
    }

    static Task<long> Count(DbConnection connection, BestQuery query, CancellationToken ct) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) {From(query)}", Parameters(query, 1), cancellationToken: ct));

    static string From(BestQuery query) =>
        "from catalog.title t "
        + (query.Country is null ? "" : "join catalog.country c on c.title = t.id and c.country = @country ")
        + "where t.kind = @kind and t.votes is not null and t.votes >= @least and t.rating is not null"
        + (query.Adult ? "" : " and not t.adult")
        + (query.Genres.IsEmpty ? "" : " and (t.genres & @genres) = @genres")
        + (query.Decade is null ? "" : " and t.year >= @decade and t.year < @decade + 10");

    static object Parameters(BestQuery query, long least) => new
    {
        kind = (int)query.Kind,
        least = Math.Max(query.MinVotes ?? 1, least),
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

    sealed record VotedRow
    {
        public long Id { get; init; }

        public int Votes { get; init; }

        public int Rating { get; init; }
    }
}
