using System.Data.Common;

namespace Marquee.Storage;

/// <summary>
/// The stores under their names (<c>house.member</c>, <c>catalog.title</c>), on SQLite or on PostgreSQL. Reading never waits for
/// writing; on SQLite writing goes through one gate per store.
/// </summary>
public abstract class Database
{
    static readonly AsyncLocal<int?> Pinned = new();
    volatile int _generation;

    protected Database(Engine engine) => Dialect = new Dialect(engine);

    public Dialect Dialect { get; }

    /// <summary>The engine and its version for people: <c>SQLite 3.40.1</c>.</summary>
    public abstract string EngineVersion { get; }

    /// <summary>The catalog generation that this flow of work reads: its pin, else the current one.</summary>
    public int Generation => Pinned.Value ?? _generation;

    /// <summary>The generation that new work will read.</summary>
    public int CurrentGeneration => _generation;

    /// <summary>Whether <see cref="Generation"/> stays the same in this flow: then what is read in it may be kept under that number.</summary>
    public bool IsPinned => Pinned.Value is not null;

    /// <summary>Keeps the generation for the rest of this asynchronous flow (one request, one job), whatever is imported meanwhile.</summary>
    public int Pin() => (Pinned.Value = Generation).Value;

    /// <summary>Lets new work read <paramref name="generation"/>; called once its row in <c>house</c> is committed.</summary>
    public void SwitchTo(int generation) => _generation = generation;

    /// <summary>The same for who learns of a generation from elsewhere.</summary>
    /// <param name="from">What was current when it was asked for: an import that has switched since is newer.</param>
    /// <returns>Whether it was still current.</returns>
    public bool SwitchTo(int generation, int from) => Interlocked.CompareExchange(ref _generation, generation, from) == from;

    /// <summary>A connection for reading every store, the catalog at <see cref="Generation"/>.</summary>
    public Task<DbConnection> Read(CancellationToken ct) => Read(Generation, ct);

    /// <summary>A connection for reading every store, the catalog at the named generation.</summary>
    public abstract Task<DbConnection> Read(int generation, CancellationToken ct);

    /// <summary>The numbers of the generations that are there, whole or left behind by a killed import, in order.</summary>
    public abstract Task<IReadOnlyList<int>> GenerationsThere(CancellationToken ct);

    /// <summary>Deletes a generation that is neither current nor the one before; dropping one that is not there does nothing.</summary>
    /// <returns>False when that is not possible now.</returns>
    public abstract Task<bool> Drop(int generation, CancellationToken ct);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction that writes <paramref name="store"/> and may read the catalog; commits
    /// when it returns, rolls back when it throws. First come, first served; keep it under about 50 ms and do nothing outside
    /// the database in it.
    /// </summary>
    public abstract Task<T> Write<T>(Store store, Func<Writing, Task<T>> work, CancellationToken ct);

    /// <inheritdoc cref="Write{T}(Store, Func{Writing, Task{T}}, CancellationToken)"/>
    public Task Write(Store store, Func<Writing, Task> work, CancellationToken ct) => Write(store, async writing =>
    {
        await work(writing);
        return true;
    }, ct);

    /// <summary>
    /// Writes many items in transactions of about 50 ms each, so that single writes get their turn in between.
    /// </summary>
    /// <param name="store">The one store that is written.</param>
    /// <param name="items">
    /// At hand: the transaction is open while the next one is taken, so none of them may wait for a disk or a network.
    /// </param>
    /// <param name="write">Writes one item.</param>
    /// <param name="ct">Stops between two items.</param>
    /// <returns>How many items were written.</returns>
    public async Task<long> WriteInBatches<T>(Store store, IEnumerable<T> items, Func<Writing, T, Task> write, CancellationToken ct)
    {
        var written = 0L;
        using var rest = items.GetEnumerator();
        var more = rest.MoveNext();
        while (more)
        {
            more = await Write(store, async writing =>
            {
                var goesOn = Batch();
                bool next;
                do
                {
                    await write(writing, rest.Current);
                    written++;
                    next = rest.MoveNext();
                }
                while (next && goesOn());
                return next;
            }, ct);
        }

        return written;
    }

    /// <summary>Begins one transaction of a bulk load.</summary>
    /// <returns>Asked after each item: whether another one has room.</returns>
    protected abstract Func<bool> Batch();

    /// <summary>Copies a store as it is at this moment into a SQLite file, while others read and write.</summary>
    public abstract Task CopyStore(Store store, string file, CancellationToken ct);
}
