using System.Data.Common;
using Npgsql;

namespace Marquee.Storage;

/// <summary>The stores as schemas of one PostgreSQL database, shared by any number of processes.</summary>
public sealed class PostgresDatabase : Database, IAsyncDisposable, IDisposable
{
    /// <summary>The oldest server whose SQL we write.</summary>
    public static readonly Version Oldest = new(14, 0);

    const int RowsPerCommit = 1000;
    readonly NpgsqlDataSource _source;
    string _version = "PostgreSQL";

    public PostgresDatabase(string connectionString) : base(Engine.Postgres) => _source = NpgsqlDataSource.Create(connectionString);

    public override string EngineVersion => _version;

    /// <summary>Looks whether the server is there and new enough.</summary>
    /// <exception cref="Refusal">It is not.</exception>
    public async Task Prepare(CancellationToken ct)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            _version = $"PostgreSQL {connection.PostgreSqlVersion}";
            if (connection.PostgreSqlVersion < Oldest)
            {
                throw new Refusal("storage.postgresTooOld", ("version", connection.PostgreSqlVersion), ("oldest", Oldest.Major));
            }
        }
        catch (NpgsqlException e)
        {
            throw new Refusal(e, "storage.postgresUnreachable", ("why", e.Message));
        }
    }

    /// <inheritdoc/>
    /// <remarks>The catalog's schema holds no titles yet on PostgreSQL, so the generation changes nothing here.</remarks>
    public override async Task<DbConnection> Read(int generation, CancellationToken ct) => await _source.OpenConnectionAsync(ct);

    public override async Task<T> Write<T>(Store store, Func<Writing, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await work(new Writing(store, connection, transaction, Dialect, ct));
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override async Task<long> WriteInBatches<T>(Store store, IAsyncEnumerable<T> items, Func<Writing, T, Task> write, CancellationToken ct)
    {
        var written = 0L;
        await using var rest = items.GetAsyncEnumerator(ct);
        var more = await rest.MoveNextAsync();
        while (more)
        {
            more = await Write(store, async writing =>
            {
                var next = true;
                for (var i = 0; i < RowsPerCommit && next; i++)
                {
                    await write(writing, rest.Current);
                    written++;
                    next = await rest.MoveNextAsync();
                }

                return next;
            }, ct);
        }

        return written;
    }

    public override Task CopyStore(Store store, string file, CancellationToken ct) =>
        throw new Refusal("storage.backup.pgDump");

    public void Dispose() => _source.Dispose();

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
