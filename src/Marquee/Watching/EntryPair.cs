using System.Text.Json.Serialization;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A member's watchlist entries of two titles that are merged: one entry with the first date and both notes.</summary>
/// <param name="To">Null when only the title that is given up was listed.</param>
sealed record EntryPair(long Member, WatchlistState From, WatchlistState? To)
{
    [JsonIgnore]
    public WatchlistState Both => To is null ? From : new WatchlistState
    {
        AddedAt = From.AddedAt < To.AddedAt ? From.AddedAt : To.AddedAt ?? From.AddedAt,
        Note = From.Note is null || From.Note == To.Note ? To.Note : To.Note is null ? From.Note : To.Note + "\n" + From.Note,
        Priority = To.Priority ?? From.Priority,
    };

    public static async Task<IReadOnlyList<EntryPair>> Move(Writing house, TitleId from, TitleId to)
    {
        var pairs = new List<EntryPair>();
        foreach (var member in await house.Query<long>("select member from house.watchlist_entry where title = @from order by member", new { from = from.Number }))
        {
            var pair = new EntryPair(member, (await WatchingStore.Entry(house, member, from))!, await WatchingStore.Entry(house, member, to));
            await WatchingStore.SetEntry(house, member, to, pair.Both);
            await WatchingStore.SetEntry(house, member, from, null);
            pairs.Add(pair);
        }

        return pairs;
    }

    /// <summary>Who has taken the merged title off the list, or changed its entry, keeps that.</summary>
    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<EntryPair> pairs)
    {
        foreach (var pair in pairs)
        {
            var now = await WatchingStore.Entry(house, pair.Member, to);
            if (now is not null && await WatchingStore.Entry(house, pair.Member, from) is null)
            {
                await WatchingStore.SetEntry(house, pair.Member, from, pair.From);
            }

            if (now == pair.Both)
            {
                await WatchingStore.SetEntry(house, pair.Member, to, pair.To);
            }
        }
    }
}
