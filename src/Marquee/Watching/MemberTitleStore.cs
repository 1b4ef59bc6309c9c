using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>What a member says of a title beside ratings, watches and the watchlist.</summary>
sealed record TitleWords
{
    public static readonly TitleWords None = new();

    public DateTimeOffset? LikedAt { get; init; }

    public DateTimeOffset? NotInterestedAt { get; init; }

    public string? Note { get; init; }
}

/// <summary>
/// The one document of a member and a title inside a transaction. Whatever changes of a title goes through here, so that the
/// revision tells every change; a document of which nothing is left stays, since its revision may not begin anew.
/// </summary>
static class MemberTitleStore
{
    /// <summary>What follows an insert of a document that begins at revision 1.</summary>
    public const string Raise = "on conflict (member, title) do update set revision = member_title.revision + 1, changed_at = excluded.changed_at";

    /// <summary>Notes that something of the title has changed.</summary>
    /// <param name="now">Unix seconds.</param>
    public static Task Touch(Writing writing, long member, TitleId title, long now) => writing.Execute(
        $"insert into house.member_title (member, title, revision, changed_at) values (@member, @title, 1, @now) {Raise}", new { member, title = title.Number, now });

    /// <summary>The same for all titles of a query, in one statement.</summary>
    /// <param name="titles">A query of one column called <c>title</c>.</param>
    /// <param name="parameters">With <c>@member</c> and <c>@now</c>.</param>
    public static Task TouchAll(Writing writing, string titles, object parameters) => writing.Execute(
        $"insert into house.member_title (member, title, revision, changed_at) select @member, title, 1, @now from (select distinct title from ({titles}) given) each where true {Raise}",
        parameters);

    public static async Task<TitleWords> Words(Writing writing, long member, TitleId title) =>
        await writing.First<Row>("""
            select liked_at as LikedAt, not_interested_at as NotInterestedAt, note from house.member_title where member = @member and title = @title
            """, new { member, title = title.Number }) is { } row
            ? new TitleWords { LikedAt = Instants.Instant(row.LikedAt), NotInterestedAt = Instants.Instant(row.NotInterestedAt), Note = row.Note }
            : TitleWords.None;

    public static Task SetWords(Writing writing, long member, TitleId title, TitleWords words, long now) => writing.Execute($"""
        insert into house.member_title (member, title, revision, changed_at, liked_at, not_interested_at, note)
        values (@member, @title, 1, @now, @likedAt, @notInterestedAt, @Note)
        {Raise}, liked_at = excluded.liked_at, not_interested_at = excluded.not_interested_at, note = excluded.note
        """, new
    {
        member,
        title = title.Number,
        now,
        likedAt = Instants.Seconds(words.LikedAt),
        notInterestedAt = Instants.Seconds(words.NotInterestedAt),
        words.Note,
    });

    sealed record Row
    {
        public long? LikedAt { get; init; }

        public long? NotInterestedAt { get; init; }

        public string? Note { get; init; }
    }
}
