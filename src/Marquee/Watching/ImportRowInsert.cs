using System.Data.Common;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>Puts many rows in at once: one prepared statement on SQLite, one statement with a JSON parameter on PostgreSQL.</summary>
static class ImportRowInsert
{
    static readonly (string Name, string Type)[] Columns =
    [
        ("line", "integer"), ("class", "integer"), ("title", "bigint"), ("name", "text"), ("original", "text"), ("year", "integer"), ("kind", "integer"),
        ("runtime", "integer"), ("genres", "bigint"), ("rating", "integer"), ("rated_at", "bigint"), ("listed", "boolean"), ("added_at", "bigint"),
        ("note", "text"), ("was", "integer"), ("reason", "text"), ("cells", "text"),
    ];

    static readonly string Names = string.Join(", ", Columns.Select(c => c.Name));

    public static Task Add(Writing writing, long import, IReadOnlyCollection<NewImportRow> rows) => writing.Dialect.Engine == Engine.Sqlite
        ? Prepared(writing, import, rows)
        : writing.Execute(
            $"insert into house.import_row (import, {Names}) select @import, {Names} from {JsonRows.From(Columns)}",
            new { import, rows = JsonRows.Of(rows) });

    static async Task Prepared(Writing writing, long import, IReadOnlyCollection<NewImportRow> rows)
    {
        await using var command = writing.Connection.CreateCommand();
        command.Transaction = writing.Transaction;
        command.CommandText = $"insert into house.import_row (import, {Names}) values ({import}, {string.Join(", ", Columns.Select(c => "@" + c.Name))})";
        var parameters = Columns.Select(c => Parameter(command, c.Name)).ToArray();
        foreach (var row in rows)
        {
            var values = Values(row);
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = values[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(writing.Cancellation);
        }
    }

    static object?[] Values(NewImportRow row) =>
    [
        row.line, row.@class, row.title, row.name, row.original, row.year, row.kind, row.runtime, row.genres, row.rating, row.rated_at, row.listed, row.added_at,
        row.note, row.was, row.reason, row.cells,
    ];

    static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
