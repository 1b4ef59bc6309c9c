using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>The highest of the keys that came by, as far as keys are numbers. At most three: the crew's.</summary>
/// <param name="width">How many of a row's first cells make it.</param>
sealed class RisingKey(int width)
{
    readonly long[] _highest = [.. Enumerable.Repeat(long.MinValue, width)];

    /// <summary>How many of a table's first columns are numbers of its key.</summary>
    public static int Width(sqlite3 database, string table, string columns)
    {
        BulkWriting.Check(database, raw.sqlite3_prepare_v2(database, $"select count(*) from pragma_table_info('{table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..]}') where pk > 0", out var statement));
        using (statement)
        {
            raw.sqlite3_step(statement);
            return Math.Min(raw.sqlite3_column_int(statement, 0), columns.TakeWhile(c => c == 'n').Count());
        }
    }

    /// <summary>Whether the row's key is above all before, and from now on the highest.</summary>
    public bool IsBelow(ReadOnlySpan<long> cells)
    {
        for (var i = 0; i < _highest.Length; i++)
        {
            if (cells[i] != _highest[i])
            {
                if (cells[i] < _highest[i])
                {
                    return false;
                }

                cells[.._highest.Length].CopyTo(_highest);
                return true;
            }
        }

        return false;
    }
}
