using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>Takes back what a member changed of one title, inside the transaction of the undoing. Each gives the fact to write.</summary>
static class TitleUndo
{
    /// <exception cref="Refusal">It was rated again since.</exception>
    public static async Task<FactDraft> Rating(Writing writing, Viewer viewer, TitleId title, Fact fact, long now)
    {
        var (before, after) = (WatchingFacts.Read<RatingState>(fact.Before), WatchingFacts.Read<RatingState>(fact.After));
        Unchanged(after, await WatchingStore.Rating(writing, viewer.Member, title), "watching.undo.ratedAgain");
        await WatchingStore.SetRating(writing, viewer.Member, title, before, now);
        await MemberTitleStore.Touch(writing, viewer.Member, title, now);
        return WatchingFacts.Draft(viewer, title, before is null ? WatchingFacts.RatingRemoved : WatchingFacts.RatingSet, after, before, fact.Id);
    }

    /// <exception cref="Refusal">The watch was removed or is back.</exception>
    public static async Task<FactDraft> Watch(Writing writing, Viewer viewer, TitleId title, Fact fact, long now)
    {
        var (before, after) = (WatchingFacts.Read<WatchState>(fact.Before), WatchingFacts.Read<WatchState>(fact.After));
        var there = await WatchingStore.Watch(writing, viewer.Member, (after ?? before)!.Id);
        if (there is { } moved && moved.Title != title)
        {
            throw new Refusal("watching.undo.watchGone");
        }

        Unchanged(after, there?.State, after is null ? "watching.undo.watchBack" : "watching.undo.watchGone");
        await MemberTitleStore.Touch(writing, viewer.Member, title, now);
        if (after is not null)
        {
            await WatchingStore.RemoveWatch(writing, viewer.Member, after.Id);
            return WatchingFacts.Draft(viewer, title, WatchingFacts.WatchRemoved, after, null, fact.Id);
        }

        await WatchingStore.AddWatch(writing, viewer.Member, title, before!, WatchingFacts.Word(viewer.Origin), now);
        return WatchingFacts.Draft(viewer, title, WatchingFacts.WatchAdded, null, before, fact.Id);
    }

    /// <exception cref="Refusal">The entry has changed since.</exception>
    public static async Task<FactDraft> Entry(Writing writing, Viewer viewer, TitleId title, Fact fact, long now)
    {
        var (before, after) = (WatchingFacts.Read<WatchlistState>(fact.Before), WatchingFacts.Read<WatchlistState>(fact.After));
        Unchanged(after, await WatchingStore.Entry(writing, viewer.Member, title), "watching.undo.listChanged");
        await WatchingStore.SetEntry(writing, viewer.Member, title, before);
        await MemberTitleStore.Touch(writing, viewer.Member, title, now);
        var kind = before is null ? WatchingFacts.WatchlistRemoved : after is null ? WatchingFacts.WatchlistAdded : WatchingFacts.WatchlistChanged;
        return WatchingFacts.Draft(viewer, title, kind, after, before, fact.Id);
    }

    /// <summary>Likes, "not interested" and notes.</summary>
    /// <exception cref="Refusal">It was changed again since.</exception>
    public static async Task<FactDraft> Words(Writing writing, Viewer viewer, TitleId title, Fact fact, long now)
    {
        var words = await MemberTitleStore.Words(writing, viewer.Member, title);
        return fact.Kind switch
        {
            WatchingFacts.LikeAdded or WatchingFacts.LikeRemoved =>
                await Word(Likes.State(words), (WatchingFacts.LikeAdded, WatchingFacts.LikeRemoved), (MarkState? mark) => words with { LikedAt = mark?.At }),
            WatchingFacts.InterestLost or WatchingFacts.InterestBack =>
                await Word(NotInterested.State(words), (WatchingFacts.InterestLost, WatchingFacts.InterestBack), (MarkState? mark) => words with { NotInterestedAt = mark?.At }),
            _ => await Word(Notes.State(words), (WatchingFacts.NoteSet, WatchingFacts.NoteRemoved), (NoteState? note) => words with { Note = note?.Note }),
        };

        async Task<FactDraft> Word<TState>(TState? there, (string Set, string Removed) kinds, Func<TState?, TitleWords> with) where TState : class
        {
            var (before, after) = (WatchingFacts.Read<TState>(fact.Before), WatchingFacts.Read<TState>(fact.After));
            Unchanged(after, there, "watching.undo.saidAgain");
            await MemberTitleStore.SetWords(writing, viewer.Member, title, with(before), now);
            return WatchingFacts.Draft(viewer, title, before is null ? kinds.Removed : kinds.Set, after, before, fact.Id);
        }
    }

    static void Unchanged<T>(T? left, T? there, string otherwise) where T : class
    {
        if (!Equals(left, there))
        {
            throw new Refusal(otherwise);
        }
    }
}
