using Marquee.Catalog.Browse;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>The open browse indexes.</summary>
public sealed partial class BrowseIndexes : IDisposable
{
    readonly GenerationIndexes<BrowseIndex> _indexes;
    readonly ILogger<BrowseIndexes> _log;

    public BrowseIndexes(DataFolder folder, Database database, StoredIndex stored, ILogger<BrowseIndexes> log)
    {
        _log = log;
        _indexes = new GenerationIndexes<BrowseIndex>(folder, database, stored, File, BrowseIndex.Open, Damaged);
    }

    internal static string File(string generationFolder) => Path.Combine(generationFolder, "browse.index");

    /// <returns>Null when the generation has none: it was imported by an older release, or the file is damaged.</returns>
    internal ValueTask<Lent<BrowseIndex>.Lease?> Rent(int generation, CancellationToken ct) => _indexes.Rent(generation, ct);

    public void Dispose() => _indexes.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browse index of catalog generation {Generation} is damaged: browsing works again after the next import")]
    partial void Damaged(Exception e, int generation);
}
