using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Catalog.Merging;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>
/// Files of a member's history: read, shown, applied, taken back. Nothing changes before <see cref="Apply"/>. The decision to
/// apply and the decision to take back are one fact each for the whole file; what each row changed is kept with the row.
/// </summary>
public sealed class HistoryImports
{
    const int SampleRows = 20;

    readonly Database _database;
    readonly Facts _facts;
    readonly Intents _intents;
    readonly JobRuns _runs;
    readonly HistoryReading _reading;
    readonly Sights _sights;
    readonly TimeProvider _time;

    public HistoryImports(Database database, Matcher matcher, Titles titles, MergedTitles merged, Facts facts, Intents intents, JobRuns runs, Sights sights, TimeProvider time)
    {
        (_database, _facts, _intents, _runs, _sights, _time) = (database, facts, intents, runs, sights, time);
        Store = new ImportStore(database);
        _reading = new HistoryReading(database, Store, matcher, titles, merged, time);
    }

    internal ImportStore Store { get; }

    internal HistoryReading Reading => _reading;

    /// <summary>Reads a file and says what it would change.</summary>
    /// <exception cref="Refusal">The file is no export; the text says what it is.</exception>
    public async Task<ImportPreview> Preview(Viewer viewer, Stream file, string fileName, CancellationToken ct, ReadingChoices? choices = null) =>
        (await Find(viewer, await _reading.Read(viewer, file, fileName, choices ?? new ReadingChoices(), ct), ct))!;

    /// <summary>The same for rows that were read elsewhere: from a public list on the web.</summary>
    /// <param name="name">What the member will recognise it by.</param>
    internal async Task<ImportPreview> Preview(Viewer viewer, Integrations.Exports.ExportFile file, string name, ReadingChoices choices, CancellationToken ct) =>
        (await Find(viewer, await _reading.Read(viewer, file, name, choices, ct), ct))!;

    /// <returns>Null when the member has no such import.</returns>
    public async Task<ImportPreview?> Find(Viewer viewer, long id, CancellationToken ct)
    {
        if (await Own(viewer, id, ct) is not { } import)
        {
            return null;
        }

        var sight = await _sights.Of(viewer, ct);
        var hidden = await Store.Hidden(id, sight, ct);
        var sample = new ImportSample
        {
            New = await Sample(id, sight, hidden, ImportClass.New, ct),
            Changed = await Sample(id, sight, hidden, ImportClass.Changed, ct),
            Known = await Sample(id, sight, hidden, ImportClass.Known, ct),
            NotInCatalog = await Sample(id, sight, hidden, ImportClass.NotInCatalog, ct),
            Repeated = await Sample(id, sight, hidden, ImportClass.Repeated, ct),
            Unreadable = await Sample(id, sight, hidden, ImportClass.Unreadable, ct),
            Conflicting = await Sample(id, sight, hidden, ImportClass.Conflicting, ct),
            Unmatched = await Sample(id, sight, hidden, ImportClass.Unmatched, ct),
            LeftOut = await Sample(id, sight, hidden, ImportClass.LeftOut, ct),
        };
        return Told(import, hidden, await Store.Tally(id, ct, hidden), sample);
    }

    /// <returns>The member's imports without samples, newest first.</returns>
    public async Task<IReadOnlyList<ImportPreview>> All(Viewer viewer, CancellationToken ct)
    {
        var (all, sight) = (new List<ImportPreview>(), await _sights.Of(viewer, ct));
        foreach (var import in await Store.Of(viewer.Member, ct))
        {
            var hidden = await Store.Hidden(import.Id, sight, ct);
            all.Add(Told(await Settled(import, ct), hidden, await Store.Tally(import.Id, ct, hidden)));
        }

        return all;
    }

    /// <returns>Rows of one class in the order of the file, behind <paramref name="after"/>; null when the member has no such import.</returns>
    public async Task<IReadOnlyList<ImportRow>?> Rows(Viewer viewer, long id, ImportClass of, int after, int limit, CancellationToken ct)
    {
        if (await Own(viewer, id, ct) is null)
        {
            return null;
        }

        var sight = await _sights.Of(viewer, ct);
        return [.. (await Store.Rows(id, of, limit, ct, after, await Store.Hidden(id, sight, ct))).Select(row => Told(row, sight))];
    }

