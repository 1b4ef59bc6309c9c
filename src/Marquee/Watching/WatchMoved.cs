using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A watch of a title that is merged into another one. What was noted under both numbers is one watch.</summary>
sealed record WatchMoved
{
    public long Id { get; init; }

    public long Member { get; init; }

    public long? At { get; init; }

    public string Origin { get; init; } = "";

    public long? OriginId { get; init; }

    public long CreatedAt { get; init; }

    public string? Device { get; init; }

    public long? Series { get; init; }

    /// <summary>The other title had the same watch, so this one went.</summary>
    public bool Dropped { get; init; }

    public static async Task<IReadOnlyList<WatchMoved>> Move(Writing house, TitleId from, TitleId to)
    {
        var all = new List<WatchMoved>();
        foreach (var watch in await house.Query<WatchMoved>(
            "select id, member, at, origin, origin_id as OriginId, created_at as CreatedAt, device, series from house.watch where title = @from order by id", new { from = from.Number }))
        {
            var same = await WatchingStore.SameWatch(house, watch.Member, to, watch.At, Watches.SameWatch) is not null;
            all.Add(watch with { Dropped = same });
        }

        // Only afterwards: two watches of the same title do not meet each other here.
        foreach (var watch in all.Where(w => w.Dropped))
        {
            await WatchingStore.RemoveWatch(house, watch.Member, watch.Id);
        }

        await house.Execute("update house.watch set title = @to where title = @from", new { from = from.Number, to = to.Number });
        return all;
    }

    /// <summary>A watch that was removed since stays removed.</summary>
    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<WatchMoved> watches)
    {
        foreach (var watch in watches)
        {
            await house.Execute(watch.Dropped
                ? """
                  insert into house.watch (id, member, title, at, origin, origin_id, created_at, device, series)
                  values (@Id, @Member, @from, @At, @Origin, @OriginId, @CreatedAt, @Device, @Series) on conflict (id) do nothing
                  """
                : "update house.watch set title = @from where id = @Id and member = @Member and title = @to",
                new { watch.Id, watch.Member, watch.At, watch.Origin, watch.OriginId, watch.CreatedAt, watch.Device, watch.Series, from = from.Number, to = to.Number });
        }
    }
}
