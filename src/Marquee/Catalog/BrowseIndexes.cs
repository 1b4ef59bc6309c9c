using Marquee.Catalog.Browse;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>
/// The open browse indexes, one a generation. A query keeps the one it began with: the map of a closed index goes when its last
/// query has ended.
/// </summary>
public sealed partial class BrowseIndexes(DataFolder folder, Database database, StoredIndex stored, ILogger<BrowseIndexes> log) : IDisposable
{
    readonly Lock _lock = new();
    readonly Dictionary<int, BrowseIndex?> _open = [];

    internal static string File(string generationFolder) => Path.Combine(generationFolder, "browse.index");

    /// <summary>Fetches the index first where this node does not hold it yet.</summary>
    /// <returns>Null when the generation has none: it was imported by an older release, or the file is damaged.</returns>
    internal async ValueTask<BrowseIndex?> Find(int generation, CancellationToken ct)
    {
        if (IsOpen(generation) is { } open)
        {
            return open;
        }

        try
        {
            return await stored.Fetch(generation, ct) ? FindHeld(generation) : null;
        }
        catch (InvalidDataException e)
        {
            Damaged(e, generation);
            return null;
        }
    }

    BrowseIndex? IsOpen(int generation)
    {
        lock (_lock)
        {
            return _open.GetValueOrDefault(generation);
        }
    }

    BrowseIndex? FindHeld(int generation)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(generation, out var open))
            {
                _open[generation] = open = Load(generation);
                Retire(generation);
            }

            return open;
        }
    }

    BrowseIndex? Load(int generation)
    {
        var file = File(folder.Generation(generation));
        if (!System.IO.File.Exists(file))
        {
            return null;
        }

        try
        {
            return BrowseIndex.Open(file);
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
            old?.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var open in _open.Values)
            {
                open?.Dispose();
            }

            _open.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browse index of catalog generation {Generation} is damaged: browsing works again after the next import")]
    partial void Damaged(Exception e, int generation);
}
