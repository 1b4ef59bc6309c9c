using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;

namespace Marquee.Storage.Moving;

/// <summary>Reads the rows of a table in the order of its key, which is the same on both engines, as values that are the same on both.</summary>
static class TableRows
{
    /// <summary>Marks the target while a move is under way; it is no part of the house.</summary>
    public const string Mark = "house.moving";

    public static async IAsyncEnumerable<object?[]> Read(Database database, StoreTable table, object?[]? after, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        await foreach (var row in Read(connection, database.Dialect, table, after, ct))
        {
            yield return row;
        }
    }

    /// <summary>The same on a connection of the caller's, whose snapshot it then reads.</summary>
    public static async IAsyncEnumerable<object?[]> Read(DbConnection connection, Dialect dialect, StoreTable table, object?[]? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var command = new CommandDefinition(
            $"select {string.Join(", ", table.Columns.Select(c => c.Name))} from {table.FullName} {Where(dialect, table, after)} order by {Order(dialect, table, "")}",
            Parameters(after), cancellationToken: ct);
        await using var reader = await connection.ExecuteReaderAsync(command);
        while (await reader.ReadAsync(ct))
        {
            yield return Row(reader, table);
        }
    }

    /// <summary>The question for all rows of a table in the order of its key.</summary>
    public static string InOrder(Dialect dialect, StoreTable table) =>
        $"select {string.Join(", ", table.Columns.Select(c => c.Name))} from {table.FullName} order by {Order(dialect, table, "")}";

    /// <returns>The key of the last row; null when there is none.</returns>
    public static async Task<object?[]?> LastKey(Database database, StoreTable table, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"select {string.Join(", ", table.Key)} from {table.FullName} {Where(database.Dialect, table, null)} order by {Order(database.Dialect, table, " desc")} limit 1", cancellationToken: ct));
        return await reader.ReadAsync(ct) ? [.. table.KeyColumns.Select((c, i) => Value(reader, i, c, table))] : null;
    }

    public static async Task<long> Count(Database database, StoreTable table, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from {table.FullName} {Where(database.Dialect, table, null)}", cancellationToken: ct));
    }

    static string Where(Dialect dialect, StoreTable table, object?[]? after)
    {
        var parts = new List<string>();
        if (table is { Store: Store.House, Name: "setting" })
        {
            parts.Add($"name <> '{Mark}'");
        }

        if (after is not null)
        {
            parts.Add($"({string.Join(", ", table.KeyColumns.Select(c => Ordered(dialect, c)))}) > ({string.Join(", ", table.Key.Select((_, i) => "@k" + i))})");
        }

        return parts.Count == 0 ? "" : "where " + string.Join(" and ", parts);
    }

    static DynamicParameters Parameters(object?[]? after)
    {
        var parameters = new DynamicParameters();
        foreach (var (value, at) in (after ?? []).Select((v, i) => (v, i)))
        {
            parameters.Add("k" + at, value);
        }

        return parameters;
    }

    static string Order(Dialect dialect, StoreTable table, string direction) =>
        string.Join(", ", table.KeyColumns.Select(c => Ordered(dialect, c) + direction));

    /// <summary>SQLite orders text by its bytes; PostgreSQL would order it by the rules of some language.</summary>
    static string Ordered(Dialect dialect, StoreColumn column) =>
        column.Kind == ColumnKind.Text && dialect.Engine == Engine.Postgres ? $"{column.Name} collate \"C\"" : column.Name;

    static object?[] Row(DbDataReader reader, StoreTable table)
    {
        var row = new object?[table.Columns.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = Value(reader, i, table.Columns[i], table);
        }

        return row;
    }

    static object? Value(DbDataReader reader, int at, StoreColumn column, StoreTable table)
    {
        var value = reader.GetValue(at);
        return (column.Kind, value) switch
        {
            (_, DBNull) => null,
            (ColumnKind.Integer or ColumnKind.Long, long number) => number,
            (ColumnKind.Integer or ColumnKind.Long, int number) => (long)number,
            (ColumnKind.Boolean, bool yes) => yes,
            (ColumnKind.Boolean, long and (0 or 1) and var yes) => yes == 1,
            (ColumnKind.Real, double real) => real,
            (ColumnKind.Real, long whole) => (double)whole,
            (ColumnKind.Text, string text) => text,
            (ColumnKind.Bytes, byte[] bytes) => bytes,
            _ => throw new Refusal("storage.move.otherType", ("column", $"{table.FullName}.{column.Name}"), ("type", value.GetType().Name)),
        };
    }
}
