using System.Data.Common;
using Dapper;
using Marquee.Storage;
using Microsoft.Data.Sqlite;

namespace Marquee.Catalog.Import;

/// <summary>A generation's file while it is written: without a journal, so at full speed.</summary>
sealed class SqliteBulkLoader : IBulkLoader
{
    /// <remarks>The sorter of an index takes as much memory as the cache may have, once for each of its threads.</remarks>
    const string Fast = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -24576; pragma threads = 2";
    readonly string _file;
    readonly SqliteConnection _connection;
    readonly TimeProvider _time;

    SqliteBulkLoader(string file, SqliteConnection connection, TimeProvider time) => (_file, _connection, _time) = (file, connection, time);

    public DbConnection Connection => _connection;

    public static async Task<SqliteBulkLoader> Begin(string file, string? from, TimeProvider time, CancellationToken ct)
    {
        if (from is not null)
        {
            File.Copy(from, file, overwrite: true);
        }

        var connection = await SqliteConnections.Open(file, Store.Catalog, pooled: false, ct);
        SqliteConnections.Run(connection, Fast);
        var loader = new SqliteBulkLoader(file, connection, time);
        if (from is null)
        {
            await loader.Migrate(1, ct);
        }

        return loader;
    }

    public Task<ITableLoad> Load(string table, string columns, CancellationToken ct) => Task.FromResult<ITableLoad>(new SqliteTableLoad(_file, table, columns));

    public Task Migrate(int upTo, CancellationToken ct) => Migrations.Apply(
        _connection, new Dialect(Engine.Sqlite), Store.Catalog,
        [.. Migrations.For(Engine.Sqlite).Where(m => m.Number <= upTo || m.Number > Migrations.LastCatalogIndexes)], _time, ct);

    public async Task Finish(CancellationToken ct)
    {
        await _connection.ExecuteAsync(new CommandDefinition("pragma analysis_limit = 400; analyze", cancellationToken: ct));
        SqliteConnections.Run(_connection, "pragma journal_mode = delete");
        await _connection.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
