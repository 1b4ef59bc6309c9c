using Marquee.Catalog.Search;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>
/// The open search indexes, one a generation. A search keeps the one it began with; an index of a generation that nobody reads
/// any more is closed when its last search has ended.
/// </summary>
public sealed partial class SearchIndexes(DataFolder folder, Database database, StoredIndex stored, ILogger<SearchIndexes> log) : IDisposable
{
    readonly Lock _lock = new();
    readonly Dictionary<int, LentIndex?> _open = [];

    internal static string File(string generationFolder) => Path.Combine(generationFolder, "titles.index");

    /// <summary>Fetches the index first where this node does not hold it yet.</summary>
    /// <returns>Null when the generation has no index: the empty catalog, or one whose index is damaged.</returns>
    internal async ValueTask<LentIndex.Lease?> Rent(int generation, CancellationToken ct)
    {
        try
        {
            return IsOpen(generation) || await stored.Fetch(generation, ct) ? RentHeld(generation) : null;
        }
        catch (InvalidDataException e)
        {
            Damaged(e, generation);
            return null;
        }
    }

    bool IsOpen(int generation)
    {
        lock (_lock)
        {
            return _open.ContainsKey(generation);
        }
    }

    LentIndex.Lease? RentHeld(int generation)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(generation, out var open))
            {
                _open[generation] = open = Load(generation);
                Retire(generation);
            }

            return open?.Borrow();
        }
    }

    LentIndex? Load(int generation)
    {
        var file = File(folder.Generation(generation));
        if (!System.IO.File.Exists(file))
        {
            return null;
        }

        try
        {
            return new LentIndex(TitleIndex.Open(file));
        }
        catch (InvalidDataException e)
        {
            Damaged(e, generation);
            return null;
        }
    }

    /// <summary>Keeps the current generation, the newest one before it, and the one just asked for.</summary>
    void Retire(int asked)
    {
        var current = database.CurrentGeneration;
        var previous = _open.Keys.Where(g => g < current).DefaultIfEmpty(current).Max();
        foreach (var generation in _open.Keys.Where(g => g != asked && g != current && g != previous).ToList())
        {
            _open.Remove(generation, out var old);
            old?.Retire();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var open in _open.Values)
            {
                open?.Retire();
            }

            _open.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index of catalog generation {Generation} is damaged: search finds only titles of members' files until the next import")]
    partial void Damaged(Exception e, int generation);
}
