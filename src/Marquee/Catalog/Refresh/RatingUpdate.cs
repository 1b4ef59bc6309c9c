using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Marquee.Catalog.Import;
using Marquee.Storage;

namespace Marquee.Catalog.Refresh;

/// <summary>Compares every title with its new rating, rewrites those that differ, and counts all of them anew for best lists.</summary>
sealed class RatingUpdate(IBulkLoader loader)
{
    /// <summary>Titles of one statement. The numbers stand in its text: parameters would cost more than the update.</summary>
    const int Batch = 500;

    readonly record struct Change(long Title, int? Tenths, int? Votes);

    /// <param name="table">Sorted.</param>
    /// <param name="written">Told now and then how many are written.</param>
    /// <param name="ct">Stops; the caller drops the generation.</param>
    /// <returns>How many titles have changed.</returns>
    public async Task<long> Run(RatingTable table, Action<long> written, CancellationToken ct)
    {
        var tally = new Tally();
        var changes = await Compare(table, tally, ct);
        await Write(changes, written, ct);
        await loader.Connection.ExecuteAsync(new CommandDefinition("delete from catalog.tally", cancellationToken: ct));
        await tally.Store(loader, ct);
        return changes.Count;
    }

    async Task<List<Change>> Compare(RatingTable table, Tally tally, CancellationToken ct)
    {
        var changes = new List<Change>();
        await using var titles = await loader.Connection.ExecuteReaderAsync(new CommandDefinition(
            "select id, kind, year, genres, adult, rating, votes from catalog.title", commandTimeout: 0, cancellationToken: ct));
        while (await titles.ReadAsync(ct))
        {
            var id = titles.GetInt64(0);
            var (tenths, votes) = table.Find(id);
            if (tenths != Number(titles, 5) || votes != Number(titles, 6))
            {
                changes.Add(new Change(id, tenths, votes));
            }

            tally.Add((TitleKind)titles.GetInt32(1), Number(titles, 2), titles.GetInt64(3), titles.GetBoolean(4), tenths, votes);
        }

        return changes;
    }

    async Task Write(List<Change> changes, Action<long> written, CancellationToken ct)
    {
        var transaction = await loader.Connection.BeginTransactionAsync(ct);
        await using var end = new TransactionEnd(transaction);
        var done = 0;
        foreach (var some in changes.Chunk(Batch))
        {
            await loader.Connection.ExecuteAsync(new CommandDefinition(Statement(some), transaction: transaction, commandTimeout: 0, cancellationToken: ct));
            written(done += some.Length);
        }

        await transaction.CommitAsync(ct);
    }

    static string Statement(Change[] changes)
    {
        var sql = new StringBuilder("""
            update catalog.title set rating = new.rating, votes = new.votes
            from (select column1 as id, cast(column2 as integer) as rating, cast(column3 as integer) as votes from (values 
            """);
        foreach (var (title, tenths, votes) in changes)
        {
            sql.Append(CultureInfo.InvariantCulture, $"({title},{tenths?.ToString(CultureInfo.InvariantCulture) ?? "null"},{votes?.ToString(CultureInfo.InvariantCulture) ?? "null"}),");
        }

        sql.Length--;
        return sql.Append(") as given) as new where catalog.title.id = new.id").ToString();
    }

    static int? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
