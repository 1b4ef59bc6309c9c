using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;

namespace Marquee.Sync.Bound;

/// <summary>
/// Which of a member's titles fit into the pocket: those that changed last, and the watchlist, each up to a limit. A history may be
/// larger than what a phone wants to keep; what is left out stays in the house and can be changed from a device all the same.
/// </summary>
sealed class Pocket
{
    /// <summary>Documents that are taken out in one transaction.</summary>
    const int AtOnce = 200;

    readonly SyncDatabase _of;
    readonly IReadOnlySet<long>? _newest;
    readonly bool _full;

    Pocket(SyncDatabase of, IReadOnlySet<long>? newest, bool full) => (_of, _newest, _full) = (of, newest, full);

    /// <param name="coming">How many documents may be added now.</param>
    public static async Task<Pocket> Of(Writing writing, SyncDatabase of, long member, SyncOptions options, int coming)
    {
        var room = options.PocketTitles + options.PocketWatchlist;
        return of.Live + coming <= room
            ? new Pocket(of, null, full: false)
            : new Pocket(of, await UntoldTitles.Newest(writing, member, options.PocketTitles, options.PocketWatchlist), of.Live > room);
    }

    public bool Has(TitleId title) => _newest?.Contains(title.Number) != false;

    /// <returns>Some of those that have a document and do not fit any more.</returns>
    public async Task<IReadOnlyList<TitleId>> Beyond(Writing writing)
    {
        if (!_full)
        {
            return [];
        }

        var there = await writing.Query<string>("select id from house.sync_document where database = @Id and not deleted and id >= 'title:' and id < 'title;'", new { _of.Id });
        return [.. there.Select(id => new TitleId(long.Parse(id.AsSpan(Composing.TitlePrefix.Length + 2), null))).Where(title => !Has(title)).Take(AtOnce)];
    }
}
