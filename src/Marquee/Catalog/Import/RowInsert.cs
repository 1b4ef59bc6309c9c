using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>
/// Inserts rows bound straight from the bytes of the file, many with one statement while their keys rise: starting and ending a
/// statement costs as much as storing the row.
/// </summary>
sealed class RowInsert : IDisposable
{
    /// <summary>Measured: 4 cost more, 32 no less.</summary>
    const int Together = 16;

    /// <summary>
    /// The dumps are sorted by the text of the id: tt1000001 stands among tt10000000 to tt10000099. Taken by the batch, first
    /// those of seven digits and then the longer ones, both are appended in order instead of jumping to and fro.
    /// </summary>
    const long Longer = 10_000_000;

    readonly BoundInsert _one;
    readonly BoundInsert _many;
    readonly int _columns;
    readonly int[] _waiting = new int[Together];

    /// <summary>The highest key so far of the short ids and of the longer ones: what is above cannot be there yet.</summary>
    readonly RisingKey[] _highest;

    int _count;

    /// <param name="database">Used by one thread at a time.</param>
    /// <param name="table">With its store: <c>catalog.title</c>. Its key is its first columns.</param>
    /// <param name="columns">One letter a column in the table's order: <c>n</c> number, <c>t</c> text. The first is the id.</param>
    public RowInsert(sqlite3 database, string table, string columns)
    {
        _columns = columns.Length;
        _one = new BoundInsert(database, "insert or ignore", table, columns, 1);
        _many = new BoundInsert(database, "insert", table, columns, Together);
        var key = RisingKey.Width(database, table, columns);
        _highest = [new RisingKey(key), new RisingKey(key)];
    }

    public long Inserted { get; private set; }

    public unsafe void Insert(RowBatch batch, RowTwice twice)
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
    unsafe bool Insert(RowBatch batch, byte* texts, RowTwice twice, bool longer)
    {
        var highest = _highest[longer ? 1 : 0];
        var passed = false;
        for (var row = 0; row < batch.Rows; row++)
        {
            var cells = batch.Cells.Slice(row * _columns, _columns);
            if (cells[0] >= Longer != longer)
            {
                passed = true;
            }
            else if (highest.IsBelow(cells))
            {
                _waiting[_count++] = row;
                if (_count == Together)
                {
                    InsertWaiting(batch, texts);
                }
            }
            else
            {
                InsertWaiting(batch, texts);
                if (!InsertOne(cells, texts))
                {
                    twice(batch, row, cells);
                }
            }
        }

        InsertWaiting(batch, texts);
        return passed;
    }

    unsafe void InsertWaiting(RowBatch batch, byte* texts)
    {
        for (var i = 0; i < _count; i++)
        {
            var cells = batch.Cells.Slice(_waiting[i] * _columns, _columns);
            if (_count < Together)
            {
                InsertOne(cells, texts);
            }
            else
            {
                _many.Bind(i, cells, texts);
            }
        }

        Inserted += _count == Together ? _many.Run() : 0;
        _count = 0;
    }

    /// <returns>False when the key is taken.</returns>
    unsafe bool InsertOne(ReadOnlySpan<long> cells, byte* texts)
    {
        _one.Bind(0, cells, texts);
        var inserted = _one.Run();
        Inserted += inserted;
        return inserted > 0;
    }

    public void Dispose()
    {
        _one.Dispose();
        _many.Dispose();
    }
}
