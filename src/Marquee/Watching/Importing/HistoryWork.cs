using Marquee.Catalog;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <param name="Import">Which file.</param>
public sealed record HistoryImportArguments(long Import);

/// <summary>What came of applying a file.</summary>
public sealed record HistoryApplied(long Import, int Applied, int Same);

/// <summary>What came of taking a file back.</summary>
public sealed record HistoryUndone(long Import, int Undone, int LeftAlone);

/// <summary>Applies a file that its member has agreed to, in stretches; goes on where an earlier start was cut off.</summary>
public sealed class HistoryApplyWork(Database database, HistoryImports imports, KnownTitles known, KnownSearch search, TimeProvider time) : IWork<HistoryImportArguments>
{
    public const string Name = "history.apply";

    /// <summary>Rows in one transaction: some ten milliseconds.</summary>
    internal const int Stretch = 1000;

    public async Task<object?> Run(HistoryImportArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var store = imports.Store;
        if (await store.Find(arguments.Import, ct) is not { State: "applying" } import)
        {
            return null;
        }

        await store.SetJob(import.Id, progress.Id, ct);
        var tally = await store.Tally(import.Id, ct);
        var done = tally.Applied + tally.Same;
        progress.Report(done, tally.ToApply, "rows", new Text("watching.import.applying", ("file", import.FileName)));
        var walk = new ImportWalk(database, import, progress, done, tally.ToApply);
        if (!await walk.Through(Known, (writing, from, to) => ImportSteps.Apply(writing, import.Id, import.Member, from, to, time.GetUtcNow().ToUnixTimeSeconds()), ct))
        {
            return null;
        }

        await search.Refresh(ct);
        await database.Write(Store.House, async writing =>
        {
            if (await ImportStore.Move(writing, import.Id, "applying", "applied"))
            {
                await ImportStore.SetAppliedAt(writing, import.Id, time.GetUtcNow().ToUnixTimeSeconds());
            }
        }, ct);
        tally = await store.Tally(import.Id, ct);
        return new HistoryApplied(import.Id, (int)tally.Applied, (int)tally.Same);

        async Task<IReadOnlyList<int>> Known(int after)
        {
            var rows = await store.Waiting(import.Id, after, Stretch, ct);
            await known.Remember([.. rows.Where(r => r is { Lacking: false, Title: not null }).Select(r => new TitleId(r.Title!.Value))], ct);
            await known.Keep([.. rows.Where(r => r.Lacking).Select(ImportSteps.Known)], ct);
            return [.. rows.Select(row => row.Number)];
        }
    }
}

/// <summary>Takes back what a file changed, as far as the member has not changed it since.</summary>
public sealed class HistoryUndoWork(Database database, HistoryImports imports, TimeProvider time) : IWork<HistoryImportArguments>
{
    public const string Name = "history.undo";

    public async Task<object?> Run(HistoryImportArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var store = imports.Store;
        if (await store.Find(arguments.Import, ct) is not { State: "undoing" } import)
        {
            return null;
        }

        await store.SetJob(import.Id, progress.Id, ct);
        var tally = await store.Tally(import.Id, ct);
        var done = tally.Undone + tally.LeftAlone;
        progress.Report(done, tally.Applied, "rows", new Text("watching.import.undoing", ("file", import.FileName)));
        var walk = new ImportWalk(database, import, progress, done, tally.Applied);
        if (!await walk.Through(
            after => store.ToUndo(import.Id, after, HistoryApplyWork.Stretch, ct),
            (writing, from, to) => ImportSteps.Undo(writing, import.Id, import.Member, from, to, time.GetUtcNow().ToUnixTimeSeconds()), ct))
        {
            return null;
        }

        await database.Write(Store.House, async writing =>
        {
            if (await ImportStore.Move(writing, import.Id, "undoing", "undone"))
            {
                await ImportSteps.EndUndo(writing, import.Id, import.Member);
            }
        }, ct);
        tally = await store.Tally(import.Id, ct);
        return new HistoryUndone(import.Id, (int)tally.Undone, (int)tally.LeftAlone);
    }
}
