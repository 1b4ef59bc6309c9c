using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What the tally of a generation says for best lists: the mean vote of a kind, how many have none, what to narrow by.</summary>
public sealed class BestFacetList(Database database)
{
    readonly Lock _lock = new();
    (int Generation, TitleKind Kind, bool Adult, IReadOnlyList<string> Countries) _countries = (-1, default, false, []);

    /// <returns>C: the mean of all votes for titles of the kind that are not adult; null when there are none.</returns>
    public async Task<double?> Mean(TitleKind kind, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await Mean(connection, kind, ct);
    }

    internal async Task<double?> Mean(DbConnection connection, TitleKind kind, CancellationToken ct)
    {
        var sums = await connection.QueryFirstAsync<Sums>(new CommandDefinition("""
            select coalesce(sum(votes), 0) as votes, coalesce(sum(weighted), 0) as weighted from catalog.tally where kind = @kind and not adult
            """, new { kind = (int)kind }, cancellationToken: ct));
        return sums.Votes == 0 ? null : (double)(sums.Weighted / sums.Votes / 10);
    }

    internal async Task<(long Voted, long WithoutVotes)> Counts(DbConnection connection, BestQuery query, CancellationToken ct)
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

    /// <summary>Of the kind as a whole, so that a choice never takes the others away.</summary>
    internal async Task<BestFacets> Of(DbConnection connection, BestQuery query, CancellationToken ct)
    {
        var cells = (await connection.QueryAsync<Cell>(new CommandDefinition($"""
            select genres, decade from catalog.tally where kind = @kind and titles > 0 {(query.Adult ? "" : "and not adult")} group by genres, decade
            """, new { kind = (int)query.Kind }, cancellationToken: ct))).AsList();
        return new BestFacets(
            new Genres(cells.Aggregate(0L, (bits, cell) => bits | cell.Genres)).Names,
            [.. cells.Select(c => c.Decade).Where(d => d >= 0).Distinct().Order()],
            await Countries(connection, query, ct));
    }

    /// <summary>Read once a generation and kind: it visits every title with a country.</summary>
    async Task<IReadOnlyList<string>> Countries(DbConnection connection, BestQuery query, CancellationToken ct)
    {
        var generation = database.Generation;
        lock (_lock)
        {
            if (_countries.Generation == generation && _countries.Kind == query.Kind && _countries.Adult == query.Adult)
            {
                return _countries.Countries;
            }
        }

        IReadOnlyList<string> found = (await connection.QueryAsync<string>(new CommandDefinition($"""
            select distinct c.country from catalog.country c join catalog.title t on t.id = c.title where t.kind = @kind {(query.Adult ? "" : "and not t.adult")} order by c.country
            """, new { kind = (int)query.Kind }, cancellationToken: ct))).AsList();
        lock (_lock)
        {
            _countries = (generation, query.Kind, query.Adult, found);
        }

        return found;
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
