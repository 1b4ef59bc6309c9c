using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Storage.Moving;

/// <summary>Puts a batch of rows into a table of either engine, as fast as each can.</summary>
static class TableWriting
{
    public static Task Add(Writing writing, StoreTable table, IReadOnlyList<object?[]> rows) =>
        writing.Connection switch
        {
            GenerationConnection pinned => Copy(pinned.Inner, table, rows, writing.Cancellation),
            NpgsqlConnection postgres => Copy(postgres, table, rows, writing.Cancellation),
            _ => Insert(writing, table, rows),
        };

    static async Task Copy(NpgsqlConnection connection, StoreTable table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        var types = table.Columns.Select(c => Type(c.Kind)).ToArray();
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table.FullName} ({Names(table)}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < row.Length; i++)
            {
                switch (row[i])
                {
                    case null:
                        await copy.WriteNullAsync(ct);
                        break;
                    case long number when types[i] == NpgsqlDbType.Integer:
                        await copy.WriteAsync(checked((int)number), types[i], ct);
                        break;
                    case string text when text.Contains('\0', StringComparison.Ordinal):
                        throw new Refusal("storage.move.zero", ("column", $"{table.FullName}.{table.Columns[i].Name}"));
                    case var value:
                        await copy.WriteAsync(value, types[i], ct);
                        break;
                }
            }
        }

        await copy.CompleteAsync(ct);
    }

    static async Task Insert(Writing writing, StoreTable table, IReadOnlyList<object?[]> rows)
    {
        await using var command = writing.Connection.CreateCommand();
        command.Transaction = writing.Transaction;
        command.CommandText = $"insert into {table.FullName} ({Names(table)}) values ({string.Join(", ", table.Columns.Select((_, i) => "@v" + i))})";
        var values = new DbParameter[table.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = command.CreateParameter();
            values[i].ParameterName = "@v" + i;
            command.Parameters.Add(values[i]);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                values[i].Value = row[i] switch { null => DBNull.Value, bool yes => yes ? 1L : 0L, var value => value };
            }

            await command.ExecuteNonQueryAsync(writing.Cancellation);
        }
    }

    static string Names(StoreTable table) => string.Join(", ", table.Columns.Select(c => c.Name));

    static NpgsqlDbType Type(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => NpgsqlDbType.Integer,
        ColumnKind.Long => NpgsqlDbType.Bigint,
        ColumnKind.Boolean => NpgsqlDbType.Boolean,
        ColumnKind.Real => NpgsqlDbType.Double,
        ColumnKind.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    };
}
