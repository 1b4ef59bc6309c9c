using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>A generation's schema while it is written.</summary>
sealed class PostgresBulkLoader : IBulkLoader
{
    /// <summary>What belongs to one generation and is never copied into the next.</summary>
    const string OwnTables = "('migration', 'search_index', 'search_index_part', 'browse_index', 'browse_index_part')";

    readonly GenerationConnection _connection;
    readonly int _number;
    readonly TimeProvider _time;

    PostgresBulkLoader(GenerationConnection connection, int number, TimeProvider time) => (_connection, _number, _time) = (connection, number, time);

    public DbConnection Connection => _connection;

    public static async Task<PostgresBulkLoader> Begin(PostgresDatabase database, int number, int? from, TimeProvider time, CancellationToken ct)
    {
        var loader = new PostgresBulkLoader(await database.Open(number, ct, unhurried: true), number, time);
        try
        {
            await loader.Run($"create schema {GenerationConnection.Schema(number)}", ct);
            await loader.Migrate(1, ct);
            if (from is { } before)
            {
                await loader.CopyFrom(before, ct);
                await loader.Migrate(2, ct);
            }

            return loader;
        }
        catch
        {
            await loader.DisposeAsync();
            throw;
        }
    }

    public async Task<ITableLoad> Load(string table, string columns, CancellationToken ct) => await PostgresTableLoad.Begin(_connection, table, columns, ct);

    /// <inheritdoc/>
    /// <remarks>The room for the indexes is there from the beginning: it is not filled in the order of the tables.</remarks>
    public async Task Migrate(int upTo, CancellationToken ct)
    {
        await Run($"set maintenance_work_mem = '{PostgresTableLoad.SortMemory}'", ct);
        await Migrations.Apply(
            _connection, new Dialect(Engine.Postgres), Store.Catalog, [.. Migrations.For(Engine.Postgres).Where(m => m.Number <= upTo || m.Number > Migrations.LastCatalogIndexes)], _time, ct);
    }

    /// <inheritdoc/>
    /// <remarks>What was copied is frozen and costs the vacuum nothing; it marks the rest as visible, so that lists are read from their index alone.</remarks>
    public async Task Finish(CancellationToken ct)
    {
        foreach (var table in await Tables(ct))
        {
            await Run($"vacuum (analyze) {GenerationConnection.Schema(_number)}.{table}", ct);
        }
    }

    /// <summary>The server copies its own rows: nothing passes through here.</summary>
    async Task CopyFrom(int before, CancellationToken ct)
    {
        var (from, to) = (GenerationConnection.Schema(before), GenerationConnection.Schema(_number));
        foreach (var table in await Tables(ct))
        {
            await using var transaction = await _connection.BeginTransactionAsync(ct);
            var key = await TableKey.TakeOff(_connection, transaction, $"{to}.{table}", ct);
            // Scans that join others in the middle of a table would change the order of the rows.
            await Run($"set local synchronize_seqscans = off; insert into {to}.{table} select * from {from}.{table}", ct);
            await key.PutBack(_connection, transaction, ct);
            await transaction.CommitAsync(ct);
        }
    }

    async Task<IReadOnlyList<string>> Tables(CancellationToken ct) => [.. await _connection.QueryAsync<string>(new CommandDefinition($"""
        select relname from pg_class
        where relnamespace = cast('{GenerationConnection.Schema(_number)}' as regnamespace) and relkind = 'r' and relname not in {OwnTables} order by relname
        """, cancellationToken: ct))];

    Task<int> Run(string sql, CancellationToken ct) => _connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: ct));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
