using System.Text.Json.Serialization;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching.Importing;

namespace Marquee.Watching;

/// <summary>The document of a member and a title, as it lies in its row.</summary>
sealed record MemberTitleKept
{
    public long Revision { get; init; }

    public long ChangedAt { get; init; }

    public long? LikedAt { get; init; }

    public long? NotInterestedAt { get; init; }

    public string? Note { get; init; }
}

/// <summary>A member's documents of two titles that are merged: one document, later than both, with both notes.</summary>
/// <param name="To">Null when the member had nothing of the title that stays.</param>
sealed record MemberTitlePair(long Member, MemberTitleKept From, MemberTitleKept? To)
{
    /// <summary>The member had said something of the title that was given up, apart from ratings, watches and the watchlist.</summary>
    [JsonIgnore]
    public bool Words => From is not { LikedAt: null, NotInterestedAt: null, Note: null };

    /// <summary>What the member had said of both, as bits of <see cref="RowSays"/>: a file that said it of one is not the only reason for it.</summary>
    [JsonIgnore]
    public int Alike => (int)(
        (From.LikedAt is not null && To?.LikedAt is not null ? RowSays.Liked : RowSays.Nothing)
        | (From.NotInterestedAt is not null && To?.NotInterestedAt is not null ? RowSays.NotInterested : RowSays.Nothing)
        | (From.Note is not null && From.Note == To?.Note ? RowSays.Note : RowSays.Nothing));

    [JsonIgnore]
    public MemberTitleKept Both => new()
    {
        Revision = Math.Max(From.Revision, To?.Revision ?? 0) + 1,
        ChangedAt = Math.Max(From.ChangedAt, To?.ChangedAt ?? 0),
        LikedAt = From.LikedAt < To?.LikedAt ? From.LikedAt : To?.LikedAt ?? From.LikedAt,
        NotInterestedAt = From.NotInterestedAt < To?.NotInterestedAt ? From.NotInterestedAt : To?.NotInterestedAt ?? From.NotInterestedAt,
        Note = From.Note is null || From.Note == To?.Note ? To?.Note : To?.Note is null ? From.Note : To.Note + "\n" + From.Note,
    };

    public static async Task<IReadOnlyList<MemberTitlePair>> Move(Writing house, TitleId from, TitleId to)
    {
        var pairs = new List<MemberTitlePair>();
        foreach (var member in await house.Query<long>("select member from house.member_title where title = @from order by member", new { from = from.Number }))
        {
            var pair = new MemberTitlePair(member, (await Read(house, member, from))!, await Read(house, member, to));
            await Remove(house, member, from);
            await Write(house, member, to, pair.Both);
            pairs.Add(pair);
        }

        return pairs;
    }

    /// <summary>
    /// Both documents get back what they said, unless the member has changed it since; their revisions go on from the merged one,
    /// so that whoever keeps a copy sees a change.
    /// </summary>
    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<MemberTitlePair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (await Read(house, pair.Member, to) is not { } now)
            {
                continue;
            }

            var unchanged = (now.LikedAt, now.NotInterestedAt, now.Note) == (pair.Both.LikedAt, pair.Both.NotInterestedAt, pair.Both.Note);
            if (await Read(house, pair.Member, from) is null)
            {
                await Write(house, pair.Member, from, pair.From with { Revision = now.Revision + 1 });
            }

            if (pair.To is null && now.Revision == pair.Both.Revision)
            {
                await Remove(house, pair.Member, to);
            }
            else
            {
                var left = unchanged ? pair.To ?? new MemberTitleKept { ChangedAt = now.ChangedAt } : now;
                await Write(house, pair.Member, to, left with { Revision = now.Revision + 1 });
            }
        }
    }

    static Task<MemberTitleKept?> Read(Writing house, long member, TitleId title) => house.First<MemberTitleKept>("""
        select revision, changed_at as ChangedAt, liked_at as LikedAt, not_interested_at as NotInterestedAt, note
        from house.member_title where member = @member and title = @title
        """, new { member, title = title.Number });

    static Task<int> Remove(Writing house, long member, TitleId title) => house.Execute("""
        delete from house.member_title where member = @member and title = @title;
        insert into house.gone_title (member, title) values (@member, @title) on conflict (member, title) do nothing;
        """, new { member, title = title.Number });

    static Task<int> Write(Writing house, long member, TitleId title, MemberTitleKept kept) => house.Execute("""
        insert into house.member_title (member, title, revision, changed_at, liked_at, not_interested_at, note)
        values (@member, @title, @Revision, @ChangedAt, @LikedAt, @NotInterestedAt, @Note)
        on conflict (member, title) do update set revision = excluded.revision, changed_at = excluded.changed_at, liked_at = excluded.liked_at,
          not_interested_at = excluded.not_interested_at, note = excluded.note;
        delete from house.gone_title where member = @member and title = @title;
        """, new { member, title = title.Number, kept.Revision, kept.ChangedAt, kept.LikedAt, kept.NotInterestedAt, kept.Note });
}
