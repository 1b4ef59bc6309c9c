using System.Data.Common;
using Dapper;

namespace Marquee.Storage.Moving;

/// <summary>The numbers that an engine draws go on behind the highest that was ever drawn: journal cursors rely on it.</summary>
static class Numbering
{
    public static async Task Carry(Database from, Database to, StoreTable table, CancellationToken ct)
    {
        var last = await Last(from, table, ct);
        await to.Write(table.Store, writing => Set(writing, table, last), ct);
    }

    /// <param name="last">The last number that was drawn; 0 when none was.</param>
    internal static Task<long> Set(Writing writing, StoreTable table, long last) => writing.Dialect.Engine == Engine.Postgres
        ? writing.First<long>("select setval(pg_get_serial_sequence(@table, 'id'), @to, @used)", new { table = table.FullName, to = Math.Max(1, last), used = last > 0 })
        : OnSqlite(writing, table, last);

    /// <returns>The last number that was drawn; 0 when none was.</returns>
    internal static async Task<long> Last(Database database, StoreTable table, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await Last(connection, database.Dialect, table, ct);
    }

    internal static async Task<long> Last(DbConnection connection, Dialect dialect, StoreTable table, CancellationToken ct)
    {
        var highest = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select coalesce(max(id), 0) from {table.FullName}", cancellationToken: ct));
        if (dialect.Engine == Engine.Sqlite)
        {
            return Math.Max(highest, await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                $"select seq from {table.Store.Name()}.sqlite_sequence where name = @Name", new { table.Name }, cancellationToken: ct)) ?? 0);
        }

        var sequence = await connection.ExecuteScalarAsync<string>(new CommandDefinition("select pg_get_serial_sequence(@FullName, 'id')", new { table.FullName }, cancellationToken: ct));
        return Math.Max(highest, await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select case when is_called then last_value else 0 end from {sequence}", cancellationToken: ct)));
    }

    static async Task<long> OnSqlite(Writing writing, StoreTable table, long last)
    {
        var sequences = table.Store.Name() + ".sqlite_sequence";
        await writing.Execute($"delete from {sequences} where name = @Name", new { table.Name });
        return await writing.Execute($"insert into {sequences} (name, seq) values (@Name, @last)", new { table.Name, last });
    }
}
