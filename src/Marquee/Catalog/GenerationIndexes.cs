using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>
/// The open indexes of one sort, one a generation. A query keeps the one it began with; an index of a generation that nobody reads
/// any more is closed when its last query has ended.
/// </summary>
/// <param name="file">The index's file in the folder of a generation.</param>
/// <param name="open">Opens such a file; throws <see cref="InvalidDataException"/> when it is damaged.</param>
/// <param name="damaged">Told once a generation.</param>
sealed class GenerationIndexes<T>(
    DataFolder folder, Database database, StoredIndex stored, Func<string, string> file, Func<string, T> open, Action<InvalidDataException, int> damaged) : IDisposable
    where T : class, IDisposable
{
    readonly Lock _lock = new();
    readonly Dictionary<int, Lent<T>?> _open = [];

    /// <summary>Fetches the index first where this node does not hold it yet.</summary>
    /// <returns>Null when the generation has no such index, or a damaged one.</returns>
    public async ValueTask<Lent<T>.Lease?> Rent(int generation, CancellationToken ct)
    {
        try
        {
            return IsOpen(generation) || await stored.Fetch(generation, ct) ? RentHeld(generation) : null;
        }
        catch (InvalidDataException e)
        {
            damaged(e, generation);
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

    Lent<T>.Lease? RentHeld(int generation)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(generation, out var held))
            {
                _open[generation] = held = Load(generation);
                Retire(generation);
            }

            return held?.Borrow();
        }
    }

    Lent<T>? Load(int generation)
    {
        var path = file(folder.Generation(generation));
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return new Lent<T>(open(path));
        }
        catch (InvalidDataException e)
        {
            damaged(e, generation);
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
            foreach (var held in _open.Values)
            {
                held?.Retire();
            }

            _open.Clear();
        }
    }
}
