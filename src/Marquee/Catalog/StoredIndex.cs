using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog;

/// <summary>
/// The search index of a generation on PostgreSQL: the importing node keeps it in the database, every other fetches it into its
/// own folder. With SQLite there is one node and the file is already where it is read.
/// </summary>
public sealed partial class StoredIndex(Database database, DataFolder folder, ILogger<StoredIndex> log) : IDisposable
{
    /// <summary>Bytes of a part: one row each, so that neither side holds more in memory.</summary>
    const int Part = 1 << 20;

    const int Tries = 3;

    readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>What this process knows: true for an index that is whole here, false for one that is damaged in the database.</summary>
    readonly ConcurrentDictionary<int, bool> _known = [];

    /// <summary>Whether the file here is only a copy.</summary>
    internal bool IsStored => database.Dialect.Engine == Engine.Postgres;

    /// <summary>Stores the index that was built in the generation's folder. The generation is not current yet.</summary>
    internal async Task Keep(int generation, CancellationToken ct)
    {
        if (!IsStored)
        {
            return;
        }

        await using var file = File.OpenRead(SearchIndexes.File(folder.Generation(generation)));
        await using var connection = await database.Read(generation, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Part];
        var parts = 0;
        for (int read; (read = await file.ReadAtLeastAsync(buffer, Part, throwOnEndOfStream: false, ct)) > 0; parts++)
        {
            sum.AppendData(buffer, 0, read);
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into catalog.search_index_part (number, bytes) values (@parts, @bytes)", new { parts, bytes = buffer[..read] }, transaction, cancellationToken: ct));
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "insert into catalog.search_index (one, parts, bytes, checksum) values (1, @parts, @bytes, @checksum)",
            new { parts, bytes = file.Length, checksum = Convert.ToHexStringLower(sum.GetHashAndReset()) }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        _known[generation] = true;
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
        var stored = await connection.QueryFirstOrDefaultAsync<Stored>(new CommandDefinition("select parts, bytes, checksum from catalog.search_index", cancellationToken: ct));
        if (stored is null)
        {
            return false;
        }

        var file = SearchIndexes.File(folder.Generation(generation));
        for (var left = Tries; !await Holds(file, stored, ct); left--)
        {
            if (left == 0)
            {
                _known[generation] = false;
                throw Damaged(generation);
            }

            Directory.CreateDirectory(folder.Generation(generation));
            await Copy(connection, stored, file, ct);
            Fetched(generation, stored.Bytes);
        }

        return _known[generation] = true;
    }

    static InvalidDataException Damaged(int generation) => new($"The search index of catalog generation {generation} is damaged in the database. Import again.");

    /// <summary>Under another name until it is whole on the disk: what a killed fetch leaves is written over.</summary>
    static async Task Copy(DbConnection connection, Stored stored, string file, CancellationToken ct)
    {
        var unfinished = file + ".part";
        await using (var to = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            for (var part = 0; part < stored.Parts; part++)
            {
                var bytes = await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition("select bytes from catalog.search_index_part where number = @part", new { part }, cancellationToken: ct));
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Fetched the search index of catalog generation {Generation}: {Bytes} bytes")]
    partial void Fetched(int generation, long bytes);
}
