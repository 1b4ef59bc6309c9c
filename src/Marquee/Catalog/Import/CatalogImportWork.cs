using Marquee.Catalog.Refresh;
using Marquee.Jobs;

namespace Marquee.Catalog.Import;

/// <summary>The import as a job. Interrupted, it begins again: what it had made was never current.</summary>
public sealed class CatalogImportWork(CatalogImport import, Datasets datasets) : IWork<CatalogImportArguments>
{
    /// <summary>Stored with runs: never changes.</summary>
    public const string Name = "catalog.import";

    public async Task<object?> Run(CatalogImportArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var made = await import.Run(arguments, told => progress.Report(told.Done, told.Total, ImportProgress.Unit, told.Sentence), ct);
        await datasets.KeepLoaded(made.Files, new Dictionary<string, string>(), CancellationToken.None);
        return made;
    }
}
