using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>What a member can say of a title with one press.</summary>
public enum TitleMark
{
    Liked,
    NotInterested,
}

/// <param name="At">When it was said.</param>
public sealed record MarkedTitle(TitleId Title, DateTimeOffset At);

/// <param name="Total">Of all marked titles; only on the first portion.</param>
/// <param name="Next">Null on the last portion.</param>
public sealed record MarkedPage(IReadOnlyList<MarkedTitle> Items, int? Total, HistoryPlace? Next);

/// <summary>The titles that a member has marked, the latest first, of what the member sees.</summary>
public sealed class MarkedTitles(Database database, MemberTitles mine, Sights sights)
{
    /// <param name="after">Null for the first portion.</param>
    public async Task<MarkedPage> Page(Viewer viewer, TitleMark mark, HistoryPlace? after, int limit, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var at = mark == TitleMark.Liked ? "liked_at" : "not_interested_at";
        var marked = $"from house.member_title where member = @member and {at} is not null {hidden.But("title")}";
        var behind = after is null ? "" : $"and {at} <= @At and ({at} < @At or title < @Title)";
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"select title, {at} as At {marked} {behind} order by {at} desc, title desc limit @most",
            hidden.With(new { member = viewer.Member, most = limit + 1, after?.At, Title = after?.Title.Number }), cancellationToken: ct))).AsList();
        int? total = after is null
            ? (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) {marked}", hidden.With(new { member = viewer.Member }), cancellationToken: ct))
            : null;
        return new MarkedPage(
            [.. rows.Take(limit).Select(row => new MarkedTitle(new TitleId(row.Title), DateTimeOffset.FromUnixTimeSeconds(row.At)))],
            total, rows.Count > limit ? new HistoryPlace(rows[limit - 1].At, new TitleId(rows[limit - 1].Title)) : null);
    }

    sealed record Row
    {
        public long Title { get; init; }

        public long At { get; init; }
    }
}
