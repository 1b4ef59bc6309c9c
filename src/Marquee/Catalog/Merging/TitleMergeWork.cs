using System.Globalization;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Catalog.Merging;

/// <summary>
/// What follows a merge, or its undoing, outside <c>house</c>: the facts kept in <c>known</c>. It may run any number of times;
/// what is done is seen from the rows themselves.
/// </summary>
public sealed class TitleMergeWork(Database database, TitleMerges merges, KnownSearch search) : IWork<TitleMergeArguments>
{
    /// <summary>Stored with intents: never changes.</summary>
    public const string Name = "titles.merge";

    public static string Key(long merge) => merge.ToString(CultureInfo.InvariantCulture);

    public async Task<object?> Run(TitleMergeArguments arguments, JobProgress progress, CancellationToken ct)
    {
        if (await merges.Store.Find(arguments.Merge, ct) is not { State: "merging" or "undoing" } merge)
        {
            return null;
        }

        progress.Report(0, 2, "steps", Sentence(merge));
        await database.Write(Store.Known, writing => merge.State == "merging"
            ? KnownTitleMerge.Move(writing, merge.Id, merge.From, merge.To)
            : KnownTitleMerge.PutBack(writing, merge.Id, merge.From, merge.To), ct);
        await search.Refresh(ct);
        progress.Report(1, 2, "steps");
        await database.Write(Store.House, async writing =>
        {
            if (await TitleMergeStore.Find(writing, merge.Id) is { State: "merging" })
            {
                // Whoever looked the title up just before the merge may have written under its old number just after.
                await merges.MoveRows(writing, merge.Id, merge.From, merge.To);
            }

            await TitleMergeStore.Finished(writing, merge.Id, merge.State);
        }, ct);
        progress.Report(2, 2, "steps");
        return new TitleMergeArguments(merge.Id);
    }

    static Text Sentence(TitleMerge merge) => new(
        merge.State == "merging" ? "catalog.merge.merging" : "catalog.merge.parting", ("title", merge.From.ToString()), ("into", merge.To.ToString()));
}
