using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A mark as facts tell it: since when a title is liked, or not to be suggested.</summary>
public sealed record MarkState
{
    public DateTimeOffset? At { get; init; }
}

/// <summary>A note as facts tell it.</summary>
public sealed record NoteState
{
    public string Note { get; init; } = "";
}

/// <summary>Changes one of a member's words about a title and writes its fact: what likes, "not interested" and notes have in common.</summary>
sealed class TitleWordsChange(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    /// <param name="set">Whether the word is there afterwards; false takes it away.</param>
    /// <param name="kinds">The facts of setting it and of taking it away.</param>
    /// <param name="state">The word as facts tell it; null when it is not there.</param>
    /// <param name="change">The words as they are to be, from those that are there and the instant of the change.</param>
    /// <returns>The fact of the change; null when there was nothing to change.</returns>
    public async Task<long?> Make<TState>(
        Viewer viewer, TitleId title, bool set, (string Set, string Removed) kinds, Func<TitleWords, TState?> state, Func<TitleWords, DateTimeOffset, TitleWords> change, CancellationToken ct)
        where TState : class
    {
        if (set)
        {
            await known.Remember([title], ct);
        }

        return await database.Write(Store.House, writing => Make(writing, viewer, title, set, kinds, state, change), ct);
    }

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    public async Task<long?> Make<TState>(
        Writing writing, Viewer viewer, TitleId title, bool set, (string Set, string Removed) kinds, Func<TitleWords, TState?> state, Func<TitleWords, DateTimeOffset, TitleWords> change)
        where TState : class
    {
        title = await MergedTitles.Current(writing, title);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var before = await MemberTitleStore.Words(writing, viewer.Member, title);
        var after = change(before, DateTimeOffset.FromUnixTimeSeconds(now));
        if (after == before)
        {
            return null;
        }

        await MemberTitleStore.SetWords(writing, viewer.Member, title, after, now);
        return await facts.Write(writing, WatchingFacts.Draft(viewer, title, set ? kinds.Set : kinds.Removed, state(before), state(after)));
    }
}
