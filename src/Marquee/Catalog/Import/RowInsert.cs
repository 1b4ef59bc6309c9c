using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>One prepared insert, bound straight from the bytes of the file.</summary>
sealed unsafe class RowInsert : IDisposable
{
    /// <summary>
    /// The dumps are sorted by the text of the id: tt1000001 stands among tt10000000 to tt10000099. Taken by the batch, first
    /// those of seven digits and then the longer ones, both are appended in order instead of jumping to and fro.
    /// </summary>
    const long Longer = 10_000_000;

    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;
    readonly IntPtr _databaseHandle;
    readonly IntPtr _statementHandle;
    readonly bool[] _text;

    /// <summary>Columns that hold nothing since the row before: half of IMDb's cells are unknown.</summary>
    readonly bool[] _empty;

    /// <param name="database">Used by one thread at a time.</param>
    /// <param name="table">With its store: <c>catalog.title</c>.</param>
    /// <param name="columns">One letter a column in the table's order: <c>n</c> number, <c>t</c> text. The first is the id.</param>
    public RowInsert(sqlite3 database, string table, string columns)
    {
        _database = database;
        _text = [.. columns.Select(c => c == 't')];
        _empty = new bool[columns.Length];
        Array.Fill(_empty, true);
        BulkWriting.Check(database, raw.sqlite3_prepare_v2(database, $"insert or ignore into {table} values ({string.Join(", ", columns.Select(_ => "?"))})", out _statement));
        _databaseHandle = database.DangerousGetHandle();
        _statementHandle = _statement.DangerousGetHandle();
    }

    public long Inserted { get; private set; }

    public void Insert(RowBatch batch, RowTwice twice)
    {
        fixed (byte* texts = batch.Block.Bytes)
        {
            if (Insert(batch, texts, twice, longer: false))
            {
                Insert(batch, texts, twice, longer: true);
            }
        }
    }

    /// <returns>Whether some rows were passed over.</returns>
    bool Insert(RowBatch batch, byte* texts, RowTwice twice, bool longer)
    {
        var cells = batch.Cells;
        var passed = false;
        for (var row = 0; row < batch.Rows; row++)
        {
            var of = cells.Slice(row * _text.Length, _text.Length);
            if (of[0] >= Longer != longer)
            {
                passed = true;
            }
            else if (!Insert(of, texts))
            {
                twice(batch, row, of);
            }
        }

        return passed;
    }

    /// <returns>False when the key is taken.</returns>
    bool Insert(ReadOnlySpan<long> row, byte* texts)
    {
        var text = _text.AsSpan(0, row.Length);
        var empty = _empty.AsSpan(0, row.Length);
        for (var column = 0; column < row.Length; column++)
        {
            var cell = row[column];
            var nothing = cell == RowBatch.Null;
            if (nothing && empty[column])
            {
                continue;
            }

            empty[column] = nothing;
            _ = nothing ? SqliteCalls.BindNull(_statementHandle, column + 1)
                : text[column] ? SqliteCalls.BindText(_statementHandle, column + 1, texts + (cell >> 32), (int)cell, IntPtr.Zero)
                : SqliteCalls.BindNumber(_statementHandle, column + 1, cell);
        }

        var result = SqliteCalls.Step(_statementHandle);
        if (result != raw.SQLITE_DONE)
        {
            BulkWriting.Check(_database, result);
        }

        _ = SqliteCalls.Reset(_statementHandle);
        var inserted = SqliteCalls.Changes(_databaseHandle) > 0;
        Inserted += inserted ? 1 : 0;
        return inserted;
    }

    public void Dispose() => _statement.Dispose();
}
