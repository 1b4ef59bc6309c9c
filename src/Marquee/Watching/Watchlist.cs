using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The one door to what a member wants to watch.</summary>
public sealed class Watchlist(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    /// <summary>Adding a title twice keeps the first date.</summary>
    /// <returns>The fact of the change; null when the title was on the list.</returns>
    public async Task<long?> Add(Viewer viewer, TitleId title, CancellationToken ct)
    {
        await known.Remember([title], ct);
        return await database.Write<long?>(Store.House, async writing =>
        {
            title = await MergedTitles.Current(writing, title);
            if (await WatchingStore.Entry(writing, viewer.Member, title) is not null)
            {
                return null;
            }

            var after = new WatchlistState { AddedAt = Instants.Instant(time.GetUtcNow().ToUnixTimeSeconds()) };
            await WatchingStore.SetEntry(writing, viewer.Member, title, after);
            return await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.WatchlistAdded, null, after));
        }, ct);
    }

    /// <returns>The fact of the change; null when the title was not on the list.</returns>
    public Task<long?> Remove(Viewer viewer, TitleId title, CancellationToken ct) => database.Write<long?>(Store.House, async writing =>
    {
        title = await MergedTitles.Current(writing, title);
        if (await WatchingStore.Entry(writing, viewer.Member, title) is not { } before)
        {
            return null;
        }

        await WatchingStore.SetEntry(writing, viewer.Member, title, null);
        return await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.WatchlistRemoved, before, null));
    }, ct);
}
