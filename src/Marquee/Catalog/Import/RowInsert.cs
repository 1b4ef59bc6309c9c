using Marquee.Storage;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>What <see cref="RowInsert"/> calls for a row whose key is taken; the first row stays.</summary>
delegate void RowTwice(RowBatch batch, int row, ReadOnlySpan<long> cells);

/// <summary>One prepared insert, bound straight from the bytes of the file.</summary>
sealed class RowInsert : IDisposable
{
    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;
    readonly bool[] _text;

    /// <param name="table">With its store: <c>catalog.title</c>.</param>
    /// <param name="columns">One letter a column in the table's order: <c>n</c> number, <c>t</c> text.</param>
    public RowInsert(sqlite3 database, string table, string columns)
    {
        _database = database;
        _text = [.. columns.Select(c => c == 't')];
        Check(raw.sqlite3_prepare_v2(database, $"insert or ignore into {table} values ({string.Join(", ", columns.Select(_ => "?"))})", out _statement));
    }

    public long Inserted { get; private set; }

    public void Insert(RowBatch batch, RowTwice twice)
    {
        var cells = batch.Cells;
        for (var row = 0; row < batch.Rows; row++)
        {
            var of = cells.Slice(row * _text.Length, _text.Length);
            if (!Insert(of, batch))
            {
                twice(batch, row, of);
            }
        }
    }

    /// <param name="texts">Where the texts of the row are; null when it has numbers only.</param>
    /// <returns>False when the key is taken.</returns>
    public bool Insert(ReadOnlySpan<long> row, RowBatch? texts)
    {
        for (var column = 0; column < row.Length; column++)
        {
            var cell = row[column];
            if (cell == RowBatch.Null)
            {
                raw.sqlite3_bind_null(_statement, column + 1);
            }
            else if (_text[column])
            {
                raw.sqlite3_bind_text(_statement, column + 1, texts!.Text(cell));
            }
            else
            {
                raw.sqlite3_bind_int64(_statement, column + 1, cell);
            }
        }

        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        raw.sqlite3_reset(_statement);
        var inserted = raw.sqlite3_changes(_database) > 0;
        Inserted += inserted ? 1 : 0;
        return inserted;
    }

    public void Dispose() => _statement.Dispose();

    void Check(int result)
    {
        if (result is raw.SQLITE_FULL or raw.SQLITE_IOERR)
        {
            throw new Refusal("The disk became full while the catalog was built. Free some space and import again; the catalog of before is untouched.", Refusal.Disk);
        }

        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite answered {result} to a row of the import: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        }
    }
}
