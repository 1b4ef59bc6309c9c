using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Acquisition.Wishes;

/// <summary>
/// The wishes of a member who leaves. What nobody else wants and no server has goes altogether; what a server has stays, without
/// saying whose it was.
/// </summary>
sealed class ErasedWishes(IEnumerable<IWishNews> news, TimeProvider time) : IMemberErasure
{
    public async Task Erase(Writing writing, long member)
    {
        var theirs = await WishStore.Read(writing, "where w.id in (select wish from house.wish_member where member = @member)", new { member });
        await writing.Execute("""
            delete from house.wish_member where member = @member;
            delete from house.wish_right where member = @member;
            delete from house.wish_rule where member = @member;
            update house.wish_step set member = null where member = @member;
            """, new { member });
        foreach (var wish in theirs)
        {
            var left = wish with { Members = [.. wish.Members.Where(m => m.Member != member)] };
            if (!left.Wanted.Any() && !wish.IsWithServer && wish.State != WishState.Here)
            {
                left = left with { State = WishState.Withdrawn, Why = null, Progress = null, NextTryAt = null, LookAt = null, SendingAt = null, ChangedAt = time.GetUtcNow() };
                await (left.Members.Count == 0 ? Remove(writing, wish.Id) : End(writing, wish, left));
            }

            foreach (var listener in news)
            {
                await listener.Changed(writing, left);
            }
        }
    }

    static Task<int> Remove(Writing writing, string wish) => writing.Execute("""
        delete from house.wish_step where wish = @wish;
        delete from house.wish where id = @wish;
        """, new { wish });

    /// <summary>Others asked for it once and see its history.</summary>
    static async Task End(Writing writing, Wish wish, Wish ended)
    {
        await WishStore.Write(writing, ended);
        if (wish.State != ended.State)
        {
            await WishStore.AddStep(writing, wish.Id, new WishStep(ended.ChangedAt, wish.State, ended.State, null, WishFacts.Word(Origin.Job), null));
        }
    }
}
