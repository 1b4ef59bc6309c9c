using System.Collections.Concurrent;
using Marquee.Access;
using Marquee.Catalog.Ceilings;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>
/// Says what somebody may see in the generation that the caller reads. What a child sees is found once, and anew when the generation
/// or anything that a host said has changed: a child's request asks for no more than the number of the latest change.
/// </summary>
public sealed class Sights(Database database) : IDisposable
{
    readonly ConcurrentDictionary<(long Member, int Generation), Kept> _kept = [];
    readonly SemaphoreSlim _one = new(1, 1);

    sealed record Kept(long Revision, Sight Sight);

    public ValueTask<Sight> Of(Viewer viewer, CancellationToken ct) =>
        viewer.Role == Role.Child ? new ValueTask<Sight>(OfChild(viewer.Member, ct)) : ValueTask.FromResult(Sight.Of(viewer.ShowAdult));

    /// <summary>As if the child had another ceiling; its single titles stay.</summary>
    public async Task<Sight> Under(Ceiling ceiling, long child, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var state = await CeilingStore.State(connection, child, ct) with { Ceiling = ceiling };
        return new Sight(await VisibleReading.Of(connection, database.Dialect, state, ct));
    }

    async Task<Sight> OfChild(long child, CancellationToken ct)
    {
        var generation = database.Generation;
        await using var connection = await database.Read(generation, ct);
        var revision = await CeilingStore.Revision(connection, ct);
        if (Find() is { } sight)
        {
            return sight;
        }

        await _one.WaitAsync(ct);
        try
        {
            if (Find() is { } found)
            {
                return found;
            }

            var state = await CeilingStore.State(connection, child, ct);
            var made = new Sight(await VisibleReading.Of(connection, database.Dialect, state, ct));
            _kept[(child, generation)] = new Kept(revision, made);
            Forget(generation);
            return made;
        }
        finally
        {
            _one.Release();
        }

        Sight? Find() => _kept.TryGetValue((child, generation), out var kept) && kept.Revision == revision ? kept.Sight : null;
    }

    /// <summary>What belongs to generations that nobody reads any more.</summary>
    void Forget(int asked)
    {
        foreach (var key in _kept.Keys.Where(key => key.Generation != asked && key.Generation != database.CurrentGeneration))
        {
            _kept.TryRemove(key, out _);
        }
    }

    public void Dispose() => _one.Dispose();
}
