using System.Data.Common;
using Dapper;
using Marquee.Storage;
using Npgsql;

namespace Marquee.Catalog.Import;

/// <summary>
/// A table on PostgreSQL, loaded in one transaction: rows by binary COPY without any index, then the key. Logged, because a
/// generation must survive a crash of the server; stored as frozen, so that no vacuum writes it again.
/// </summary>
sealed class PostgresTableLoad : ITableLoad
{
    /// <summary>What the server may use to sort for an index, for each of its workers.</summary>
    public const string SortMemory = "256MB";

    readonly GenerationConnection _connection;
    readonly DbTransaction _transaction;
    readonly TableKey _key;
    readonly CopyRows _rows;
    readonly NpgsqlRawCopyStream _stream;
    readonly string _columns;
    long _removed;
    bool _written;

    PostgresTableLoad(GenerationConnection connection, DbTransaction transaction, TableKey key, NpgsqlRawCopyStream stream, CopyRows rows, string columns) =>
        (_connection, _transaction, _key, _stream, _rows, _columns) = (connection, transaction, key, stream, rows, columns);

    public long Stored => _rows.Count - _removed;

    public static async Task<PostgresTableLoad> Begin(GenerationConnection connection, string table, string columns, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            var key = await TableKey.TakeOff(connection, transaction, table, ct);
            var sizes = await Sizes(connection, transaction, table, ct);
            var stream = await connection.Inner.BeginRawBinaryCopyAsync(connection.Named($"copy {table} from stdin (format binary, freeze)"), ct);
            return new PostgresTableLoad(connection, transaction, key, stream, new CopyRows(stream, sizes), columns);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public void Write(RowBatch batch, RowTwice twice) => _rows.Write(batch);

    public async Task<DoubledKeys?> Finish(CancellationToken ct)
    {
        _rows.End();
        _written = true;
        await _stream.DisposeAsync();
        await Run($"set local maintenance_work_mem = '{SortMemory}'; savepoint loaded", ct);
        var doubled = await PutBackKey(ct);
        await _transaction.CommitAsync(ct);
        return doubled;
    }

    async Task<DoubledKeys?> PutBackKey(CancellationToken ct)
    {
        try
        {
            await _key.PutBack(_connection, _transaction, ct);
            return null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await Run("rollback to savepoint loaded", ct);
            var doubled = await TakeOutLater(ct);
            await _key.PutBack(_connection, _transaction, ct);
            return doubled;
        }
    }

    /// <summary>The first row of a key stays: rows lie in the order in which they were copied.</summary>
    async Task<DoubledKeys> TakeOutLater(CancellationToken ct)
    {
        var key = string.Join(", ", _key.Columns);
        var spelled = string.Join($" || chr({(int)DoubledKeys.Between}) || ", _key.Columns.Select(c => $"cast({c} as text)"));
        var taken = await _connection.QueryAsync<(string Key, long Rows)>(new CommandDefinition($"""
            with numbered as (select ctid as place, {spelled} as spelled, row_number() over (partition by {key} order by ctid) as turn from {_key.Table}),
              later as (delete from {_key.Table} t using numbered n where t.ctid = n.place and n.turn > 1 returning n.spelled)
            select spelled, count(*) from later group by spelled
            """, transaction: _transaction, cancellationToken: ct));
        var doubled = new DoubledKeys(_key.Columns.Count, [.. _columns.Select(c => c == 't')]);
        foreach (var (spelling, rows) in taken)
        {
            doubled.Add(spelling, rows);
        }

        _removed = doubled.Rows;
        return doubled;
    }

    /// <returns>Bytes of each column's binary form; 0 for text, which has a length of its own.</returns>
    static async Task<int[]> Sizes(GenerationConnection connection, DbTransaction transaction, string table, CancellationToken ct) =>
        [.. (await connection.QueryAsync<int>(new CommandDefinition(
            $"select greatest(attlen, 0) from pg_attribute where attrelid = cast('{table}' as regclass) and attnum > 0 and not attisdropped order by attnum",
            transaction: transaction, cancellationToken: ct)))];

    Task<int> Run(string sql, CancellationToken ct) => _connection.ExecuteAsync(new CommandDefinition(sql, transaction: _transaction, cancellationToken: ct));

    public async ValueTask DisposeAsync()
    {
        if (!_written)
        {
            // Disposed without this, the stream would end the COPY as if it were whole.
            try
            {
                await _stream.CancelAsync();
            }
            catch (Exception e) when (e is NpgsqlException or ObjectDisposedException)
            {
                // The connection is gone, and with it the rows; what failed before is what should be told.
            }
        }

        await _stream.DisposeAsync();
        await _transaction.DisposeAsync();
    }
}
