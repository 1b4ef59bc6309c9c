using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>Which part of IMDb's titles the house wants, and what a choice would make of a folder.</summary>
public sealed class Subsets(Generations generations, ICatalogEngine engine, Database database)
{
    /// <summary>What was last asked for, whatever serves now; everything when nobody has asked for a part.</summary>
    public async Task<CatalogSubset> Find(CancellationToken ct) => CatalogSubset.Read((await generations.Find(ct)).Wanted);

    /// <returns>Null when the generation holds everything.</returns>
    public static CatalogSubset? Of(Generations.Current generation) =>
        generation.Part is null ? null : CatalogSubset.Read(generation.Part);

    /// <exception cref="Refusal">The folder has no title.basics, or a file is not IMDb's.</exception>
    public async Task<SubsetEstimate> Estimate(string folder, CatalogSubset subset, CancellationToken ct)
    {
        var sources = ImportSources.In(folder);
        var chosen = await Choose(sources, subset, ct);
        return new SubsetEstimate(
            chosen.Titles, chosen.AllTitles, sources.StoredBytes(chosen.Share), sources.StoredBytes(ImportSources.Every), engine.NeededBytes(sources, chosen.Share));
    }

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

/// <summary>What a subset would make of a folder.</summary>
/// <param name="Titles">Kept, exactly as long as the files stay the same.</param>
/// <param name="AllTitles">In the folder.</param>
/// <param name="Bytes">Of the finished catalog with its search index on SQLite; a guess.</param>
/// <param name="AllBytes">The same for everything.</param>
/// <param name="NeededBytes">Free space that the import asks for in the data folder, generously.</param>
public sealed record SubsetEstimate(long Titles, long AllTitles, long Bytes, long AllBytes, long NeededBytes);
