using Marquee.Catalog.Search;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>The open search indexes.</summary>
public sealed partial class SearchIndexes : IDisposable
{
    readonly GenerationIndexes<TitleIndex> _indexes;
    readonly ILogger<SearchIndexes> _log;

    public SearchIndexes(DataFolder folder, Database database, StoredIndex stored, ILogger<SearchIndexes> log)
    {
        _log = log;
        _indexes = new GenerationIndexes<TitleIndex>(folder, database, stored, File, path => TitleIndex.Open(path), Damaged);
    }

    internal static string File(string generationFolder) => Path.Combine(generationFolder, "titles.index");

    /// <returns>Null when the generation has no index: the empty catalog, or one whose index is damaged.</returns>
    internal ValueTask<Lent<TitleIndex>.Lease?> Rent(int generation, CancellationToken ct) => _indexes.Rent(generation, ct);

    public void Dispose() => _indexes.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index of catalog generation {Generation} is damaged: search finds only titles of members' files until the next import")]
    partial void Damaged(Exception e, int generation);
}
