using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>Takes changes of lists back, inside the transaction of the undoing.</summary>
static class ListUndo
{
    /// <returns>The fact to write.</returns>
    /// <exception cref="Refusal">The list has changed since.</exception>
    public static async Task<FactDraft> List(Writing writing, Viewer viewer, Fact fact)
    {
        var (before, after) = (WatchingFacts.Read<ListState>(fact.Before), WatchingFacts.Read<ListState>(fact.After));
        var there = await ListStore.Find(writing, viewer.Member, (after ?? before)!.Id);
        if (after is null)
        {
            Refuse(there is not null, "watching.undo.listBack");
            await ListStore.Add(writing, viewer.Member, before!);
            return WatchingFacts.Draft(viewer, null, WatchingFacts.ListMade, null, before, fact.Id);
        }

        Refuse(there is null, "watching.undo.listGone");
        if (before is null)
        {
            var removed = await ListStore.Whole(writing, there!);
            await ListStore.Remove(writing, there!.Id);
            return WatchingFacts.Draft(viewer, null, WatchingFacts.ListRemoved, removed, null, fact.Id);
        }

        // Only what this change was about: a list that was renamed and then shared can be renamed back.
        Refuse(before.Name != after.Name && there!.Name != after.Name, "watching.undo.renamedAgain");
        Refuse((before.Description != after.Description && there!.Description != after.Description)
            || (before.Shared != after.Shared && there!.Shared != after.Shared), "watching.undo.listChangedAgain");
        var back = there! with
        {
            Name = before.Name != after.Name ? before.Name : there!.Name,
            Description = before.Description != after.Description ? before.Description : there!.Description,
            Shared = before.Shared != after.Shared ? before.Shared : there!.Shared,
        };
        await ListStore.Set(writing, back);
        return WatchingFacts.Draft(viewer, null, fact.Kind, there, back, fact.Id);
    }

    /// <inheritdoc cref="List"/>
    public static async Task<FactDraft> Entry(Writing writing, Viewer viewer, TitleId title, Fact fact)
    {
        var (before, after) = (WatchingFacts.Read<ListEntryState>(fact.Before), WatchingFacts.Read<ListEntryState>(fact.After));
        var entry = (after ?? before)!;
        Refuse(await ListStore.Find(writing, viewer.Member, entry.List) is null, "watching.undo.listGone");
        var there = await ListEntryStore.Find(writing, entry.List, title) is var (place, note)
            ? new ListEntryState { List = entry.List, Name = entry.Name, Position = place, Note = note }
            : null;
        if (before is null)
        {
            Refuse(there is null, "watching.undo.entryGone");
            await ListEntryStore.Remove(writing, entry.List, title);
            return WatchingFacts.Draft(viewer, title, WatchingFacts.ListEntryRemoved, there, null, fact.Id);
        }

        if (after is null)
        {
            Refuse(there is not null, "watching.undo.entryThere");
            await ListEntries.Set(writing, title, null, before);
            return WatchingFacts.Draft(viewer, title, WatchingFacts.ListEntryAdded, null, before, fact.Id);
        }

        Refuse(there is null, "watching.undo.entryGone");
        Refuse(there!.Position != after.Position || there.Note != after.Note, "watching.undo.entryMoved");
        await ListEntries.Set(writing, title, there, before with { Name = entry.Name });
        return WatchingFacts.Draft(viewer, title, WatchingFacts.ListEntryChanged, there, before, fact.Id);
    }

    static void Refuse(bool when, string code)
    {
        if (when)
        {
            throw new Refusal(code);
        }
    }
}
