namespace Marquee.Catalog.Import;

/// <summary>A table of a catalog file, loaded in one transaction by one prepared insert; a taken key shows at once.</summary>
sealed class SqliteTableLoad : ITableLoad
{
    readonly BulkWriting _bulk;
    readonly RowInsert _insert;

    public SqliteTableLoad(string file, string table, string columns)
    {
        _bulk = BulkWriting.Begin(file);
        _insert = new RowInsert(_bulk.Database, table, columns);
    }

    public long Stored => _insert.Inserted;

    public void Write(RowBatch batch, RowTwice twice) => _insert.Insert(batch, twice);

    public Task<DoubledKeys?> Finish(CancellationToken ct)
    {
        _insert.Dispose();
        _bulk.Commit();
        return Task.FromResult<DoubledKeys?>(null);
    }

    public ValueTask DisposeAsync()
    {
        _insert.Dispose();
        _bulk.Dispose();
        return ValueTask.CompletedTask;
    }
}
