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
            if (!left.Wanted.Any() && !WishStates.UnderWay.Contains(wish.State) && wish.State != WishState.Here)
            {
                left = left with { State = WishState.Withdrawn, ChangedAt = time.GetUtcNow() };
                await writing.Execute("""
                    delete from house.wish_step where wish = @Id;
                    delete from house.wish where id = @Id and not exists (select 1 from house.wish_member where wish = @Id);
                    """, new { wish.Id });
            }

            foreach (var listener in news)
            {
                await listener.Changed(writing, left);
            }
        }
    }
}
