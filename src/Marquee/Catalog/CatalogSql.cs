using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Marquee.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marquee.Catalog;

/// <summary>Takes the answer of a question as it comes; nothing of it is kept.</summary>
public interface ISqlRows
{
    void Columns(IReadOnlyList<string> names);

    /// <param name="values">Null, long, double, string or byte[]; the same array for every row.</param>
    void Row(object?[] values);
}

/// <summary>
/// Questions in SQL over the current catalog and nothing else. On SQLite the other stores are out of reach (see
/// <see cref="CatalogOnly"/>). On PostgreSQL the transaction is read-only and the plan is looked at first; that keeps mistakes out,
/// but who may run this has the database's address anyway.
/// </summary>
public sealed partial class CatalogSql(Database database, DataFolder folder, TimeProvider time)
{
    /// <returns>How many rows there were.</returns>
    /// <exception cref="Refusal">It is no question, reaches for something else, is wrong, or took too long.</exception>
    public async Task<long> Run(string sql, TimeSpan timeout, long? limit, ISqlRows to, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        bool Late() => time.GetElapsedTime(started) > timeout;
        try
        {
            if (database.Dialect.Engine == Engine.Sqlite)
            {
                await using var connection = await CatalogOnly.Open(folder.CatalogFile(database.Generation), () => Late() || ct.IsCancellationRequested, ct);
                return await Read(connection, null, sql, timeout, limit, to, Late, ct);
            }

            await using var shared = await database.Read(ct);
            await using var transaction = await shared.BeginTransactionAsync(ct);
            await shared.ExecuteAsync($"set transaction read only; set local statement_timeout = {(long)timeout.TotalMilliseconds}", transaction: transaction);
            await RefuseOtherSchemas(shared, transaction, sql, ct);
            return await Read(shared, transaction, sql, timeout, limit, to, Late, ct);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT)
        {
            ct.ThrowIfCancellationRequested();
            throw new Refusal(e, "catalog.sql.late", ("seconds", (long)timeout.TotalSeconds));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            ct.ThrowIfCancellationRequested();
            throw new Refusal(e, "catalog.sql.late", ("seconds", (long)timeout.TotalSeconds));
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_AUTH or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_SCHEMA)
        {
            throw new Refusal(e, "catalog.sql.onlyReads");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_ERROR or SQLitePCL.raw.SQLITE_TOOBIG or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_RANGE)
        {
            throw new Refusal(e, "catalog.sql.wrong", ("why", Why(e.Message)));
        }
        catch (PostgresException e)
        {
            throw new Refusal(e, "catalog.sql.wrong", ("why", e.MessageText));
        }
    }

    static async Task<long> Read(DbConnection connection, DbTransaction? transaction, string sql, TimeSpan timeout, long? limit, ISqlRows to, Func<bool> late, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds) + 1;
        await using var rows = await command.ExecuteReaderAsync(ct);
        if (rows.FieldCount == 0)
        {
            throw new Refusal("catalog.sql.onlyReads");
        }

        to.Columns([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)]);
        var (values, count) = (new object?[rows.FieldCount], 0L);
        while (count != limit && await rows.ReadAsync(ct))
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Plain(rows.GetValue(i));
            }

            to.Row(values);
            count++;
            if (late())
            {
                throw new Refusal("catalog.sql.late", ("seconds", (long)timeout.TotalSeconds));
            }
        }

        return count == limit || !await rows.NextResultAsync(ct) ? count : throw new Refusal("catalog.sql.one");
    }

    /// <summary>The same on both engines: PostgreSQL's yes and no are SQLite's 1 and 0.</summary>
    static object? Plain(object value) => value switch
    {
        DBNull => null,
        bool yes => yes ? 1L : 0L,
        int or short or byte => Convert.ToInt64(value, null),
        float or decimal => Convert.ToDouble(value, null),
        long or double or string or byte[] => value,
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Everything that the plan reads must be the catalog's; functions that read by a text of their own are not asked at all.</summary>
    static async Task RefuseOtherSchemas(DbConnection connection, DbTransaction transaction, string sql, CancellationToken ct)
    {
        if (ReadsByText().IsMatch(sql) || sql.Contains(';', StringComparison.Ordinal))
        {
            throw new Refusal(sql.Contains(';', StringComparison.Ordinal) ? "catalog.sql.one" : "catalog.sql.onlyReads");
        }

        var plan = await connection.ExecuteScalarAsync<string>(new CommandDefinition("explain (verbose, format json) " + sql, transaction: transaction, cancellationToken: ct));
        using var json = JsonDocument.Parse(plan!);
        if (Schemas(json.RootElement).Any(schema => !schema.StartsWith("catalog", StringComparison.Ordinal) && schema != "pg_catalog"))
        {
            throw new Refusal("catalog.sql.onlyReads");
        }
    }

    static IEnumerable<string> Schemas(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(p => p.NameEquals("Schema") ? [p.Value.GetString()!] : Schemas(p.Value)),
        JsonValueKind.Array => part.EnumerateArray().SelectMany(Schemas),
        _ => [],
    };

    /// <summary>From <c>SQLite Error 1: 'no such table: x'.</c> the part that says what is wrong.</summary>
    static string Why(string message) => message.IndexOf('\'') is >= 0 and var from && message.LastIndexOf('\'') is var to && to > from ? message[(from + 1)..to] : message;

    // query_to_xml('select * from house.member', ...), set_config('role', ...), pg_read_file, dblink, lo_get, pg_authid, pg_stat_activity
    [GeneratedRegex(@"\b(\w+_to_xml\w*|set_config|pg_\w+|dblink\w*|lo_\w+|current_setting)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadsByText();
}
