using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog.Import;

/// <param name="Folder">A folder of this machine with IMDb's files, plain or compressed.</param>
/// <param name="Subset">Null is what the last import kept.</param>
public sealed record CatalogImportArguments(string Folder, CatalogSubset? Subset = null);

/// <summary>What an import made.</summary>
/// <param name="Generation">The one that is now current.</param>
/// <param name="Rejects">The file with the lines that could not be used; null when there are none.</param>
public sealed record ImportReport(int Generation, IReadOnlyList<LoadedFile> Files, string? Rejects);

/// <summary>
/// Makes a new generation of the catalog from IMDb's files beside the current one and switches to it in one step. Titles and
/// ratings come first; when the rest is large it follows as a second generation. Harmless when it runs twice.
/// </summary>
public sealed partial class CatalogImport(
    DataFolder folder, Database database, Generations generations, GenerationFolders folders, ImdbTerms terms, Subsets subsets, TimeProvider time, ILogger<CatalogImport> log)
{
    /// <exception cref="Refusal">The terms are not accepted, a file is not IMDb's, the disk is too small, another import runs, or the house is on PostgreSQL.</exception>
    public async Task<ImportReport> Run(CatalogImportArguments arguments, Action<ImportProgress> report, CancellationToken ct)
    {
        RefusePostgres();
        await terms.RefuseUnaccepted(ct);
        var sources = ImportSources.In(arguments.Folder);
        return await Run(sources, arguments.Subset ?? await subsets.Find(ct), sample: false, report, ct);
    }

    internal async Task<ImportReport> Run(ImportSources sources, CatalogSubset subset, bool sample, Action<ImportProgress> report, CancellationToken ct)
    {
        RefusePostgres();
        // A part has to be counted first, and may fit where everything does not.
        if (subset.IsWhole)
        {
            RefuseFullDisk(sources.NeededBytes(_ => 1));
        }

        using var alone = ImportLock.Take(folder);
        await sources.LookAtHeaders(ct);
        var part = subset.IsWhole ? null : await Choose(sources, subset, report, ct);
        if (part is not null)
        {
            RefuseFullDisk(part.Estimate().NeededBytes);
        }

        return await Build(sources, new Plan(subset, part?.Kept ?? KeptRows.All, sample), report, ct);
    }

    /// <summary>What both generations of one import have in common.</summary>
    sealed record Plan(CatalogSubset Subset, KeptRows Kept, bool Sample);

    async Task<SubsetSelection> Choose(ImportSources sources, CatalogSubset subset, Action<ImportProgress> report, CancellationToken ct)
    {
        report(new ImportProgress(0, sources.Bytes, 0, new Text("catalog.import.choosing")));
        return await subsets.Choose(sources, subset, ct);
    }

    async Task<ImportReport> Build(ImportSources sources, Plan plan, Action<ImportProgress> report, CancellationToken ct)
    {
        var meter = new ImportMeter(sources, report);
        var started = time.GetTimestamp();
        folders.SweepAlone();
        var both = sources.InOneStep;
        var first = await Generation(null, plan, meter, async build =>
        {
            await build.LoadTitles(sources.Basics, sources.Find(ImdbFile.Ratings), ct);
            if (sources.Find(ImdbFile.Countries) is { } countries)
            {
                await build.Load(countries, ct);
            }

            if (both)
            {
                await LoadLater(build, sources, ct);
            }

            await build.IndexSearch(both ? sources : null, ct);
        }, ct);
        if (both)
        {
            return Report(first.Number, first.Files, started);
        }

        folders.SweepAlone();
        var second = await Generation(first.Number, plan, meter, build => LoadAndSearch(build, first.Number, sources, ct), ct);
        return Report(second.Number, [.. first.Files, .. second.Files], started);
    }

    static async Task LoadLater(GenerationBuild build, ImportSources sources, CancellationToken ct)
    {
        foreach (var source in sources.Later)
        {
            await build.Load(source, ct);
        }

        await build.Index(ct);
    }

    /// <summary>
    /// The search index reads the titles of the generation before and IMDb's files again, so that it is built beside the loading
    /// instead of after it.
    /// </summary>
    async Task LoadAndSearch(GenerationBuild build, int titles, ImportSources sources, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var searching = Task.Run(() => build.IndexSearchFrom(folder.CatalogFile(titles), sources, stop.Token), CancellationToken.None);
        try
        {
            await LoadLater(build, sources, ct);
            await searching;
        }
        finally
        {
            await stop.CancelAsync();
            await searching.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    async Task<(int Number, IReadOnlyList<LoadedFile> Files)> Generation(int? from, Plan plan, ImportMeter meter, Func<GenerationBuild, Task> load, CancellationToken ct)
    {
        var number = folders.Next();
        try
        {
            await using var build = await GenerationBuild.Begin(folder, number, from, plan.Kept, meter, time, ct);
            await load(build);
            await build.Finish(ct);
            ct.ThrowIfCancellationRequested();
            if (!plan.Sample)
            {
                await subsets.Remember(number, plan.Subset, ct);
            }

            await generations.SwitchTo(number, plan.Sample, ct);
            Switched(number, build.Loaded.Sum(f => f.Stored));
            return (number, build.Loaded);
        }
        catch
        {
            if (database.CurrentGeneration != number)
            {
                folders.Delete(number);
            }

            throw;
        }
    }

    ImportReport Report(int number, IReadOnlyList<LoadedFile> files, long started)
    {
        var rejects = Path.Combine(folder.Generation(number), GenerationBuild.RejectsFile);
        Imported(files.Sum(f => f.Rows), files.Sum(f => f.Rejected), time.GetElapsedTime(started));
        return new ImportReport(number, files, File.Exists(rejects) ? rejects : null);
    }

    void RefusePostgres()
    {
        if (database.Dialect.Engine == Engine.Postgres)
        {
            throw new Refusal("catalog.notOnPostgres");
        }
    }

    void RefuseFullDisk(long needed)
    {
        var free = Disk.Free(folder.Path);
        if (free < needed)
        {
            throw new Refusal("catalog.diskTooSmall", ("needed", needed), ("folder", folder.Path), ("free", free)) { ExitCode = Refusal.Disk };
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalog generation {Number} with {Rows} new rows is current")]
    partial void Switched(int number, long rows);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import read {Rows} lines, of which {Rejected} were not usable, in {Elapsed}")]
    partial void Imported(long rows, long rejected, TimeSpan elapsed);
}
