using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Marquee.Storage;

namespace Marquee.Watching.Export;

/// <summary>A row of what a member has, by its title.</summary>
record OwnRow
{
    public long Title { get; init; }

    /// <summary>0 where a title has one row.</summary>
    public long Id { get; init; }

    public long? At { get; init; }
}

sealed record OwnWatch : OwnRow
{
    public string? Device { get; init; }

    public string Origin { get; init; } = "";
}

sealed record OwnRating : OwnRow
{
    public int Value { get; init; }
}

sealed record OwnWish : OwnRow
{
    public string? Note { get; init; }

    public int? Priority { get; init; }

    /// <summary>The member's, where they have seen it all the same.</summary>
    public int? Rating { get; init; }

    public long? RatedAt { get; init; }
}

sealed record OwnWords : OwnRow
{
    public long? LikedAt { get; init; }

    public long? NotInterestedAt { get; init; }

    public string? Note { get; init; }
}

/// <summary>
/// All rows of a member, by title, in pages that are read by key: whoever downloads them slowly holds neither a connection nor more
/// than a page. What changes meanwhile may be in the download or not.
/// </summary>
sealed class OwnRows(Database database)
{
    public const int Page = 2000;

    /// <returns>By title, then by time with the unknown ones first, then as they were noted.</returns>
    public async IAsyncEnumerable<OwnWatch> Watches(long member, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var title in WatchesByTitle(member, ct))
        {
            foreach (var watch in title)
            {
                yield return watch;
            }
        }
    }

    /// <summary>The watches of each title together, in the same order.</summary>
    public async IAsyncEnumerable<IReadOnlyList<OwnWatch>> WatchesByTitle(long member, [EnumeratorCancellation] CancellationToken ct)
    {
        var same = new List<OwnWatch>();
        await foreach (var watch in Pages<OwnWatch>(member, "id, at, device, origin from house.watch where member = @member and (title, id) > (@title, @id) order by title, id", ct))
        {
            if (same.Count > 0 && same[0].Title != watch.Title)
            {
                yield return InTime(same);
                same.Clear();
            }

            same.Add(watch);
        }

        if (same.Count > 0)
        {
            yield return InTime(same);
        }
    }

    public IAsyncEnumerable<OwnRating> Ratings(long member, CancellationToken ct) =>
        Pages<OwnRating>(member, "value, rated_at as At from house.rating where member = @member and title > @title order by title", ct);

    public IAsyncEnumerable<OwnWish> Watchlist(long member, CancellationToken ct) => Pages<OwnWish>(member, """
        w.added_at as At, w.note, w.priority, g.value as Rating, g.rated_at as RatedAt
        from house.watchlist_entry w left join house.rating g on g.member = w.member and g.title = w.title
        where w.member = @member and w.title > @title order by w.title
        """, ct, "w.title");

    public IAsyncEnumerable<OwnWords> Words(long member, CancellationToken ct) => Pages<OwnWords>(member, """
        liked_at as LikedAt, not_interested_at as NotInterestedAt, note from house.member_title
        where member = @member and title > @title and (liked_at is not null or not_interested_at is not null or note is not null) order by title
        """, ct);

    /// <returns>The number of every title that the member's rows name, rising.</returns>
    public async Task<long[]> Titles(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return [.. await connection.QueryAsync<long>(new CommandDefinition("""
            select title from house.rating where member = @member
            union select title from house.watch where member = @member
            union select title from house.watchlist_entry where member = @member
            union select title from house.member_title where member = @member and (liked_at is not null or not_interested_at is not null or note is not null)
            union select title from house.list_entry where list in (select id from house.list where member = @member)
            union select title from house.match_answer where member = @member and title is not null
            union select title from house.correction where member = @member
            union select into_title from house.correction where member = @member
            order by 1
            """, new { member }, cancellationToken: ct))];
    }

    async IAsyncEnumerable<T> Pages<T>(long member, string rest, [EnumeratorCancellation] CancellationToken ct, string title = "title") where T : OwnRow
    {
        for (OwnRow? last = new(); last is not null;)
        {
            List<T> page;
            await using (DbConnection connection = await database.Read(ct))
            {
                page = (await connection.QueryAsync<T>(new CommandDefinition(
                    $"select {title}, {rest} limit @Page", new { member, title = last.Title, id = last.Id, Page }, cancellationToken: ct))).AsList();
            }

            foreach (var row in page)
            {
                yield return row;
            }

            last = page.Count == Page ? page[^1] : null;
        }
    }

    static List<OwnWatch> InTime(List<OwnWatch> watches) => [.. watches.OrderBy(w => w.At ?? long.MinValue).ThenBy(w => w.Id)];
}
