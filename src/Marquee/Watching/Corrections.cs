using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A watch that was said to be of another title, as facts tell it.</summary>
public sealed record WatchOfTitle
{
    public long Title { get; init; }

    public WatchState Watch { get; init; } = new();
}

/// <summary>A rating that was said to be of another title, as facts tell it.</summary>
public sealed record RatingOfTitle
{
    public long Title { get; init; }

    public int Rating { get; init; }

    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>The rating that the other title had before; it gave way.</summary>
    public RatingState? Replaced { get; init; }
}

/// <summary>
/// The door for what was noted under the wrong title: a watch or a rating goes to another one, and the mistake is remembered, so
/// that the source that made it is not believed again.
/// </summary>
public sealed class Corrections(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    /// <returns>Null when the member has no such watch; a change without a fact when it is of that title already.</returns>
    public async Task<Changed?> MoveWatch(Viewer viewer, long id, TitleId to, CancellationToken ct)
    {
        await known.Remember([to], ct);
        return await database.Write<Changed?>(Store.House, async writing =>
        {
            to = await MergedTitles.Current(writing, to);
            if (await WatchingStore.Watch(writing, viewer.Member, id) is not { } found || found.Title == to)
            {
                return await WatchingStore.Watch(writing, viewer.Member, id) is null ? null : new Changed(null);
            }

            var now = time.GetUtcNow().ToUnixTimeSeconds();
            await Move(writing, viewer.Member, id, found.Title, to, now);
            await CorrectionStore.Add(writing, viewer.Member, found.Title, to, CorrectionStore.Watch, found.State.At, null, now);
            return new Changed(await facts.Write(writing, WatchingFacts.Draft(
                viewer, to, WatchingFacts.WatchMoved, Of(found.Title, found.State), Of(to, found.State))));
        }, ct);
    }

    /// <summary>A rating that the other title had gives way; undo brings it back.</summary>
    /// <returns>Null when the member has not rated the title; a change without a fact when both are one title.</returns>
    public async Task<Changed?> MoveRating(Viewer viewer, TitleId from, TitleId to, CancellationToken ct)
    {
        await known.Remember([to], ct);
        return await database.Write<Changed?>(Store.House, async writing =>
        {
            (from, to) = (await MergedTitles.Current(writing, from), await MergedTitles.Current(writing, to));
            if (await WatchingStore.Rating(writing, viewer.Member, from) is not { } rating)
            {
                return null;
            }

            if (from == to)
            {
                return new Changed(null);
            }

            var now = time.GetUtcNow().ToUnixTimeSeconds();
            var replaced = await WatchingStore.Rating(writing, viewer.Member, to);
            await SetBoth(writing, viewer.Member, (from, null), (to, rating), now);
            await CorrectionStore.Add(writing, viewer.Member, from, to, CorrectionStore.Rating, rating.RatedAt, rating.Rating, now);
            return new Changed(await facts.Write(writing, WatchingFacts.Draft(
                viewer, to, WatchingFacts.RatingMoved, Of(from, rating, null), Of(to, rating, replaced))));
        }, ct);
    }

    /// <summary>Takes a <see cref="MoveWatch"/> back, inside the transaction of the undoing.</summary>
    /// <returns>The fact to write.</returns>
    /// <exception cref="Refusal">The watch was removed or moved again.</exception>
    internal static async Task<FactDraft> UndoWatch(Writing writing, Viewer viewer, Fact fact, long now)
    {
        var (before, after) = (WatchingFacts.Read<WatchOfTitle>(fact.Before)!, WatchingFacts.Read<WatchOfTitle>(fact.After)!);
        var (from, to) = (await MergedTitles.Current(writing, new TitleId(before.Title)), await MergedTitles.Current(writing, new TitleId(after.Title)));
        if (await WatchingStore.Watch(writing, viewer.Member, after.Watch.Id) is not { } there || there.Title != to)
        {
            throw new Refusal("watching.undo.watchGone");
        }

        await Move(writing, viewer.Member, after.Watch.Id, to, from, now);
        await CorrectionStore.Remove(writing, viewer.Member, from, to, CorrectionStore.Watch, after.Watch.At);
        return WatchingFacts.Draft(viewer, from, WatchingFacts.WatchMoved, Of(to, there.State), Of(from, there.State), fact.Id);
    }

    /// <inheritdoc cref="UndoWatch"/>
    internal static async Task<FactDraft> UndoRating(Writing writing, Viewer viewer, Fact fact, long now)
    {
        var (before, after) = (WatchingFacts.Read<RatingOfTitle>(fact.Before)!, WatchingFacts.Read<RatingOfTitle>(fact.After)!);
        var (from, to) = (await MergedTitles.Current(writing, new TitleId(before.Title)), await MergedTitles.Current(writing, new TitleId(after.Title)));
        var rating = new RatingState { Rating = after.Rating, RatedAt = after.RatedAt };
        var displaced = await WatchingStore.Rating(writing, viewer.Member, from);
        if (await WatchingStore.Rating(writing, viewer.Member, to) != rating || displaced != before.Replaced)
        {
            throw new Refusal("watching.undo.ratedAgain");
        }

        await SetBoth(writing, viewer.Member, (to, after.Replaced), (from, rating), now);
        await CorrectionStore.Remove(writing, viewer.Member, from, to, CorrectionStore.Rating, after.RatedAt);
        return WatchingFacts.Draft(viewer, from, WatchingFacts.RatingMoved, Of(to, rating, after.Replaced), Of(from, rating, before.Replaced), fact.Id);
    }

    static async Task Move(Writing writing, long member, long id, TitleId from, TitleId to, long now)
    {
        await writing.Execute("update house.watch set title = @to, series = null where member = @member and id = @id", new { member, id, to = to.Number });
        await MemberTitleStore.Touch(writing, member, from, now);
        await MemberTitleStore.Touch(writing, member, to, now);
    }

    static async Task SetBoth(Writing writing, long member, (TitleId Title, RatingState? Rating) one, (TitleId Title, RatingState? Rating) other, long now)
    {
        foreach (var (title, rating) in new[] { one, other })
        {
            await WatchingStore.SetRating(writing, member, title, rating, now);
            await MemberTitleStore.Touch(writing, member, title, now);
        }
    }

    static WatchOfTitle Of(TitleId title, WatchState watch) => new() { Title = title.Number, Watch = watch };

    static RatingOfTitle Of(TitleId title, RatingState rating, RatingState? replaced) =>
        new() { Title = title.Number, Rating = rating.Rating, RatedAt = rating.RatedAt, Replaced = replaced };
}
