using System.Data.Common;
using Dapper;

namespace Marquee.Storage.Moving;

enum ColumnKind
{
    Integer,
    Long,
    Boolean,
    Real,
    Text,
    Bytes,
}

sealed record StoreColumn(string Name, ColumnKind Kind, bool Nullable);

/// <summary>A table as the engine itself describes it.</summary>
/// <param name="Key">The columns of its primary key, in order.</param>
/// <param name="Numbered">The engine draws the numbers of the column <c>id</c>.</param>
sealed record StoreTable(Store Store, string Name, IReadOnlyList<StoreColumn> Columns, IReadOnlyList<string> Key, bool Numbered)
{
    public string FullName => $"{Store.Name()}.{Name}";

    public IEnumerable<StoreColumn> KeyColumns => Key.Select(k => Columns.First(c => c.Name == k));

    /// <returns>All tables of a store but Quartz's own, which belong to a running scheduler; by name.</returns>
    public static async Task<IReadOnlyList<StoreTable>> Of(DbConnection connection, Dialect dialect, Store store, CancellationToken ct)
    {
        var columns = (await connection.QueryAsync<ColumnRow>(new CommandDefinition(dialect.Engine == Engine.Sqlite ? OnSqlite(store.Name()) : OnPostgres, new { store = store.Name() }, cancellationToken: ct))).AsList();
        return
        [
            .. from column in columns
               group column by column.Table into table
               where !table.Key.StartsWith("qrtz_", StringComparison.Ordinal)
               orderby table.Key
               select new StoreTable(
                   store, table.Key,
                   [.. table.OrderBy(c => c.Place).Select(c => new StoreColumn(c.Name, Kind(c.Type), !c.Required && c.KeyPlace == 0))],
                   [.. table.Where(c => c.KeyPlace > 0).OrderBy(c => c.KeyPlace).Select(c => c.Name)],
                   table.Any(c => c.Numbered)),
        ];
    }

    static ColumnKind Kind(string type) => type switch
    {
        "integer" => ColumnKind.Integer,
        "bigint" => ColumnKind.Long,
        "boolean" => ColumnKind.Boolean,
        "double precision" => ColumnKind.Real,
        "text" => ColumnKind.Text,
        "bytea" or "blob" => ColumnKind.Bytes,
        _ => throw new InvalidOperationException($"No table of ours has a column of type {type}."),
    };

    static string OnSqlite(string store) => $"""
        select t.name as "table", c.name as name, lower(c.type) as type, c.cid as place, c."notnull" as required, c.pk as keyplace,
          c.pk > 0 and t.sql like '%autoincrement%' as numbered
        from {store}.sqlite_master t, pragma_table_info(t.name, '{store}') c
        where t.type = 'table' and t.name not like 'sqlite!_%' escape '!' and t.name not like 'qrtz!_%' escape '!'
        """;

    const string OnPostgres = """
        select c.table_name as "table", c.column_name as name, c.data_type as type, c.ordinal_position as place, c.is_nullable = 'NO' as required,
          coalesce(k.ordinal_position, 0) as keyplace, coalesce(c.column_default, '') like 'nextval(%' as numbered
        from information_schema.columns c
        left join (
          select u.table_schema, u.table_name, u.column_name, u.ordinal_position
          from information_schema.table_constraints t
          join information_schema.key_column_usage u on u.constraint_schema = t.constraint_schema and u.constraint_name = t.constraint_name and u.table_name = t.table_name
          where t.constraint_type = 'PRIMARY KEY') k
          on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name
        where c.table_schema = @store and c.table_name not like 'qrtz!_%' escape '!'
        """;

    sealed record ColumnRow
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public int Place { get; init; }

        public bool Required { get; init; }

        public int KeyPlace { get; init; }

        public bool Numbered { get; init; }
    }
}
