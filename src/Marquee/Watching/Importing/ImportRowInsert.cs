using System.Data.Common;
using System.Reflection;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>Puts many rows in at once: one prepared statement on SQLite, one statement with a JSON parameter on PostgreSQL.</summary>
static class ImportRowInsert
{
    /// <summary>The columns are the properties of <see cref="NewImportRow"/>, by name.</summary>
    static readonly (PropertyInfo Property, string Type)[] Columns = [.. typeof(NewImportRow).GetProperties().Where(p => p.GetMethod!.IsPublic && p.CanWrite).Select(p => (p, Type(p.PropertyType)))];

    static readonly string Names = string.Join(", ", Columns.Select(c => c.Property.Name));

    public static Task Add(Writing writing, long import, IReadOnlyCollection<NewImportRow> rows) => writing.Dialect.Engine == Engine.Sqlite
        ? Prepared(writing, import, rows)
        : writing.Execute(
            $"insert into house.import_row (import, {Names}) select @import, {Names} from {JsonRows.From([.. Columns.Select(c => (c.Property.Name, c.Type))])}",
            new { import, rows = JsonRows.Of(rows) });

    static async Task Prepared(Writing writing, long import, IReadOnlyCollection<NewImportRow> rows)
    {
        await using var command = writing.Connection.CreateCommand();
        command.Transaction = writing.Transaction;
        command.CommandText = $"insert into house.import_row (import, {Names}) values ({import}, {string.Join(", ", Columns.Select(c => "@" + c.Property.Name))})";
        var parameters = Columns.Select(c => Parameter(command, c.Property.Name)).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = Columns[i].Property.GetValue(row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(writing.Cancellation);
        }
    }

    static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    static string Type(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => "text",
        var t when t == typeof(int) => "integer",
        var t when t == typeof(long) => "bigint",
        var t when t == typeof(bool) => "boolean",
        var t when t == typeof(double) => "double precision",
        var t => throw new InvalidOperationException(t.Name),
    };
}
