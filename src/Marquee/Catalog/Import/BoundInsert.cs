using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>A prepared insert of a fixed number of rows.</summary>
sealed unsafe class BoundInsert : IDisposable
{
    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;
    readonly IntPtr _databaseHandle;
    readonly IntPtr _statementHandle;
    readonly bool[] _text;

    /// <summary>Parameters that hold nothing since the rows before: half of IMDb's cells are unknown.</summary>
    readonly bool[] _empty;

    /// <param name="database">Used by one thread at a time.</param>
    /// <param name="verb"><c>insert</c>, or with what becomes of rows whose key is taken.</param>
    /// <param name="columns">As <see cref="IBulkLoader.Load"/> has them.</param>
    /// <param name="rows">How many.</param>
    public BoundInsert(sqlite3 database, string verb, string table, string columns, int rows)
    {
        _database = database;
        _text = [.. columns.Select(c => c == 't')];
        _empty = new bool[columns.Length * rows];
        Array.Fill(_empty, true);
        var row = $"({string.Join(", ", columns.Select(_ => "?"))})";
        BulkWriting.Check(database, raw.sqlite3_prepare_v2(database, $"{verb} into {table} values {string.Join(", ", Enumerable.Repeat(row, rows))}", out _statement));
        _databaseHandle = database.DangerousGetHandle();
        _statementHandle = _statement.DangerousGetHandle();
    }

    /// <param name="row">Which of the rows, from 0.</param>
    /// <param name="texts">What the cells of texts point into; stays where it is until <see cref="Run"/> has returned.</param>
    public void Bind(int row, ReadOnlySpan<long> cells, byte* texts)
    {
        var text = _text.AsSpan(0, cells.Length);
        var first = row * cells.Length;
        var empty = _empty.AsSpan(first, cells.Length);
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = cells[column];
            var nothing = cell == RowBatch.Null;
            if (nothing && empty[column])
            {
                continue;
            }

            empty[column] = nothing;
            _ = nothing ? SqliteCalls.BindNull(_statementHandle, first + column + 1)
                : text[column] ? SqliteCalls.BindText(_statementHandle, first + column + 1, texts + (cell >> 32), (int)cell, IntPtr.Zero)
                : SqliteCalls.BindNumber(_statementHandle, first + column + 1, cell);
        }
    }

    /// <returns>How many rows were stored.</returns>
    public int Run()
    {
        var result = SqliteCalls.Step(_statementHandle);
        if (result != raw.SQLITE_DONE)
        {
            BulkWriting.Check(_database, result);
        }

        _ = SqliteCalls.Reset(_statementHandle);
        return SqliteCalls.Changes(_databaseHandle);
    }

    public void Dispose() => _statement.Dispose();
}
