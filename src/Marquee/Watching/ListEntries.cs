using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The one door to the titles of a member's lists: on and off, their order, and what is noted beside them. A saved search has none.</summary>
public sealed class ListEntries(Database database, KnownTitles known, Facts facts)
{
    public const int LongestNote = 1000;

    const int Most = 10_000;

    /// <summary>Puts a title on a list, or changes what is there.</summary>
    /// <param name="place">Counted from 1; beyond the end is the end. Null leaves it, and puts a new title at the end.</param>
    /// <param name="note">Null leaves it; blank removes it.</param>
    /// <returns>Null when the member has no such list, or it is a saved search; a change without a fact when all is so already.</returns>
    /// <exception cref="Refusal">The list is full.</exception>
    public async Task<Changed?> Put(Viewer viewer, long id, TitleId title, int? place, string? note, CancellationToken ct)
    {
        await known.Remember([title], ct);
        return await database.Write(Store.House, writing => Put(writing, viewer, id, title, place, note), ct);
    }

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    /// <inheritdoc cref="Put(Viewer, long, TitleId, int?, string?, CancellationToken)"/>
    internal async Task<Changed?> Put(Writing writing, Viewer viewer, long id, TitleId title, int? place, string? note)
    {
        title = await MergedTitles.Current(writing, title);
        if (await ListStore.Find(writing, viewer.Member, id) is not { Live: false } list)
        {
            return null;
        }

        var there = await ListEntryStore.Find(writing, id, title);
        var before = there is var (at, said) ? new ListEntryState { List = id, Name = list.Name, Position = at, Note = said } : null;
        var count = (int)await ListEntryStore.Count(writing, id);
        if (before is null && count >= Most)
        {
            throw new Refusal("watching.list.full", ("most", Most));
        }

        var after = new ListEntryState
        {
            List = id,
            Name = list.Name,
            Position = Math.Clamp(place ?? before?.Position ?? int.MaxValue, 1, before is null ? count + 1 : count),
            Note = note is null ? before?.Note : string.IsNullOrWhiteSpace(note) ? null : note.Trim().ReplaceLineEndings("\n"),
        };
        if (after == before)
        {
            return new Changed(null);
        }

        await Set(writing, title, before, after);
        return new Changed(await facts.Write(writing, WatchingFacts.Draft(viewer, title, before is null ? WatchingFacts.ListEntryAdded : WatchingFacts.ListEntryChanged, before, after)));
    }

    /// <returns>Null when the member has no such list, or the title is not on it.</returns>
    public Task<Changed?> Remove(Viewer viewer, long id, TitleId title, CancellationToken ct) => database.Write(Store.House, writing => Remove(writing, viewer, id, title), ct);

    /// <summary>The same in the transaction of a caller.</summary>
    internal async Task<Changed?> Remove(Writing writing, Viewer viewer, long id, TitleId title)
    {
        title = await MergedTitles.Current(writing, title);
        if (await ListStore.Find(writing, viewer.Member, id) is not { } list || await ListEntryStore.Find(writing, id, title) is not var (place, note))
        {
            return null;
        }

        await ListEntryStore.Remove(writing, id, title);
        var before = new ListEntryState { List = id, Name = list.Name, Position = place, Note = note };
        return new Changed(await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.ListEntryRemoved, before, null)));
    }

    /// <summary>Makes an entry what it is to be.</summary>
    /// <param name="before">Null when the title is not on the list.</param>
    internal static async Task Set(Writing writing, TitleId title, ListEntryState? before, ListEntryState after)
    {
        if (before?.Position == after.Position)
        {
            await ListEntryStore.SetNote(writing, after.List, title, after.Note);
            return;
        }

        if (before is not null)
        {
            await ListEntryStore.Remove(writing, after.List, title);
        }

        await ListEntryStore.Insert(writing, after.List, after.Position, title, after.Note);
    }
}
