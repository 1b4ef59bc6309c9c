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
            var removed = there! with { Titles = there.Live ? null : await ListStore.Titles(writing, there.Id) };
            await ListStore.Remove(writing, there.Id);
            return WatchingFacts.Draft(viewer, null, WatchingFacts.ListRemoved, removed, null, fact.Id);
        }

        Refuse(there!.Name != after.Name, "watching.undo.renamedAgain");
        await ListStore.Rename(writing, there.Id, before.Name);
        return WatchingFacts.Draft(viewer, null, WatchingFacts.ListRenamed, there, there with { Name = before.Name }, fact.Id);
    }

    /// <inheritdoc cref="List"/>
    public static async Task<FactDraft> Entry(Writing writing, Viewer viewer, TitleId title, Fact fact)
    {
        var (before, after) = (WatchingFacts.Read<ListEntryState>(fact.Before), WatchingFacts.Read<ListEntryState>(fact.After));
        var entry = (after ?? before)!;
        Refuse(await ListStore.Find(writing, viewer.Member, entry.List) is null, "watching.undo.listGone");
        var there = await ListStore.Position(writing, entry.List, title);
        if (after is not null)
        {
            Refuse(there is null, "watching.undo.entryGone");
            await ListStore.RemoveEntry(writing, entry.List, title);
            return WatchingFacts.Draft(viewer, title, WatchingFacts.ListEntryRemoved, entry, null, fact.Id);
        }

        Refuse(there is not null, "watching.undo.entryThere");
        await ListStore.AddEntry(writing, entry.List, entry.Position, title);
        return WatchingFacts.Draft(viewer, title, WatchingFacts.ListEntryAdded, null, entry, fact.Id);
    }

    static void Refuse(bool when, string code)
    {
        if (when)
        {
            throw new Refusal(code);
        }
    }
}
