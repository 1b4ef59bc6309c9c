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
    static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        WatchingFacts.RatingSet, WatchingFacts.RatingRemoved, WatchingFacts.RatingMoved,
        WatchingFacts.WatchAdded, WatchingFacts.WatchRemoved, WatchingFacts.WatchMoved, WatchingFacts.EpisodesAdded, WatchingFacts.EpisodesRemoved,
        WatchingFacts.WatchlistAdded, WatchingFacts.WatchlistRemoved, WatchingFacts.WatchlistChanged,
        WatchingFacts.LikeAdded, WatchingFacts.LikeRemoved, WatchingFacts.InterestLost, WatchingFacts.InterestBack, WatchingFacts.NoteSet, WatchingFacts.NoteRemoved,
        WatchingFacts.ListMade, WatchingFacts.ListRenamed, WatchingFacts.ListChanged, WatchingFacts.ListRemoved,
        WatchingFacts.ListEntryAdded, WatchingFacts.ListEntryRemoved, WatchingFacts.ListEntryChanged,
        WatchingFacts.ImportApplied, TitleMerges.Fact,
    };

    /// <summary>Whether the kind of fact can be taken back at all; whether it still can is seen when it is tried.</summary>
    public static bool Knows(Fact fact) => fact is { UndoneBy: null, Erased: false } && Kinds.Contains(fact.Kind);

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
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var undoing = fact.Kind switch
        {
            WatchingFacts.ListMade or WatchingFacts.ListRemoved or WatchingFacts.ListRenamed or WatchingFacts.ListChanged => await ListUndo.List(writing, viewer, fact),
            WatchingFacts.ListEntryAdded or WatchingFacts.ListEntryRemoved or WatchingFacts.ListEntryChanged => await ListUndo.Entry(writing, viewer, title, fact),
            WatchingFacts.RatingSet or WatchingFacts.RatingRemoved => await TitleUndo.Rating(writing, viewer, title, fact, now),
            WatchingFacts.RatingMoved => await Corrections.UndoRating(writing, viewer, fact, now),
            WatchingFacts.WatchAdded or WatchingFacts.WatchRemoved => await TitleUndo.Watch(writing, viewer, title, fact, now),
            WatchingFacts.WatchMoved => await Corrections.UndoWatch(writing, viewer, fact, now),
            WatchingFacts.EpisodesAdded or WatchingFacts.EpisodesRemoved => await EpisodeWatches.Undo(writing, viewer, title, fact, now),
            WatchingFacts.WatchlistAdded or WatchingFacts.WatchlistRemoved or WatchingFacts.WatchlistChanged => await TitleUndo.Entry(writing, viewer, title, fact, now),
            _ => await TitleUndo.Words(writing, viewer, title, fact, now),
        };
        var by = await facts.Write(writing, undoing);
        await facts.MarkUndone(writing, fact.Id, by);
        return by;
    }
}
