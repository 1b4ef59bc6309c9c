using Marquee.Catalog;
using Marquee.Integrations.Archive;
using Marquee.Storage;
using Marquee.Watching.Importing.Archives;

namespace Marquee.Watching.Importing;

/// <summary>
/// What happens to the rows of a file, one step after the other. Rows of other programs are put together with what is there by days
/// and times that nearly agree; an archive of ours says exactly what another house had, and is believed to the second.
/// </summary>
static class ImportSteps
{
    /// <summary>Rows that are looked at one by one in one transaction: some tens of milliseconds.</summary>
    internal const int Portion = 500;

    /// <summary>
    /// Says what each row of an archive would change that is about no title. That is looked up row by row, so it is done in portions
    /// between which others can write; <see cref="Judge"/> then says the rest.
    /// </summary>
    /// <param name="rows">How many the import has.</param>
    public static async Task JudgeBeside(Database database, long import, long member, int rows, CancellationToken ct)
    {
        for (var from = 1; from <= rows; from += Portion)
        {
            await database.Write(Store.House, writing => ArchiveBeside.Judge(writing, import, member, from, from + Portion - 1), ct);
        }
    }

    /// <summary>Says what each row would change that is about a title.</summary>
    public static async Task Judge(Writing writing, long import, long member)
    {
        await Analyze(writing);
        if (await OfArchive(writing, import))
        {
            await ArchiveJudgement.Judge(writing, import, member);
        }
        else
        {
            await ImportClassification.Classify(writing, import, member);
        }
    }

    /// <summary>What a row called <c>r</c> would change now, as SQL.</summary>
    public static async Task<string> Effects(Writing writing, long import) =>
        await OfArchive(writing, import) ? ArchiveJudgement.Effects("r.effects") : RowEffects.Of("r.effects");

    public static async Task Apply(Writing writing, long import, long member, int from, int to, long now)
    {
        await PlanAnew(writing);
        if (await OfArchive(writing, import))
        {
            await ArchiveBeside.Apply(writing, import, member, from, to, now);
            await ArchiveApplication.Apply(writing, import, member, from, to, now);
        }
        else
        {
            await ImportLists.Prepare(writing, import, member, now);
        }

        await ImportApplication.Apply(writing, import, member, from, to, now, await Effects(writing, import));
    }

    public static async Task Undo(Writing writing, long import, long member, int from, int to, long now)
    {
        await PlanAnew(writing);
        if (await OfArchive(writing, import))
        {
            await ArchiveUndoing.Undo(writing, import, member, from, to, now);
            await ArchiveBeside.Undo(writing, import, member, from, to);
        }

        await ImportUndoing.Undo(writing, import, member, from, to, now);
    }

    /// <summary>When every row was taken back.</summary>
    public static async Task EndUndo(Writing writing, long import, long member)
    {
        if (await OfArchive(writing, import))
        {
            await ArchiveLists.RemoveEmpty(writing, import, member);
        }
        else
        {
            await ImportLists.RemoveEmpty(writing, import, member);
        }
    }

    /// <summary>What the file says about a title that the catalog lacks.</summary>
    public static KnownTitle Known(StoredImportRow row) => row.Said == (int)RowSays.Beside ? ArchiveBeside.Known(row) : row.ToKnown();

    /// <summary>PostgreSQL looks at new rows by itself, but only after a minute; until then it takes the table for an empty one.</summary>
    static async Task Analyze(Writing writing)
    {
        if (writing.Dialect.Engine == Engine.Postgres)
        {
            await writing.Execute("analyze house.import_row");
            await writing.Execute("analyze house.watch");
        }
    }

    /// <summary>
    /// PostgreSQL keeps its plan for a statement that is asked again and again: what was right for an empty history is slow for one of
    /// a hundred thousand watches, which the same file has made of it.
    /// </summary>
    static async Task PlanAnew(Writing writing)
    {
        if (writing.Dialect.Engine == Engine.Postgres)
        {
            await writing.Execute("set local plan_cache_mode = force_custom_plan");
        }
    }

    static async Task<bool> OfArchive(Writing writing, long import) =>
        await writing.First<string>("select source from house.import where id = @import", new { import }) == ArchiveFile.Key;
}
