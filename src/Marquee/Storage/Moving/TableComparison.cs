using System.Globalization;
using Marquee.Texts;

namespace Marquee.Storage.Moving;

/// <param name="Checksum">SHA-256 over all rows, the same on both sides.</param>
public sealed record MovedTable(string Name, long Rows, string Checksum);

/// <summary>Reads a table on both sides at once and compares it row by row.</summary>
static class TableComparison
{
    /// <param name="seen">Called after each row.</param>
    /// <exception cref="Refusal">The first row that differs.</exception>
    public static async Task<MovedTable> Compare(Database from, Database to, StoreTable table, Action seen, CancellationToken ct)
    {
        using var ours = new RowSums();
        using var theirs = new RowSums();
        await using var source = TableRows.Read(from, table, null, ct).GetAsyncEnumerator(ct);
        await using var target = TableRows.Read(to, table, null, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            var (here, there) = (await source.MoveNextAsync(), await target.MoveNextAsync());
            if (!here && !there)
            {
                break;
            }

            if (!here || !there)
            {
                throw Differs(table, here ? source.Current : target.Current, here ? "storage.move.missing" : "storage.move.surplus");
            }

            ours.Add(source.Current);
            theirs.Add(target.Current);
            if (Difference(source.Current, target.Current) is { } at)
            {
                throw Differs(table, source.Current, "storage.move.differs", ("column", table.Columns[at].Name));
            }

            seen();
        }

        var sum = ours.Sum();
        return sum == theirs.Sum()
            ? new MovedTable(table.FullName, ours.Rows, sum)
            : throw new InvalidOperationException($"{table.FullName} has two checksums although its rows are equal.");
    }

    static int? Difference(object?[] left, object?[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!(left[i] is byte[] a && right[i] is byte[] b ? a.AsSpan().SequenceEqual(b) : Equals(left[i], right[i])))
            {
                return i;
            }
        }

        return null;
    }

    static Refusal Differs(StoreTable table, object?[] row, string how, params IReadOnlyList<(string Name, object Value)> more)
    {
        var key = string.Join(", ", table.Columns.Zip(row).Where(c => table.Key.Contains(c.First.Name)).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.First.Name} {c.Second}")));
        return new Refusal("storage.move.notTheSame", ("what", new Text(how, [("table", table.FullName), ("key", key), .. more])));
    }
}
