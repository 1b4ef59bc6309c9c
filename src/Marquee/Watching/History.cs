using System.Globalization;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <param name="WatchedAt">The latest watch; null when there is none, or nobody knows when.</param>
public sealed record HistoryItem(TitleId Title, int? Rating, DateTimeOffset? RatedAt, DateTimeOffset? WatchedAt);

/// <summary>Where a title stands in a history, or in another list by time. The next portion begins behind it, whatever is rated or watched meanwhile.</summary>
/// <param name="At">Unix seconds of the latest that happened; -1 when nobody can date it.</param>
public readonly record struct HistoryPlace(long At, TitleId Title)
{
    /// <summary>As a word for addresses.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}_{Title}");

    /// <returns>Null when the word is no place.</returns>
    public static HistoryPlace? Parse(string word) =>
        word.Split('_') is [var at, var title] && long.TryParse(at, CultureInfo.InvariantCulture, out var seconds) && TitleId.TryParse(title, null, out var id)
            ? new HistoryPlace(seconds, id)
            : null;
}

/// <param name="Total">Of the whole history; only on the first portion.</param>
/// <param name="Next">Null on the last portion.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, int? Total, HistoryPlace? Next);

/// <summary>Everything a member has seen, one item a title, latest first; what nobody can date comes last.</summary>
public sealed class History(Database database, MemberTitles mine, Sights sights)
{
    const string Seen = """
        select title, value, rated_at, cast(null as bigint) as watched_at, rated_at as latest from house.rating where member = @member
        union all
        select title, cast(null as integer), cast(null as bigint), at, at from house.watch where member = @member
        """;

    const string Behind = "having coalesce(max(latest), -1) < @at or (coalesce(max(latest), -1) = @at and title < @title)";

    /// <param name="after">Null for the first portion.</param>
    public async Task<HistoryPage> Page(Viewer viewer, HistoryPlace? after, int limit, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var parameters = hidden.With(new { member = viewer.Member, most = limit + 1, at = after?.At, title = after?.Title.Number });
        var rows = (await connection.QueryAsync<HistoryRow>(new CommandDefinition($"""
            select title, max(value) as Rating, max(rated_at) as RatedAt, max(watched_at) as WatchedAt, coalesce(max(latest), -1) as Latest
            from ({Seen}) seen where title is not null {hidden.But("title")} group by title {(after is null ? "" : Behind)} order by Latest desc, title desc limit @most
            """, parameters, cancellationToken: ct))).AsList();
        int? total = after is null
            ? (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(distinct title) from ({Seen}) seen where title is not null {hidden.But("title")}", hidden.With(new { member = viewer.Member }), cancellationToken: ct))
            : null;
        return new HistoryPage(
            [.. rows.Take(limit).Select(r => new HistoryItem(new TitleId(r.Title), (int?)r.Rating, Instants.Instant(r.RatedAt), Instants.Instant(r.WatchedAt)))],
            total, rows.Count > limit ? new HistoryPlace(rows[limit - 1].Latest, new TitleId(rows[limit - 1].Title)) : null);
    }

    sealed record HistoryRow
    {
        public long Title { get; init; }

        public long? Rating { get; init; }

        public long? RatedAt { get; init; }

        public long? WatchedAt { get; init; }

        public long Latest { get; init; }
    }
}
