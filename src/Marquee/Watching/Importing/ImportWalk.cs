using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>Goes through an import in stretches of rows, each a transaction, as long as it is in the state that the work is for: whoever stops it changes that.</summary>
/// <param name="done">Rows that an earlier start has dealt with.</param>
/// <param name="total">Rows that there are to deal with.</param>
sealed class ImportWalk(Database database, StoredImport import, JobProgress progress, long done, long total)
{
    /// <param name="next">The numbers of the next rows behind one; none at the end.</param>
    /// <param name="step">Deals with the rows from one number to another.</param>
    /// <returns>False when somebody has stopped it.</returns>
    public async Task<bool> Through(Func<int, Task<IReadOnlyList<int>>> next, Func<Writing, int, int, Task> step, CancellationToken ct)
    {
        var (after, at) = (0, done);
        while (await next(after) is { Count: > 0 } numbers)
        {
            var going = await database.Write(Store.House, async writing =>
            {
                // A cancelled import is not carried on by a run that has not noticed yet.
                if (await ImportStore.Find(writing, import.Id) is not { } now || now.State != import.State)
                {
                    return false;
                }

                await step(writing, numbers[0], numbers[^1]);
                return true;
            }, ct);
            if (!going)
            {
                return false;
            }

            after = numbers[^1];
            progress.Report(at += numbers.Count, total, "rows");
            ct.ThrowIfCancellationRequested();
        }

        return true;
    }
}
