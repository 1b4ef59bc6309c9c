using Marquee.Catalog.Import;
using SQLitePCL;

namespace Marquee.Catalog.Refresh;

/// <summary>Compares every title with its new rating, rewrites those that differ, and counts all of them anew for best lists.</summary>
sealed class RatingUpdate(sqlite3 database)
{
    readonly record struct Change(long Title, int? Tenths, int? Votes);

    /// <param name="table">Sorted.</param>
    /// <param name="written">Told now and then how many are written.</param>
    /// <param name="ct">Stops; the caller drops the transaction.</param>
    /// <returns>How many titles have changed.</returns>
    public long Run(RatingTable table, Action<long> written, CancellationToken ct)
    {
        var tally = new Tally();
        var changes = Compare(table, tally, ct);
        Execute("delete from catalog.tally");
        tally.Store(database);
        Write(changes, written, ct);
        return changes.Count;
    }

    List<Change> Compare(RatingTable table, Tally tally, CancellationToken ct)
    {
        var changes = new List<Change>();
        using var titles = Prepare("select id, kind, year, genres, adult, rating, votes from catalog.title");
        int result;
        for (var row = 0; (result = raw.sqlite3_step(titles)) == raw.SQLITE_ROW; row++)
        {
            if ((row & 0xffff) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            var id = raw.sqlite3_column_int64(titles, 0);
            var (tenths, votes) = table.Find(id);
            if (tenths != Number(titles, 5) || votes != Number(titles, 6))
            {
                changes.Add(new Change(id, tenths, votes));
            }

            tally.Add(
                (TitleKind)raw.sqlite3_column_int(titles, 1), Number(titles, 2), raw.sqlite3_column_int64(titles, 3), raw.sqlite3_column_int(titles, 4) != 0, tenths, votes);
        }

        BulkWriting.Check(database, result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return changes;
    }

    /// <summary>In the order of the titles, which is that of the file.</summary>
    void Write(List<Change> changes, Action<long> written, CancellationToken ct)
    {
        using var update = Prepare("update catalog.title set rating = ?1, votes = ?2 where id = ?3");
        for (var i = 0; i < changes.Count; i++)
        {
            if ((i & 0x3fff) == 0)
            {
                ct.ThrowIfCancellationRequested();
                written(i);
            }

            Bind(update, 1, changes[i].Tenths);
            Bind(update, 2, changes[i].Votes);
            raw.sqlite3_bind_int64(update, 3, changes[i].Title);
            var result = raw.sqlite3_step(update);
            BulkWriting.Check(database, result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
            raw.sqlite3_reset(update);
        }
    }

    sqlite3_stmt Prepare(string sql)
    {
        BulkWriting.Check(database, raw.sqlite3_prepare_v2(database, sql, out var statement));
        return statement;
    }

    void Execute(string sql) => BulkWriting.Check(database, raw.sqlite3_exec(database, sql));

    static void Bind(sqlite3_stmt statement, int at, int? value)
    {
        if (value is { } number)
        {
            raw.sqlite3_bind_int(statement, at, number);
        }
        else
        {
            raw.sqlite3_bind_null(statement, at);
        }
    }

    static int? Number(sqlite3_stmt row, int column) => raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int(row, column);
}
