using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>
/// The watches that a stretch of rows brings. Within the transaction a watch carries the number of its row, as no other does: below
/// zero. By title alone a planner that has not seen the new rows yet would look for each of them among all others.
/// </summary>
static class ArrivingWatches
{
    /// <param name="turn">Which rows <c>r</c> have their turn.</param>
    /// <param name="condition">Which of those bring a watch.</param>
    /// <param name="origin">Who noted it, of a row, as SQL.</param>
    /// <param name="originId">What the watch keeps as its origin's number, as SQL.</param>
    /// <param name="range">Has <c>import</c>, <c>member</c>, <c>from</c>, <c>to</c> and <c>now</c>.</param>
    public static async Task Add(Writing writing, string turn, string condition, string origin, string originId, object range)
    {
        await writing.Execute($"""
            insert into house.watch (member, title, at, origin, origin_id, device, created_at)
            select @member, r.title, r.watched_at, {origin}, -r.number, r.device, @now from house.import_row r where {turn} and {condition} order by r.number
            """, range);
        await writing.Execute($"""
            insert into house.import_watch (import, number, watch)
            select r.import, r.number, w.id
            from house.watch w join house.import_row r on r.number = -w.origin_id
            where w.member = @member and w.origin_id < 0 and {turn} and r.title = w.title
            """, range);
        await writing.Execute($"update house.watch set origin_id = {originId} where member = @member and origin_id < 0", range);
    }
}
