using System.Globalization;
using Marquee.Storage;
using Marquee.Storage.Moving;

namespace Marquee.Tests;

/// <summary>
/// Fills every table of a house with rows made from its own schema, so that a table that comes later is filled too. What a
/// check allows only in some words stands in <see cref="Words"/>.
/// </summary>
static class FilledHouse
{
    static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["house.member.role"] = ["host", "member", "child"],
        ["house.invitation.role"] = ["host", "member", "child"],
        ["house.import.state"] = ["preview", "applied", "undone"],
        ["house.title_merge.state"] = ["merged", "undone"],
        ["house.wish.part"] = ["all", "seasons:1,2", "episodes:1x3"],
        ["house.wish.state"] = ["approval", "sent", "here"],
        ["house.wish.commands"] = ["7", "7,8"],
        ["house.merge_proposal.state"] = ["open", "accepted", "declined"],
    };

    /// <summary>Everything that has ever been lost on the way between two databases.</summary>
    static readonly string[] Texts = ["", " ", "x'y\"z", "tab\tline\nend\\", "\\N", "Žluťoučký 電影 🎬", "a\u00adb", "A", "a", "B"];

    /// <summary>The tables that belong to a house, as the engine describes them.</summary>
    public static async Task<IReadOnlyList<StoreTable>> Tables(Database database)
    {
        await using var connection = await database.Read(CancellationToken.None);
        var tables = new List<StoreTable>();
        foreach (var store in new[] { Store.House, Store.Known, Store.Swarm, Store.Jobs })
        {
            tables.AddRange((await StoreTable.Of(connection, database.Dialect, store, CancellationToken.None)).Where(t => t.Name is not ("migration" or "generation")));
        }

        return tables;
    }

    /// <param name="rows">How many rows each table gets.</param>
    /// <param name="number">Another number for an integer column than a made-up one; null leaves it to us.</param>
    public static async Task Fill(Database database, int rows, Func<StoreTable, string, int, long?>? number = null)
    {
        foreach (var table in await Tables(database))
        {
            var made = Enumerable.Range(1, rows).Select(row => table.Columns.Select(c => Value(table, c, row, number)).ToArray()).ToList();
            await database.Write(table.Store, writing => TableWriting.Add(writing, table, made), CancellationToken.None);
            if (table.Numbered && database.Dialect.Engine == Engine.Postgres)
            {
                await database.Write(table.Store, w => w.First<long>("select setval(pg_get_serial_sequence(@FullName, 'id'), @rows)", new { table.FullName, rows }), CancellationToken.None);
            }
        }
    }

    /// <summary>All rows of all tables as text, for comparing two moments.</summary>
    public static async Task<Dictionary<string, string>> Rows(Database database, Func<StoreTable, bool>? only = null)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in (await Tables(database)).Where(t => only?.Invoke(t) ?? true))
        {
            var lines = new List<string>();
            await foreach (var row in TableRows.Read(database, table, null, CancellationToken.None))
            {
                lines.Add(string.Join(" | ", table.Columns.Zip(row).OrderBy(c => c.First.Name, StringComparer.Ordinal).Select(c => $"{c.First.Name}={Text(c.Second)}")));
            }

            all[table.FullName] = string.Join('\n', lines);
        }

        return all;
    }

    static object? Value(StoreTable table, StoreColumn column, int row, Func<StoreTable, string, int, long?>? number)
    {
        var place = $"{table.FullName}.{column.Name}";
        var salt = place.Sum(c => c);
        if (column.Nullable && (row + salt) % 4 == 0 && number?.Invoke(table, column.Name, row) is null)
        {
            return null;
        }

        return column.Kind switch
        {
            ColumnKind.Text when Words.TryGetValue(place, out var words) => words[row % words.Length],
            ColumnKind.Text => $"{Texts[(row + salt) % Texts.Length]}{row.ToString(CultureInfo.InvariantCulture)}",
            ColumnKind.Boolean => (row + salt) % 3 == 0,
            ColumnKind.Real => row / 3.0,
            ColumnKind.Bytes => new byte[] { 0, (byte)row, 255 },
            ColumnKind.Long when table.Key.Contains(column.Name) || column.Name == "redirects" => number?.Invoke(table, column.Name, row) ?? row,
            ColumnKind.Long when column.Name == "at" || column.Name.EndsWith("_at", StringComparison.Ordinal) => 1_700_000_000L + row,
            ColumnKind.Long => number?.Invoke(table, column.Name, row) ?? (row % 7 == 0 ? long.MaxValue - row : row % 5 == 0 ? -row : row),
            _ when place == "house.rating.value" => (long)((row % 10) + 1),
            _ => (long)row,
        };
    }

    static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}"),
    };
}
