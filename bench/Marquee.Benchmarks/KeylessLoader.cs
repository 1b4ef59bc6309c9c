using System.Data.Common;
using Marquee.Catalog.Import;
using Npgsql;

namespace Marquee.Benchmarks;

/// <summary>The import's own COPY of titles into a table that is made for it and gets no key: for comparing COPY with COPY.</summary>
sealed class KeylessLoader(NpgsqlConnection connection, string create) : IBulkLoader
{
    /// <summary>Bytes of the title's columns; 0 is text.</summary>
    static readonly int[] Sizes = [8, 4, 0, 0, 1, 4, 4, 4, 8, 4, 4];

    public DbConnection Connection => connection;

    public async Task<ITableLoad> Load(string table, string columns, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(ct);
        await using (var command = new NpgsqlCommand(create, connection, transaction))
        {
            await command.ExecuteNonQueryAsync(ct);
        }

        var stream = await connection.BeginRawBinaryCopyAsync("copy ours from stdin (format binary, freeze)", ct);
        return new KeylessLoad(transaction, stream);
    }

    public Task Migrate(int upTo, CancellationToken ct) => Task.CompletedTask;

    public Task Finish(CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class KeylessLoad(NpgsqlTransaction transaction, NpgsqlRawCopyStream stream) : ITableLoad
    {
        readonly CopyRows _rows = new(stream, Sizes);

        public long Stored => _rows.Count;

        public void Write(RowBatch batch, RowTwice twice) => _rows.Write(batch);

        public async Task<DoubledKeys?> Finish(CancellationToken ct)
        {
            _rows.End();
            await stream.DisposeAsync();
            await transaction.CommitAsync(ct);
            return null;
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            await transaction.DisposeAsync();
        }
    }
}
