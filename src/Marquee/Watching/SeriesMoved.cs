using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>Rows that name a merged title beside their own: the series of watched episodes, and both sides of corrections.</summary>
/// <param name="Watches">Ids of the watches of the series' episodes.</param>
/// <param name="From">Ids of corrections that led away from it.</param>
/// <param name="Into">Ids of corrections that led to it.</param>
sealed record SeriesMoved(IReadOnlyList<long> Watches, IReadOnlyList<long> From, IReadOnlyList<long> Into)
{
    public int Count => Watches.Count + From.Count + Into.Count;

    public static async Task<SeriesMoved> Move(Writing house, TitleId from, TitleId to)
    {
        var moved = new SeriesMoved(
            await house.Query<long>("select id from house.watch where series = @from order by id", new { from = from.Number }),
            await house.Query<long>("select id from house.correction where title = @from order by id", new { from = from.Number }),
            await house.Query<long>("select id from house.correction where into_title = @from order by id", new { from = from.Number }));
        await Set(house, moved, to);
        return moved;
    }

    /// <param name="moved">Null for merges of before such rows existed.</param>
    public static async Task PutBack(Writing house, TitleId from, SeriesMoved? moved)
    {
        if (moved is not null)
        {
            await Set(house, moved, from);
        }
    }

    static async Task Set(Writing house, SeriesMoved moved, TitleId title)
    {
        await Each(moved.Watches, "update house.watch set series = @title where id = @id");
        await Each(moved.From, "update house.correction set title = @title where id = @id");
        await Each(moved.Into, "update house.correction set into_title = @title where id = @id");

        async Task Each(IReadOnlyList<long> ids, string sql)
        {
            foreach (var id in ids)
            {
                await house.Execute(sql, new { id, title = title.Number });
            }
        }
    }
}
