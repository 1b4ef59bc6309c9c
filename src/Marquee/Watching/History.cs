using System.Data.Common;
using System.Globalization;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <param name="WatchedAt">The latest watch; null when there is none, or nobody knows when.</param>
public sealed record HistoryItem(TitleId Title, int? Rating, DateTimeOffset? RatedAt, DateTimeOffset? WatchedAt);

/// <summary>Where a title stands in a history, or in another list by time. The next portion begins behind it, whatever is rated or watched meanwhile.</summary>
/// <param name="At">Unix seconds of the latest that happened; a number below every date when nobody can date it.</param>
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
    /// <summary>Where what nobody can date stands: behind every date that there is, also those before 1970. The indexes say the same.</summary>
    const string Undated = "-9000000000000";

    /// <summary>Behind even that: a title that was never watched.</summary>
    const string Never = "-9000000000001";

    /// <summary>That of a title's watches; the last condition keeps SQLite to the index by title, where it would walk a wider one whole.</summary>
    const string LatestWatch = $"(select max(coalesce(o.at, {Undated})) from house.watch o where o.member = @member and o.title = w.title and o.id > 0)";

    /// <summary>
    /// A title stands where the latest of its watches and its rating stand, so each of them that nothing later follows is an item: the
    /// indexes by time are walked from the place on, and not further than the portion.
    /// </summary>
    /// <param name="hidden">Follows the conditions.</param>
    static string Latest(string hidden) => $"""
        select * from (
          select distinct w.title as title, coalesce(w.at, {Undated}) as latest from house.watch w
          where w.member = @member and coalesce(w.at, {Undated}) <= @at and (coalesce(w.at, {Undated}) < @at or w.title < @before) {hidden}
            and coalesce(w.at, {Undated}) >= {LatestWatch}
            and not exists (select 1 from house.rating r where r.member = @member and r.title = w.title and coalesce(r.rated_at, {Undated}) > coalesce(w.at, {Undated}))
          order by coalesce(w.at, {Undated}) desc, w.title desc limit @most) watched
        union all
        select * from (
          select w.title, coalesce(w.rated_at, {Undated}) from house.rating w
          where w.member = @member and coalesce(w.rated_at, {Undated}) <= @at and (coalesce(w.rated_at, {Undated}) < @at or w.title < @before) {hidden}
            and coalesce(w.rated_at, {Undated}) > coalesce({LatestWatch}, {Never})
          order by coalesce(w.rated_at, {Undated}) desc, w.title desc limit @most) rated
        """;

    /// <param name="after">Null for the first portion.</param>
    public async Task<HistoryPage> Page(Viewer viewer, HistoryPlace? after, int limit, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var from = after ?? new HistoryPlace(long.MaxValue, default);
        var rows = (await connection.QueryAsync<HistoryRow>(new CommandDefinition($"""
            select w.title as Title, w.latest as Latest, r.value as Rating, r.rated_at as RatedAt, nullif({LatestWatch}, {Undated}) as WatchedAt
            from ({Latest(hidden.But("w.title"))} order by latest desc, title desc limit @most) w
            left join house.rating r on r.member = @member and r.title = w.title
            order by w.latest desc, w.title desc
            """, hidden.With(new { member = viewer.Member, most = limit + 1, at = from.At, before = from.Title.Number }), cancellationToken: ct))).AsList();
        int? total = after is null ? await Count(connection, viewer.Member, hidden, ct) : null;
        return new HistoryPage(
            [.. rows.Take(limit).Select(r => new HistoryItem(new TitleId(r.Title), (int?)r.Rating, Instants.Instant(r.RatedAt), Instants.Instant(r.WatchedAt)))],
            total, rows.Count > limit ? new HistoryPlace(rows[limit - 1].Latest, new TitleId(rows[limit - 1].Title)) : null);
    }

    static async Task<int> Count(DbConnection connection, long member, HiddenOwn hidden, CancellationToken ct) =>
        (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition($"""
            select count(distinct title) from (
              select title from house.rating where member = @member union all select title from house.watch where member = @member) seen
            where title is not null {hidden.But("title")}
            """, hidden.With(new { member }), cancellationToken: ct));

    sealed record HistoryRow
    {
        public long Title { get; init; }

        public long? Rating { get; init; }

        public long? RatedAt { get; init; }

        public long? WatchedAt { get; init; }

        public long Latest { get; init; }
    }
}
