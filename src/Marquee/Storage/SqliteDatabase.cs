using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>The stores as files of the data folder, attached to each connection.</summary>
public sealed class SqliteDatabase : Database, IDisposable
{
    /// <summary>How long one commit of a bulk load may hold the gate.</summary>
    static readonly TimeSpan HeldGate = TimeSpan.FromMilliseconds(40);

    readonly DataFolder _folder;
    readonly TimeProvider _time;
    readonly SqliteConnections _connections;
    readonly Dictionary<int, SqliteReaders> _readers = [];
    readonly Dictionary<Store, WriteGate> _gates = StoreNames.Migrated.ToDictionary(s => s, _ => new WriteGate());
    readonly Dictionary<Store, (SqliteConnection Connection, int Generation)> _writers = [];

    public SqliteDatabase(DataFolder folder, TimeProvider time) : base(Engine.Sqlite)
    {
        EngineVersion = $"SQLite {SqliteLibrary.Use()}";
        _folder = folder;
        _time = time;
        _connections = new SqliteConnections(folder);
    }

    public override string EngineVersion { get; }

    public override Task<DbConnection> Read(int generation, CancellationToken ct)
    {
        SqliteReaders? readers;
        lock (_readers)
        {
            if (!_readers.TryGetValue(generation, out readers))
            {
                _readers[generation] = readers = new SqliteReaders(stop => _connections.Reading(generation, stop), _time);
            }
        }

        return readers.Take(ct);
    }

    public override async Task<T> Write<T>(Store store, Func<Writing, Task<T>> work, CancellationToken ct)
    {
        using var turn = await _gates[store].Enter(ct);
        var connection = await Writer(store, ct);
        var transaction = connection.BeginTransaction(deferred: true);
        await using var end = new TransactionEnd(transaction);
        var writing = new Writing(store, connection, transaction, Dialect, ct);
        var result = await work(writing);
        await transaction.CommitAsync(CancellationToken.None);
        writing.Committed();
        return result;
    }

    protected override Func<bool> Batch()
    {
        var started = _time.GetTimestamp();
        return () => _time.GetElapsedTime(started) < HeldGate;
    }

    public override async Task CopyStore(Store store, string file, CancellationToken ct)
    {
        await using var source = await SqliteConnections.Open(_folder.StoreFile(store), store, pooled: false, ct);
        await using var target = await SqliteConnections.Open(file, store, pooled: false, ct);
        source.BackupDatabase(target, store.Name(), store.Name());
        SqliteConnections.Run(target, "pragma journal_mode = delete");
    }

    public override Task<IReadOnlyList<int>> GenerationsThere(CancellationToken ct) => Task.FromResult(_folder.Generations());

    /// <inheritdoc/>
    /// <remarks>Readers that still have the files open go on reading them.</remarks>
    public override Task<bool> Drop(int generation, CancellationToken ct)
    {
        lock (_readers)
        {
            if (_readers.Remove(generation, out var readers))
            {
                readers.End();
            }
        }

        return Task.FromResult(_folder.DeleteGeneration(generation));
    }

    /// <summary>The writing connection of a store lives as long as the generation it can read; only the gate's holder asks for it.</summary>
    async Task<SqliteConnection> Writer(Store store, CancellationToken ct)
    {
        var generation = CurrentGeneration;
        (SqliteConnection Connection, int Generation) kept;
        lock (_writers)
        {
            if (_writers.TryGetValue(store, out kept) && kept.Generation == generation)
            {
                return kept.Connection;
            }
        }

        if (kept.Connection is { } old)
        {
            await old.DisposeAsync();
        }

        var opened = await _connections.ForWriting(store, generation, ct);
        lock (_writers)
        {
            _writers[store] = (opened, generation);
        }

        return opened;
    }

    public void Dispose()
    {
        foreach (var (connection, _) in _writers.Values)
        {
            connection.Dispose();
        }

        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }

        lock (_readers)
        {
            foreach (var readers in _readers.Values)
            {
                readers.End();
            }

            _readers.Clear();
        }
    }
}
