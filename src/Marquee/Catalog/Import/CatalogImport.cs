using Marquee.Catalog.Merging;
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
/// <param name="Proposals">New proposals that an id which vanished is another title now (<see cref="MergeProposals"/>).</param>
public sealed record ImportReport(int Generation, IReadOnlyList<LoadedFile> Files, string? Rejects, int Proposals = 0);

/// <summary>
/// Makes a new generation of the catalog from IMDb's files beside the current one and switches to it in one step. Titles and
/// ratings come first; when the rest is large it follows as a second generation. Harmless when it runs twice.
/// </summary>
public sealed partial class CatalogImport(
    DataFolder folder, Database database, Generations generations, GenerationFolders folders, ICatalogEngine engine, StoredIndex stored, ImdbTerms terms,
    Subsets subsets, VanishedTitles vanished, CatalogMeter counted, TimeProvider time, ILogger<CatalogImport> log)
{
    /// <exception cref="Refusal">The terms are not accepted, a file is not IMDb's, the disk is too small, or another import runs.</exception>
    public async Task<ImportReport> Run(CatalogImportArguments arguments, Action<ImportProgress> report, CancellationToken ct)
    {
        await terms.RefuseUnaccepted(ct);
        var sources = ImportSources.In(arguments.Folder);
        return await Run(sources, arguments.Subset ?? await subsets.Find(ct), sample: false, report, ct);
    }

    /// <summary>For sources that are ours, so that no terms stand before them.</summary>
    internal async Task<ImportReport> Run(ImportSources sources, CatalogSubset subset, bool sample, Action<ImportProgress> report, CancellationToken ct)
    {
        await using var alone = await engine.TryLock(ct)
            ?? throw new Refusal("catalog.importRuns") { ExitCode = Refusal.Busy };
        await folders.MakeRoom(ct);

        // A part has to be counted first, and may fit where everything does not.
        if (subset.IsWhole)
        {
            RefuseFullDisk(engine.NeededBytes(sources, ImportSources.Every));
        }

        await sources.LookAtHeaders(ct);
        var kept = subset.IsWhole ? KeptRows.All : await Choose(sources, subset, report, ct);
        var before = database.CurrentGeneration;
        var made = await Build(sources, new Plan(subset, kept, sample, alone, new ImportMeter(sources, report)), ct);
        // Nobody else switches meanwhile.
        return sample ? made : made with { Proposals = await vanished.Look(before, kept.Vanished, ct) };
    }

    async Task<KeptRows> Choose(ImportSources sources, CatalogSubset subset, Action<ImportProgress> report, CancellationToken ct)
    {
        report(new ImportProgress(0, sources.Bytes, 0, new Text("catalog.import.choosing")));
        var chosen = await subsets.Choose(sources, subset, ct);
        RefuseFullDisk(engine.NeededBytes(sources, chosen.Share));
        return chosen.Kept;
    }

    /// <summary>What both generations of one import have in common.</summary>
    sealed record Plan(CatalogSubset Subset, KeptRows Kept, bool Sample, IImportLock Alone, ImportMeter Meter);

    async Task<ImportReport> Build(ImportSources sources, Plan plan, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var both = sources.InOneStep;
        using var search = new SearchBuild(folder);
        var first = await Generation(null, plan, search, async build =>
        {
            await build.LoadTitles(sources.Basics, sources.Find(ImdbFile.Ratings), ct);
            if (sources.Find(ImdbFile.Countries) is { } countries)
            {
                await build.Load(countries, ct);
            }

            await LoadEach(build, both ? sources.Later : [], ct);
            await build.Index(more: !both, ct);
        }, ct);
        if (both)
        {
            return Report(first.Number, first.Files, started);
        }

        await folders.SweepAlone(ct);
        var second = await Generation(first.Number, plan, search, async build =>
        {
            await LoadEach(build, sources.Later, ct);
            await build.Index(more: false, ct);
        }, ct);
        return Report(second.Number, [.. first.Files, .. second.Files], started);
    }

    static async Task LoadEach(GenerationBuild build, IReadOnlyList<ImdbSource> sources, CancellationToken ct)
    {
        foreach (var source in sources)
        {
            await build.Load(source, ct);
        }
    }

    async Task<(int Number, IReadOnlyList<LoadedFile> Files)> Generation(int? from, Plan plan, SearchBuild search, Func<GenerationBuild, Task> load, CancellationToken ct)
    {
        return await folders.Make(async number =>
        {
            await using var build = await GenerationBuild.Begin(engine, folder, number, from, plan.Kept, search, plan.Meter, ct);
            await load(build);
            await build.Finish(ct);
            await stored.Keep(number, ct);
            await plan.Alone.Confirm(ct);
            ct.ThrowIfCancellationRequested();
            await generations.SwitchTo(number, plan.Sample, plan.Subset.Stored, ct);
            build.Loaded.ToList().ForEach(file => counted.Loaded(file.Name, file.Stored, file.Rejected));
            Switched(number, build.Loaded.Sum(f => f.Stored));
            return (number, build.Loaded);
        }, ct);
    }

    ImportReport Report(int number, IReadOnlyList<LoadedFile> files, long started)
    {
        var rejects = Path.Combine(folder.Generation(number), GenerationBuild.RejectsFile);
        Imported(files.Sum(f => f.Rows), files.Sum(f => f.Rejected), time.GetElapsedTime(started));
        return new ImportReport(number, files, File.Exists(rejects) ? rejects : null);
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