    /// <summary>
    /// Agrees to a preview: it becomes a job, unless the member has all of it by now; then it stays as it is. One that was stopped goes
    /// on, and one that is applied goes on with rows whose titles the member has named since; they share its fact.
    /// </summary>
    /// <param name="takeFile">Ratings of the file also replace those that the member has given since.</param>
    /// <returns>Null when the member has no such import.</returns>
    /// <exception cref="Refusal">There is nothing left to apply.</exception>
    public async Task<ImportStarted?> Apply(Viewer viewer, long id, CancellationToken ct, bool takeFile = false)
    {
        if (await Own(viewer, id, ct) is not { } import)
        {
            return null;
        }

        var begun = await _database.Write<(long Fact, long Intent)?>(Storage.Store.House, async writing =>
        {
            var now = (await ImportStore.Find(writing, id))!;
            if (now.State is not ("preview" or "cancelled" or "applied") || now.UndoFact is not null
                || (now.State == "applied" && !takeFile && !await ImportStore.Changes(writing, id, viewer.Member))
                || !await ImportStore.Move(writing, id, now.State, "applying"))
            {
                throw new Refusal("watching.import.appliedBefore");
            }

            if (takeFile)
            {
                await ImportClassification.TakeConflicts(writing, id);
                await ImportStore.Count(writing, id);
            }

            if (!await ImportStore.Changes(writing, id, viewer.Member))
            {
                await ImportStore.Move(writing, id, "applying", now.State);
                return null;
            }

            var intent = await _intents.Add(writing, HistoryApplyWork.Name, new HistoryImportArguments(id), Key(id), viewer.Member);
            if (now.Fact is { } before)
            {
                return (before, intent);
            }

            var fact = await _facts.Write(writing, Draft(viewer, import, WatchingFacts.ImportApplied, null));
            await ImportStore.SetFact(writing, id, fact);
            return (fact, intent);
        }, ct);
        return begun is var (fact, intent) ? await Started(id, fact, intent, ct) : new ImportStarted(null, null);
    }

    /// <summary>Takes back what one row changed. What the member has changed since is left alone, and the row says so.</summary>
    /// <returns>The fact of it; null when the member has no such import or it has no such row.</returns>
    /// <exception cref="Refusal">The row is not applied, or was taken back before.</exception>
    public async Task<long?> UndoRow(Viewer viewer, long id, int number, CancellationToken ct)
    {
        if (await Own(viewer, id, ct) is not { } import || await Store.Row(id, number, ct) is not { } row)
        {
            return null;
        }

        return await _database.Write(Storage.Store.House, async writing =>
        {
            if (import.State is not ("applied" or "cancelled") || row is not { Result: 1, Undone: null })
            {
                throw new Refusal(row.Undone is null ? "watching.import.rowNotApplied" : "watching.import.rowUndoneBefore");
            }

            await ImportSteps.Undo(writing, id, viewer.Member, number, number, _time.GetUtcNow().ToUnixTimeSeconds());
            return await _facts.Write(writing, Draft(viewer, import, WatchingFacts.ImportRowUndone, null) with { Title = row.Title });
        }, ct);
    }

    /// <summary>Takes back what a file changed, as a job. What the member has changed since is left alone, and counted.</summary>
    /// <returns>Null when the member has no such import.</returns>
    /// <exception cref="Refusal">It is not applied, or taken back already.</exception>
    public async Task<ImportStarted?> Undo(Viewer viewer, long id, CancellationToken ct)
    {
        if (await Own(viewer, id, ct) is not { } import)
        {
            return null;
        }

        var (fact, intent) = await _database.Write(Storage.Store.House, async writing =>
        {
            if (!await ImportStore.Move(writing, id, "applied", "undoing") && !await ImportStore.Move(writing, id, "cancelled", "undoing"))
            {
                throw new Refusal(import.State switch
                {
                    "applying" => "watching.import.beingApplied",
                    "preview" => "watching.import.neverApplied",
                    _ => "watching.import.undoneBefore",
                });
            }

            var intent = await _intents.Add(writing, HistoryUndoWork.Name, new HistoryImportArguments(id), Key(id), viewer.Member);
            if (import.UndoFact is { } begun)
            {
                return (begun, intent); // an undoing that was stopped on the way goes on
            }

            var fact = await _facts.Write(writing, Draft(viewer, import, WatchingFacts.ImportUndone, import.Fact));
            await _facts.MarkUndone(writing, import.Fact!.Value, fact);
            await ImportStore.SetUndoFact(writing, id, fact);
            return (fact, intent);
        }, ct);
        return await Started(id, fact, intent, ct);
    }

