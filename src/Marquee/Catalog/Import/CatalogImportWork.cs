using Marquee.Jobs;

namespace Marquee.Catalog.Import;

/// <summary>The import as a job. Interrupted, it begins again: what it had made was never current.</summary>
public sealed class CatalogImportWork(CatalogImport import) : IWork<CatalogImportArguments>
{
    /// <summary>Stored with runs: never changes.</summary>
    public const string Name = "catalog.import";

    public async Task<object?> Run(CatalogImportArguments arguments, JobProgress progress, CancellationToken ct) =>
        await import.Run(arguments, told => progress.Report(told.Done, told.Total, ImportProgress.Unit, told.Sentence), ct);
}
