using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching.Importing;

namespace Marquee.Watching;

/// <summary>The one door to a member's ratings, apart from whole files (<see cref="HistoryImports"/>).</summary>
public sealed class Ratings(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    public const int Least = 1;

    public const int Most = 10;

    /// <summary>Rates a title as of now. It makes no watch: nobody said when it was seen.</summary>
    /// <returns>The fact of the change; null when the title already had this rating.</returns>
    public async Task<long?> Set(Viewer viewer, TitleId title, int value, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
        await known.Remember([title], ct);
        return await Change(viewer, title, value, ct);
    }

    /// <returns>The fact of the change; null when there was no rating.</returns>
    public Task<long?> Remove(Viewer viewer, TitleId title, CancellationToken ct) => Change(viewer, title, null, ct);

    Task<long?> Change(Viewer viewer, TitleId title, int? value, CancellationToken ct) => database.Write(Store.House, writing =>
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return Set(writing, viewer, title, value is { } rating ? new RatingState { Rating = rating, RatedAt = Instants.Instant(now) } : null, now);
    }, ct);

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    /// <param name="after">Null removes it.</param>
    /// <param name="decided">When the member decided it, in Unix seconds: a device may tell it later.</param>
    internal async Task<long?> Set(Writing writing, Viewer viewer, TitleId title, RatingState? after, long decided)
    {
        title = await MergedTitles.Current(writing, title);
        var before = await WatchingStore.Rating(writing, viewer.Member, title);
        if (before?.Rating == after?.Rating)
        {
            return null;
        }

        await WatchingStore.SetRating(writing, viewer.Member, title, after, decided);
        await MemberTitleStore.Touch(writing, viewer.Member, title, time.GetUtcNow().ToUnixTimeSeconds());
        return await facts.Write(writing, WatchingFacts.Draft(viewer, title, after is null ? WatchingFacts.RatingRemoved : WatchingFacts.RatingSet, before, after));
    }
}