    /// <summary>Throws a preview away.</summary>
    /// <returns>False when the member has no such import.</returns>
    /// <exception cref="Refusal">It was applied: then it belongs to the history, and can be taken back.</exception>
    public async Task<bool> Remove(Viewer viewer, long id, CancellationToken ct)
    {
        if (await Own(viewer, id, ct) is not { } import)
        {
            return false;
        }

        if (!await Store.Remove(id, ct))
        {
            throw new Refusal("watching.import.stays");
        }

        return true;
    }

    /// <summary>The rows that were not applied, as CSV with the reason and the cells of the file.</summary>
    /// <returns>Null when the member has no such import.</returns>
    public async Task<string?> Rejects(Viewer viewer, long id, CancellationToken ct) => await Own(viewer, id, ct) is { } import
        ? ImportRejects.Csv(import, await Store.Rejected(id, import.State is "cancelled", await Store.Hidden(id, await _sights.Of(viewer, ct), ct), ct))
        : null;

    /// <returns>The import whose applying this fact tells; null when there is none, or it is another member's.</returns>
    public async Task<long?> OfFact(Viewer viewer, long fact, CancellationToken ct) =>
        (await Store.Of(viewer.Member, ct)).FirstOrDefault(i => i.Fact == fact)?.Id;

    static string Key(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static FactDraft Draft(Viewer viewer, StoredImport import, string kind, long? undoes) => new()
    {
        Member = viewer.Member,
        Kind = kind,
        After = WatchingFacts.Told(new ImportTold(import.Id, import.FileName, import.Source, import.NewCount, import.ChangedCount, import.KnownCount, import.LackingCount, import.RejectedCount)),
        Origin = WatchingFacts.Word(viewer.Origin),
        OriginId = import.Id,
        Undoes = undoes,
    };

    async Task<ImportStarted> Started(long id, long fact, long intent, CancellationToken ct)
    {
        var job = await _intents.Run(intent, ct);
        if (job is { } run)
        {
            await Store.SetJob(id, run, ct);
        }

        return new ImportStarted(fact, job);
    }

    async Task<IReadOnlyList<ImportRow>> Sample(long id, Sight sight, HiddenOwn hidden, ImportClass of, CancellationToken ct) =>
        [.. (await Store.Rows(id, of, SampleRows, ct, hidden: hidden)).Select(row => Told(row, sight))];

    /// <summary>What a child's file says of titles beyond its ceiling is neither shown back to it nor counted.</summary>
    static ImportPreview Told(StoredImport import, HiddenOwn hidden, ImportTally tally, ImportSample? sample = null) =>
        (hidden.IsNothing ? import : import.Within(tally)).ToPreview(tally, sample);

    /// <summary>What a row in doubt was compared with, before there was a ceiling or a lower one, may be beyond it.</summary>
    internal static ImportRow Told(StoredImportRow row, Sight sight) => row.Title is null && sight.Only is not null ? row.ToRow() with { Evidence = [] } : row.ToRow();

    internal async Task<StoredImport?> Own(Viewer viewer, long id, CancellationToken ct) =>
        await Store.Find(id, ct) is { } import && import.Member == viewer.Member ? await Settled(import, ct) : null;

    /// <summary>A run that was cancelled cannot say so in <c>house</c> itself: whoever looks next notes it.</summary>
    async Task<StoredImport> Settled(StoredImport import, CancellationToken ct)
    {
        if (import is not { State: "applying" or "undoing", Job: { } job } || await _runs.Find(job, ct) is not { State: JobState.Cancelled })
        {
            return import;
        }

        // What an undoing did not reach can be taken back again.
        await _database.Write(Storage.Store.House, writing => ImportStore.Move(writing, import.Id, import.State, "cancelled"), ct);
        return (await Store.Find(import.Id, ct))!;
    }
}
