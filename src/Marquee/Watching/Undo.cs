using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching.Importing;

namespace Marquee.Watching;

/// <summary>What became of taking a change back.</summary>
public abstract record UndoOutcome;

/// <param name="Fact">The fact of taking it back, which can be taken back too.</param>
/// <param name="Job">The run that carries it out, when it is a whole file; null when it is done.</param>
public sealed record Undone(long Fact, long? Job = null) : UndoOutcome;

/// <summary>There is no such fact, or it is another member's.</summary>
public sealed record NoSuchFact : UndoOutcome;

/// <param name="Why">It has changed since, or was taken back already.</param>
public sealed record CannotUndo(Text Why) : UndoOutcome;

/// <summary>Takes back single changes, and whole files and merges as a job. A change that another one has built upon stays.</summary>
public sealed class Undo(Database database, Facts facts, HistoryImports imports, TitleMerges merges, TimeProvider time)
{
    /// <summary>Whether the kind of fact can be taken back at all; whether it still can is seen when it is tried.</summary>
    public static bool Knows(Fact fact) => fact is { UndoneBy: null, Erased: false } && fact.Kind is
        WatchingFacts.RatingSet or WatchingFacts.RatingRemoved or WatchingFacts.WatchAdded or WatchingFacts.WatchRemoved
        or WatchingFacts.WatchlistAdded or WatchingFacts.WatchlistRemoved or WatchingFacts.ImportApplied or TitleMerges.Fact
        or WatchingFacts.ListMade or WatchingFacts.ListRenamed or WatchingFacts.ListRemoved or WatchingFacts.ListEntryAdded or WatchingFacts.ListEntryRemoved;

    public async Task<UndoOutcome> Take(Viewer viewer, long id, CancellationToken ct)
    {
        if (await facts.Find(id, ct) is not { } fact || fact.Member != viewer.Member)
        {
            return new NoSuchFact();
        }

        if (!Knows(fact))
        {
            return new CannotUndo(new Text(fact.UndoneBy is not null ? "journal.undoneBefore" : "watching.undo.never"));
        }

        if (fact.Kind == WatchingFacts.ImportApplied)
        {
            return await File(viewer, fact, ct);
        }

        if (fact.Kind == TitleMerges.Fact)
        {
            return await Merge(viewer, fact, ct);
        }

        try
        {
            return new Undone(await database.Write(Store.House, writing => TakeBack(writing, viewer, fact), ct));
        }
        catch (Refusal refusal)
        {
            return new CannotUndo(refusal.Text);
        }
    }

    async Task<UndoOutcome> File(Viewer viewer, Fact fact, CancellationToken ct)
    {
        try
        {
            return await imports.OfFact(viewer, fact.Id, ct) is { } import && await imports.Undo(viewer, import, ct) is { } started
                ? new Undone(started.Fact!.Value, started.Job)
                : new CannotUndo(new Text("watching.undo.fileGone"));
        }
        catch (Refusal refusal)
        {
            return new CannotUndo(refusal.Text);
        }
    }

    async Task<UndoOutcome> Merge(Viewer viewer, Fact fact, CancellationToken ct)
    {
        try
        {
            return viewer.Role == Role.Host && await merges.OfFact(fact.Id, ct) is { } merge && await merges.Undo(viewer, merge.Id, ct) is { } started
                ? new Undone(started.Fact, started.Job)
                : new CannotUndo(new Text("watching.undo.hostsOnly"));
        }
        catch (Refusal refusal)
        {
            return new CannotUndo(refusal.Text);
        }
    }

    async Task<long> TakeBack(Writing writing, Viewer viewer, Fact fact)
    {
        var title = await MergedTitles.Current(writing, new TitleId(fact.Title ?? 0));
        var undoing = fact.Kind switch
        {
            WatchingFacts.ListMade or WatchingFacts.ListRemoved or WatchingFacts.ListRenamed => await ListUndo.List(writing, viewer, fact),
            WatchingFacts.ListEntryAdded or WatchingFacts.ListEntryRemoved => await ListUndo.Entry(writing, viewer, title, fact),
            WatchingFacts.RatingSet or WatchingFacts.RatingRemoved => await Rating(writing, viewer, title, fact),
            WatchingFacts.WatchAdded or WatchingFacts.WatchRemoved => await Watch(writing, viewer, title, fact),
            _ => await Entry(writing, viewer, title, fact),
        };
        var by = await facts.Write(writing, undoing);
        await facts.MarkUndone(writing, fact.Id, by);
        return by;
    }

    async Task<FactDraft> Rating(Writing writing, Viewer viewer, TitleId title, Fact fact)
    {
        var (before, after) = (WatchingFacts.Read<RatingState>(fact.Before), WatchingFacts.Read<RatingState>(fact.After));
        Unchanged(after, await WatchingStore.Rating(writing, viewer.Member, title), "watching.undo.ratedAgain");
        await WatchingStore.SetRating(writing, viewer.Member, title, before, time.GetUtcNow().ToUnixTimeSeconds());
        return WatchingFacts.Draft(viewer, title, before is null ? WatchingFacts.RatingRemoved : WatchingFacts.RatingSet, after, before, fact.Id);
    }

    async Task<FactDraft> Watch(Writing writing, Viewer viewer, TitleId title, Fact fact)
    {
        var (before, after) = (WatchingFacts.Read<WatchState>(fact.Before), WatchingFacts.Read<WatchState>(fact.After));
        var there = await WatchingStore.Watch(writing, viewer.Member, (after ?? before)!.Id);
        Unchanged(after, there?.State, after is null ? "watching.undo.watchBack" : "watching.undo.watchGone");
        if (after is not null)
        {
            await WatchingStore.RemoveWatch(writing, viewer.Member, after.Id);
            return WatchingFacts.Draft(viewer, title, WatchingFacts.WatchRemoved, after, null, fact.Id);
        }

        await WatchingStore.AddWatch(writing, viewer.Member, title, Instants.Seconds(before!.At), WatchingFacts.Word(viewer.Origin), time.GetUtcNow().ToUnixTimeSeconds(), before.Id);
        return WatchingFacts.Draft(viewer, title, WatchingFacts.WatchAdded, null, before, fact.Id);
    }

    static async Task<FactDraft> Entry(Writing writing, Viewer viewer, TitleId title, Fact fact)
    {
        var (before, after) = (WatchingFacts.Read<WatchlistState>(fact.Before), WatchingFacts.Read<WatchlistState>(fact.After));
        Unchanged(after, await WatchingStore.Entry(writing, viewer.Member, title), "watching.undo.listChanged");
        await WatchingStore.SetEntry(writing, viewer.Member, title, before);
        return WatchingFacts.Draft(viewer, title, before is null ? WatchingFacts.WatchlistRemoved : WatchingFacts.WatchlistAdded, after, before, fact.Id);
    }

    static void Unchanged<T>(T? left, T? there, string otherwise) where T : class
    {
        if (!Equals(left, there))
        {
            throw new Refusal(otherwise);
        }
    }
}
