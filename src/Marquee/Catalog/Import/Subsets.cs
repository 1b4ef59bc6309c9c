using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>Which part of IMDb's titles the house wants, remembered from import to import, and what a choice would make of a folder.</summary>
public sealed class Subsets(Settings settings, Database database)
{
    const string Setting = "catalog.subset";

    /// <param name="Generation">The newest one that was made so.</param>
    sealed record Remembered(int Generation, CatalogSubset Subset);

    /// <summary>What the last import kept; everything when there was none.</summary>
    public async Task<CatalogSubset> Find(CancellationToken ct) => (await settings.Find<Remembered>(Setting, ct))?.Subset ?? CatalogSubset.Whole;

    /// <returns>Null when the generation holds everything.</returns>
    public async Task<CatalogSubset?> Of(int generation, CancellationToken ct) =>
        await settings.Find<Remembered>(Setting, ct) is { Subset.IsWhole: false } kept && kept.Generation == generation ? kept.Subset : null;

    /// <exception cref="Refusal">The folder has no title.basics, or a file is not IMDb's.</exception>
    public async Task<SubsetEstimate> Estimate(string folder, CatalogSubset subset, CancellationToken ct) =>
        (await Choose(ImportSources.In(folder), subset, ct)).Estimate();

    internal Task Remember(int generation, CatalogSubset subset, CancellationToken ct) => settings.Set(Setting, new Remembered(generation, subset), ct);

    internal async Task<SubsetSelection> Choose(ImportSources sources, CatalogSubset subset, CancellationToken ct)
    {
        var selection = new SubsetSelection(sources, subset);
        await using var connection = await database.Read(ct);
        var always = await connection.QueryAsync<long>(new CommandDefinition(
            "select id from known.title union select series from known.title where series is not null", cancellationToken: ct));
        await selection.Choose(always, ct);
        return selection;
    }
}
