using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>
/// What was read from the catalog and stays true as long as its generation: the same for all who ask, so nothing of a member and
/// nothing that depends on one is kept here; what depends on what somebody sees has the number of the <see cref="Sight"/> in its key. One
/// room for all, bounded in bytes; what was not asked for longest goes first.
/// </summary>
public sealed class CatalogCache : IDisposable
{
    const long Room = 64 << 20;

    readonly KeptAnswers _kept = new(Room);

    /// <inheritdoc cref="KeptAnswers.Of"/>
    public ValueTask<T> Of<T>(object key, Func<Task<T>> read, Func<T, long> size, CancellationToken ct) => _kept.Of(key, read, size, ct);

    public void Dispose() => _kept.Dispose();
}
