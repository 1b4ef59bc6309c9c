using System.Data.Common;
using Dapper;

namespace Marquee.Catalog;

/// <summary>What the tally of a generation says for best lists: the mean vote of a kind, how many have none, what to narrow by.</summary>
public sealed class BestFacetList
{
    readonly Lock _lock = new();
    readonly Dictionary<(TitleKind Kind, bool Adult), Narrowing> _kept = [];
    int _generation = -1;

    /// <summary>What does not change within a generation.</summary>
    sealed record Narrowing(double? Mean, BestFacets Facets);

    /// <summary>
    /// C, the mean of all votes for titles of the kind that are not adult (null when there are none), and by what lists of the
    /// kind can be narrowed: of the kind as a whole, so that a choice never takes the others away. Read once a generation.
    /// </summary>
    internal async Task<(double? Mean, BestFacets Facets)> Of(DbConnection connection, int generation, TitleKind kind, bool adult, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_generation == generation && _kept.TryGetValue((kind, adult), out var kept))
            {
                return (kept.Mean, kept.Facets);
            }
        }

        var read = new Narrowing(await Mean(connection, kind, ct), await Facets(connection, kind, adult, ct));
        lock (_lock)
        {
            if (_generation != generation)
            {
                _generation = generation;
                _kept.Clear();
            }

            _kept[(kind, adult)] = read;
        }

        return (read.Mean, read.Facets);
    }

    static async Task<double?> Mean(DbConnection connection, TitleKind kind, CancellationToken ct)
    {
        var sums = await connection.QueryFirstAsync<Sums>(new CommandDefinition("""
            select coalesce(sum(votes), 0) as votes, coalesce(sum(weighted), 0) as weighted from catalog.tally where kind = @kind and not adult
            """, new { kind = (int)kind }, cancellationToken: ct));
        return sums.Votes == 0 ? null : (double)(sums.Weighted / sums.Votes / 10);
    }

    internal static async Task<(long Voted, long WithoutVotes)> Counts(DbConnection connection, BestQuery query, CancellationToken ct)
    {
        if (query.Country is { } country)
        {
            var without = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"""
                select count(*) from catalog.country c join catalog.title t on t.id = c.title
                where c.country = @country and t.kind = @kind and (t.votes is null or t.votes = 0 or t.rating is null) {Narrowed(query, "t.year >= @decade and t.year < @decade + 10")}
                """, new { country, kind = (int)query.Kind, genres = query.Genres.Bits, decade = query.Decade }, cancellationToken: ct));
            return (0, without);
        }

        var sums = await connection.QueryFirstAsync<Sums>(new CommandDefinition($"""
            select coalesce(sum(t.titles), 0) as titles, coalesce(sum(t.voted), 0) as voted from catalog.tally t where t.kind = @kind {Narrowed(query, "t.decade = @decade")}
            """, new { kind = (int)query.Kind, genres = query.Genres.Bits, decade = query.Decade }, cancellationToken: ct));
        return ((long)sums.Voted, (long)(sums.Titles - sums.Voted));
    }

    static string Narrowed(BestQuery query, string decade) =>
        (query.Adult ? "" : "and not t.adult ")
        + (query.Genres.IsEmpty ? "" : "and (t.genres & @genres) = @genres ")
        + (query.Decade is null ? "" : "and " + decade);

    static async Task<BestFacets> Facets(DbConnection connection, TitleKind kind, bool adult, CancellationToken ct)
    {
        var cells = (await connection.QueryAsync<Cell>(new CommandDefinition($"""
            select distinct genres, decade from catalog.tally where kind = @kind and titles > 0 {(adult ? "" : "and not adult")}
            """, new { kind = (int)kind }, cancellationToken: ct))).AsList();
        var countries = await connection.QueryAsync<string>(new CommandDefinition($"""
            select distinct c.country from catalog.country c join catalog.title t on t.id = c.title where t.kind = @kind {(adult ? "" : "and not t.adult")} order by c.country
            """, new { kind = (int)kind }, cancellationToken: ct));
        return new BestFacets(
            new Genres(cells.Aggregate(0L, (bits, cell) => bits | cell.Genres)).Names,
            [.. cells.Select(c => c.Decade).Where(d => d >= 0).Distinct().Order()],
            countries.AsList());
    }

    sealed record Sums
    {
        public decimal Votes { get; init; }

        public decimal Weighted { get; init; }

        public decimal Titles { get; init; }

        public decimal Voted { get; init; }
    }

    sealed record Cell
    {
        public long Genres { get; init; }

        public int Decade { get; init; }
    }
}
