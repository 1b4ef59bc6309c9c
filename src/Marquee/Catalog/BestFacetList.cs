using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What the tally of a generation says for best lists: the mean vote of a kind, how many have none, what to narrow by.</summary>
public sealed class BestFacetList(Database database)
{
    readonly Lock _lock = new();
    readonly Dictionary<(TitleKind Kind, long Sight), Narrowing> _kept = [];
    int _generation = -1;

    /// <summary>Children's sights come and go with every change that a host makes.</summary>
    const int MostKept = 100;

    /// <summary>What does not change within a generation.</summary>
    sealed record Narrowing(double? Mean, BestFacets Facets);

    /// <summary>
    /// C, the mean of all votes for titles of the kind that are not adult (null when there are none), and by what lists of the
    /// kind can be narrowed: of the kind as a whole, so that a choice never takes the others away. Read once a generation.
    /// </summary>
    internal async Task<(double? Mean, BestFacets Facets)> Of(DbConnection connection, int generation, TitleKind kind, Sight sight, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_generation == generation && _kept.TryGetValue((kind, sight.Number), out var kept))
            {
                return (kept.Mean, kept.Facets);
            }
        }

        var read = new Narrowing(await Mean(connection, kind, ct), sight.Only is null ? await Facets(connection, kind, sight.Adult, ct) : await Visible(connection, kind, sight, ct));
        lock (_lock)
        {
            if (_generation != generation || _kept.Count >= MostKept)
            {
                _generation = generation;
                _kept.Clear();
            }

            _kept[(kind, sight.Number)] = read;
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

    internal async Task<(long Voted, long WithoutVotes)> Counts(DbConnection connection, BestQuery query, CancellationToken ct)
    {
        if (query.Country is not null || query.Sight.Only is not null)
        {
            var without = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"""
                select count(*) from catalog.title t {(query.Country is null ? "" : "join catalog.country c on c.title = t.id and c.country = @country")}
                where t.kind = @kind and (t.votes is null or t.votes = 0 or t.rating is null) {Narrowed(query, "t.year >= @decade and t.year < @decade + 10")}
                """, query.Sight.With(database.Dialect, new { country = query.Country, kind = (int)query.Kind, genres = query.Genres.Bits, decade = query.Decade }), cancellationToken: ct));
            return (0, without);
        }

        var sums = await connection.QueryFirstAsync<Sums>(new CommandDefinition($"""
            select coalesce(sum(t.titles), 0) as titles, coalesce(sum(t.voted), 0) as voted from catalog.tally t where t.kind = @kind {Narrowed(query, "t.decade = @decade")}
            """, new { kind = (int)query.Kind, genres = query.Genres.Bits, decade = query.Decade }, cancellationToken: ct));
        return ((long)sums.Voted, (long)(sums.Titles - sums.Voted));
    }

    string Narrowed(BestQuery query, string decade) =>
        query.Sight.And(database.Dialect) + " "
        + (query.Genres.IsEmpty ? "" : "and (t.genres & @genres) = @genres ")
        + (query.Decade is null ? "" : "and " + decade);

    /// <summary>The same under a ceiling, of which the tally knows nothing.</summary>
    async Task<BestFacets> Visible(DbConnection connection, TitleKind kind, Sight sight, CancellationToken ct)
    {
        var parameters = sight.With(database.Dialect, new { kind = (int)kind });
        var cells = (await connection.QueryAsync<Cell>(new CommandDefinition(
            $"select distinct t.genres, coalesce(t.year - t.year % 10, -1) as decade from catalog.title t where t.kind = @kind {sight.And(database.Dialect)}",
            parameters, cancellationToken: ct))).AsList();
        var countries = await connection.QueryAsync<string>(new CommandDefinition($"""
            select distinct c.country from catalog.title t join catalog.country c on c.title = t.id where t.kind = @kind {sight.And(database.Dialect)} order by c.country
            """, parameters, cancellationToken: ct));
        return Told(cells, countries);
    }

    static BestFacets Told(List<Cell> cells, IEnumerable<string> countries) => new(
        new Genres(cells.Aggregate(0L, (bits, cell) => bits | cell.Genres)).Names,
        [.. cells.Select(c => c.Decade).Where(d => d >= 0).Distinct().Order()],
        [.. countries]);

    static async Task<BestFacets> Facets(DbConnection connection, TitleKind kind, bool adult, CancellationToken ct)
    {
        var cells = (await connection.QueryAsync<Cell>(new CommandDefinition($"""
            select distinct genres, decade from catalog.tally where kind = @kind and titles > 0 {(adult ? "" : "and not adult")}
            """, new { kind = (int)kind }, cancellationToken: ct))).AsList();
        var countries = await connection.QueryAsync<string>(new CommandDefinition($"""
            select distinct c.country from catalog.country c join catalog.title t on t.id = c.title where t.kind = @kind {(adult ? "" : "and not t.adult")} order by c.country
            """, new { kind = (int)kind }, cancellationToken: ct));
        return Told(cells, countries);
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
