using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <param name="WatchedAt">The latest watch; null when there is none, or nobody knows when.</param>
public sealed record HistoryItem(TitleId Title, int? Rating, DateTimeOffset? RatedAt, DateTimeOffset? WatchedAt);

/// <param name="Total">Of the whole history.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, int Total);

/// <summary>Everything a member has seen, one item a title, latest first; what nobody can date comes last.</summary>
public sealed class History(Database database)
{
    const string Seen = """
        select title, value, rated_at, cast(null as bigint) as watched_at, rated_at as latest from house.rating where member = @member
        union all
        select title, cast(null as integer), cast(null as bigint), at, at from house.watch where member = @member
        """;

    public async Task<HistoryPage> Page(Viewer viewer, int skip, int limit, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var parameters = new { member = viewer.Member, skip, limit };
        var rows = await connection.QueryAsync<HistoryRow>(new CommandDefinition($"""
            select title, max(value) as Rating, max(rated_at) as RatedAt, max(watched_at) as WatchedAt
            from ({Seen}) seen group by title order by coalesce(max(latest), -1) desc, title desc limit @limit offset @skip
            """, parameters, cancellationToken: ct));
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(distinct title) from ({Seen}) seen", parameters, cancellationToken: ct));
        return new HistoryPage(
            [.. rows.Select(r => new HistoryItem(new TitleId(r.Title), (int?)r.Rating, Instants.Instant(r.RatedAt), Instants.Instant(r.WatchedAt)))],
            (int)total);
    }

    sealed record HistoryRow
    {
        public long Title { get; init; }

        public long? Rating { get; init; }

        public long? RatedAt { get; init; }

        public long? WatchedAt { get; init; }
    }
}
