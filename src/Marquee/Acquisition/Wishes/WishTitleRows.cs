using System.Text.Json;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Acquisition.Wishes;

/// <summary>Wishes for two titles that turn out to be one. Two for the same part stay two: each has a history and members of its own.</summary>
sealed class WishTitleRows : ITitleRows
{
    sealed record Kept(IReadOnlyList<string> Wishes);

    public string Room => "Wishes";

    public IReadOnlyCollection<string> Columns => ["house.wish.title"];

    public async Task<MovedRows> Move(Writing house, TitleId from, TitleId to)
    {
        var moved = await house.Query<string>("update house.wish set title = @to where title = @from returning id", new { from = from.Number, to = to.Number });
        if (moved.Count == 0)
        {
            return new MovedRows(null, []);
        }

        var members = await house.Query<MemberRow>($"""
            select member, cast(count(*) as integer) as Rows from house.wish_member where wish {WishStore.Among(house.Dialect)} group by member order by member
            """, new { some = JsonSerializer.Serialize(moved) });
        return new MovedRows(JsonSerializer.Serialize(new Kept([.. moved.Order(StringComparer.Ordinal)])), [.. members.Select(m => new MemberShare(m.Member, m.Rows))]);
    }

    public async Task PutBack(Writing house, TitleId from, TitleId to, string kept) => await house.Execute(
        $"update house.wish set title = @from where title = @to and id {WishStore.Among(house.Dialect)}",
        new { from = from.Number, to = to.Number, some = JsonSerializer.Serialize(JsonSerializer.Deserialize<Kept>(kept)!.Wishes) });

    /// <summary>Nothing that is kept says whose a wish is.</summary>
    public string Without(string kept, long member) => kept;

    sealed record MemberRow
    {
        public long Member { get; init; }

        public int Rows { get; init; }
    }
}
