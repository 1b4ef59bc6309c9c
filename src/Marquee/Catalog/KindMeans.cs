using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>The mean vote of each kind of title, from what the import counted; kinds without votes are absent.</summary>
public sealed class KindMeans(Database database, CatalogCache cache)
{
    sealed record Key(int Generation);

    public ValueTask<IReadOnlyDictionary<TitleKind, double>> Find(CancellationToken ct) =>
        cache.Of(new Key(database.Generation), () => Read(ct), means => means.Count * 32, ct);

    async Task<IReadOnlyDictionary<TitleKind, double>> Read(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "select kind, sum(votes) as votes, sum(weighted) as weighted from catalog.tally where not adult group by kind having sum(votes) > 0", cancellationToken: ct));
        return rows.ToDictionary(r => (TitleKind)r.Kind, r => (double)(r.Weighted / r.Votes / 10));
    }

    sealed record Row
    {
        public int Kind { get; init; }

        public decimal Votes { get; init; }

        public decimal Weighted { get; init; }
    }
}
