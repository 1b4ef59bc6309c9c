using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog.Refresh;

/// <summary>
/// Makes a generation that differs from the current one in its ratings alone: its files are copied (at no cost where the file
/// system shares blocks), what has changed is rewritten, and the search index is ordered by the new votes. Readers keep the
/// generation they began with; what a killed run leaves is only something to delete.
/// </summary>
sealed partial class RatingsRefresh(
    DataFolder folder, Database database, Generations generations, GenerationFolders folders, ICatalogEngine engine, StoredIndex stored, TimeProvider time, ILogger<RatingsRefresh> log)
{
    /// <exception cref="Refusal">The disk is too small, the file is not IMDb's, or an import runs.</exception>
    public async Task<ImportReport> Run(ImdbSource ratings, Action<ImportProgress> report, CancellationToken ct)
    {
        await using var alone = await engine.TryLock(ct) ?? throw new Refusal("catalog.importRuns") { ExitCode = Refusal.Busy };
        var started = time.GetTimestamp();
        await folders.MakeRoom(ct);
        RefuseFullDisk();
        var from = database.CurrentGeneration;
        return await folders.Make(async number =>
        {
            RatingsGeneration made;
            await using (made = await RatingsGeneration.Begin(engine, folder, from, number, report, ct))
            {
                await made.Load(ratings, ct);
                await made.IndexSearch(ct);
                await made.Finish(ct);
            }

            ct.ThrowIfCancellationRequested();
            await stored.Keep(number, ct);
            await alone.Confirm(ct);
            await generations.Renew(number, ct);
            Switched(number, made.Changed, time.GetElapsedTime(started));
            return new ImportReport(number, [made.Loaded!], null);
        }, ct);
    }

    /// <summary>Both files once more, and the search index's temporary files, which are smaller than itself.</summary>
    void RefuseFullDisk()
    {
        var current = folder.Generation(database.CurrentGeneration);
        var needed = (64L * 1024 * 1024) + Directory.EnumerateFiles(current).Sum(f => new FileInfo(f).Length) + IndexBytes(current);
        var free = Disk.Free(folder.Path);
        if (free < needed)
        {
            throw new Refusal("refresh.diskTooSmall", ("needed", needed), ("folder", folder.Path), ("free", free)) { ExitCode = Refusal.Disk };
        }
    }

    static long IndexBytes(string generation) => new FileInfo(SearchIndexes.File(generation)) is { Exists: true } index ? index.Length : 0;

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalog generation {Number} with {Changed} changed ratings is current after {Elapsed}")]
    partial void Switched(int number, long changed, TimeSpan elapsed);
}
