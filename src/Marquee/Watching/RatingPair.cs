using System.Text.Json.Serialization;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

sealed record RatingKept
{
    public int Value { get; init; }

    public long? RatedAt { get; init; }

    public long ChangedAt { get; init; }
}

/// <summary>A member's ratings of two titles that are merged: the newer one stays.</summary>
/// <param name="To">Null when only the title that is given up was rated.</param>
sealed record RatingPair(long Member, RatingKept From, RatingKept? To)
{
    /// <summary>By the day of the rating; where that is not known, by when we heard of it. Of two from one moment the one that stays.</summary>
    [JsonIgnore]
    public RatingKept Newer => To is null || (From.RatedAt ?? From.ChangedAt) > (To.RatedAt ?? To.ChangedAt) ? From : To;

    public static async Task<IReadOnlyList<RatingPair>> Move(Writing house, TitleId from, TitleId to)
    {
        var rows = await house.Query<RatingRow>("""
            select member, title, value, rated_at as RatedAt, changed_at as ChangedAt from house.rating
            where title = @from or (title = @to and member in (select member from house.rating where title = @from))
            """, new { from = from.Number, to = to.Number });
        var there = rows.Where(r => r.Title == to.Number).ToDictionary(r => r.Member);
        var pairs = rows.Where(r => r.Title == from.Number).Select(r => new RatingPair(r.Member, r.ToKept(), there.GetValueOrDefault(r.Member)?.ToKept())).ToList();
        foreach (var pair in pairs.Where(p => p.To is not null))
        {
            await Remove(house, pair.Member, pair.Newer == pair.From ? to : from);
        }

        await house.Execute("update house.rating set title = @to where title = @from", new { from = from.Number, to = to.Number });
        return pairs;
    }

    /// <summary>Who has rated the merged title since keeps that, and gets back what the other number had.</summary>
    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<RatingPair> pairs)
    {
        foreach (var pair in pairs)
        {
            var now = await house.First<RatingRow>(
                "select member, title, value, rated_at as RatedAt, changed_at as ChangedAt from house.rating where member = @Member and title = @to",
                new { pair.Member, to = to.Number });
            if (now is null)
            {
                continue; // removed since, which meant both
            }

            if (now.ToKept() == pair.Newer)
            {
                await Remove(house, pair.Member, to);
                if (pair.To is not null)
                {
                    await Put(house, pair.Member, to, pair.To);
                }
            }

            await Put(house, pair.Member, from, pair.From);
        }
    }

    static Task<int> Remove(Writing house, long member, TitleId title) =>
        house.Execute("delete from house.rating where member = @member and title = @title", new { member, title = title.Number });

    static Task<int> Put(Writing house, long member, TitleId title, RatingKept kept) => house.Execute("""
        insert into house.rating (member, title, value, rated_at, changed_at) values (@member, @title, @Value, @RatedAt, @ChangedAt)
        on conflict (member, title) do nothing
        """, new { member, title = title.Number, kept.Value, kept.RatedAt, kept.ChangedAt });

    sealed record RatingRow
    {
        public long Member { get; init; }

        public long Title { get; init; }

        public int Value { get; init; }

        public long? RatedAt { get; init; }

        public long ChangedAt { get; init; }

        public RatingKept ToKept() => new() { Value = Value, RatedAt = RatedAt, ChangedAt = ChangedAt };
    }
}
