using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The rows of ratings, watches and watchlists inside a transaction; whoever changes one also writes its fact.</summary>
static class WatchingStore
{
    public static async Task<RatingState?> Rating(Writing writing, long member, TitleId title) =>
        await writing.First<RatingRow>("select value, rated_at as RatedAt from house.rating where member = @member and title = @title", new { member, title = title.Number }) is { } row
            ? new RatingState { Rating = row.Value, RatedAt = Instants.Instant(row.RatedAt) }
            : null;

    /// <param name="rating">Null removes it.</param>
    public static Task SetRating(Writing writing, long member, TitleId title, RatingState? rating, long now) => rating is null
        ? writing.Execute("delete from house.rating where member = @member and title = @title", new { member, title = title.Number })
        : writing.Execute("""
            insert into house.rating (member, title, value, rated_at, changed_at) values (@member, @title, @value, @ratedAt, @now)
            on conflict (member, title) do update set value = excluded.value, rated_at = excluded.rated_at, changed_at = excluded.changed_at
            """, new { member, title = title.Number, value = rating.Rating, ratedAt = Instants.Seconds(rating.RatedAt), now });

    public static async Task<WatchlistState?> Entry(Writing writing, long member, TitleId title) =>
        await writing.First<EntryRow>("select added_at as AddedAt, note, priority from house.watchlist_entry where member = @member and title = @title", new { member, title = title.Number }) is { } row
            ? new WatchlistState { AddedAt = Instants.Instant(row.AddedAt), Note = row.Note, Priority = (int?)row.Priority }
            : null;

    /// <param name="entry">Null removes it.</param>
    public static Task SetEntry(Writing writing, long member, TitleId title, WatchlistState? entry) => entry is null
        ? writing.Execute("delete from house.watchlist_entry where member = @member and title = @title", new { member, title = title.Number })
        : writing.Execute("""
            insert into house.watchlist_entry (member, title, added_at, note, priority) values (@member, @title, @addedAt, @Note, @Priority)
            on conflict (member, title) do update set added_at = excluded.added_at, note = excluded.note, priority = excluded.priority
            """, new { member, title = title.Number, addedAt = Instants.Seconds(entry.AddedAt), entry.Note, entry.Priority });

    public static async Task<(TitleId Title, WatchState State)?> Watch(Writing writing, long member, long id) =>
        await writing.First<WatchRow>("select id, title, at, device from house.watch where member = @member and id = @id", new { member, id }) is { } row
            ? (new TitleId(row.Title), new WatchState { Id = row.Id, At = Instants.Instant(row.At), Device = row.Device })
            : null;

    /// <summary>The watch that is already noted for about the same time (or, like the asked one, for no known time).</summary>
    /// <param name="window">Seconds before and after <paramref name="at"/> that count as the same watch.</param>
    public static Task<long?> SameWatch(Writing writing, long member, TitleId title, long? at, long window) => writing.First<long?>("""
        select min(id) from house.watch
        where member = @member and title = @title
          and ((at is null and cast(@at as bigint) is null) or at between cast(@at as bigint) - @window and cast(@at as bigint) + @window)
        """, new { member, title = title.Number, at, window });

    /// <param name="watch">With the number that a removed watch had; 0 for a new one.</param>
    public static Task<long> AddWatch(Writing writing, long member, TitleId title, WatchState watch, string origin, long now)
    {
        var row = new { id = watch.Id, member, title = title.Number, at = Instants.Seconds(watch.At), origin, watch.Device, now };
        return writing.First<long>(watch.Id == 0
            ? "insert into house.watch (member, title, at, origin, device, created_at) values (@member, @title, @at, @origin, @Device, @now) returning id"
            : "insert into house.watch (id, member, title, at, origin, device, created_at) values (@id, @member, @title, @at, @origin, @Device, @now) returning id", row);
    }

    public static Task RemoveWatch(Writing writing, long member, long id) =>
        writing.Execute("delete from house.watch where member = @member and id = @id", new { member, id });

    sealed record RatingRow
    {
        public int Value { get; init; }

        public long? RatedAt { get; init; }
    }

    sealed record EntryRow
    {
        public long? AddedAt { get; init; }

        public string? Note { get; init; }

        public long? Priority { get; init; }
    }

    sealed record WatchRow
    {
        public long Id { get; init; }

        public long Title { get; init; }

        public long? At { get; init; }

        public string? Device { get; init; }
    }
}
