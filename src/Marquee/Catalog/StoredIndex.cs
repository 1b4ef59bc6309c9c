using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>
/// The index files of a generation on PostgreSQL: the importing node keeps them in the database, every other fetches them into its
/// own folder. With SQLite there is one node and the files are already where they are read.
/// </summary>
public sealed partial class StoredIndex(Database database, DataFolder folder, ILogger<StoredIndex> log) : IDisposable
{
    /// <summary>Bytes of a part: one row each, so that neither side holds more in memory.</summary>
    const int Part = 1 << 20;

    const int Tries = 3;

    /// <summary>The tables, the second with the ending <c>_part</c>, and the file that they hold.</summary>
    static readonly (string Table, Func<string, string> File)[] Kept = [("catalog.search_index", SearchIndexes.File), ("catalog.browse_index", BrowseIndexes.File)];

    readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>What this process knows: true for indexes that are whole here, false for those that are damaged in the database.</summary>
    readonly ConcurrentDictionary<int, bool> _known = [];

    /// <summary>Whether the file here is only a copy.</summary>
    internal bool IsStored => database.Dialect.Engine == Engine.Postgres;

    /// <summary>Stores the indexes that were built in the generation's folder. The generation is not current yet.</summary>
    internal async Task Keep(int generation, CancellationToken ct)
    {
        if (!IsStored)
        {
            return;
        }

        await using var connection = await database.Read(generation, ct);
        foreach (var (table, file) in Kept)
        {
            await Keep(connection, table, file(folder.Generation(generation)), ct);
        }

        _known[generation] = true;
    }

    static async Task Keep(DbConnection connection, string table, string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Part];
        var parts = 0;
        for (int read; (read = await file.ReadAtLeastAsync(buffer, Part, throwOnEndOfStream: false, ct)) > 0; parts++)
        {
            sum.AppendData(buffer, 0, read);
            await connection.ExecuteAsync(new CommandDefinition(
                $"insert into {table}_part (number, bytes) values (@parts, @bytes)", new { parts, bytes = buffer[..read] }, transaction, cancellationToken: ct));
        }

        await connection.ExecuteAsync(new CommandDefinition(
            $"insert into {table} (one, parts, bytes, checksum) values (1, @parts, @bytes, @checksum)",
            new { parts, bytes = file.Length, checksum = Convert.ToHexStringLower(sum.GetHashAndReset()) }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    /// <summary>Makes sure that this node holds the whole index: what is there is compared, what is missing or damaged fetched.</summary>
    /// <returns>False when the generation has none.</returns>
    /// <exception cref="IOException">The disk here is full.</exception>
    /// <exception cref="InvalidDataException">It is damaged in the database.</exception>
    internal async Task<bool> Fetch(int generation, CancellationToken ct)
    {
        if (!IsStored)
        {
            return true;
        }

        await _one.WaitAsync(ct);
        try
        {
            return _known.TryGetValue(generation, out var whole)
                ? whole ? true : throw Damaged(generation)
                : await FetchUnknown(generation, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    async Task<bool> FetchUnknown(int generation, CancellationToken ct)
    {
        await using var connection = await database.Read(generation, ct);
        foreach (var (table, file) in Kept)
        {
            // A generation of an earlier release has no browse index.
            if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition($"select cast(to_regclass('{table}') as text)", cancellationToken: ct)) is null)
            {
                continue;
            }

            var stored = await connection.QueryFirstOrDefaultAsync<Stored>(new CommandDefinition($"select parts, bytes, checksum from {table}", cancellationToken: ct));
            if (stored is null)
            {
                return false;
            }

            await Fetch(connection, generation, table, file(folder.Generation(generation)), stored, ct);
        }

        return _known[generation] = true;
    }

    async Task Fetch(DbConnection connection, int generation, string table, string file, Stored stored, CancellationToken ct)
    {
        for (var left = Tries; !await Holds(file, stored, ct); left--)
        {
            if (left == 0)
            {
                _known[generation] = false;
                throw Damaged(generation);
            }

            Directory.CreateDirectory(folder.Generation(generation));
            await Copy(connection, table, stored, file, ct);
            Fetched(Path.GetFileName(file), generation, stored.Bytes);
        }
    }

    static InvalidDataException Damaged(int generation) => new($"The search index of catalog generation {generation} is damaged in the database. Import again.");

    /// <summary>Under another name until it is whole on the disk: what a killed fetch leaves is written over.</summary>
    static async Task Copy(DbConnection connection, string table, Stored stored, string file, CancellationToken ct)
    {
        var unfinished = file + ".part";
        await using (var to = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            for (var part = 0; part < stored.Parts; part++)
            {
                var bytes = await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition($"select bytes from {table}_part where number = @part", new { part }, cancellationToken: ct));
                await to.WriteAsync(bytes, ct);
            }

            to.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    static async Task<bool> Holds(string file, Stored stored, CancellationToken ct)
    {
        if (!File.Exists(file) || new FileInfo(file).Length != stored.Bytes)
        {
            return false;
        }

        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) == stored.Checksum;
    }

    public void Dispose() => _one.Dispose();

    sealed record Stored
    {
        public int Parts { get; init; }

        public long Bytes { get; init; }

        public string Checksum { get; init; } = "";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Fetched {File} of catalog generation {Generation}: {Bytes} bytes")]
    partial void Fetched(string file, int generation, long bytes);
}
