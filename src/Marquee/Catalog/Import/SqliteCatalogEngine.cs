using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Storage.Moving;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>Generations as files in folders of their own.</summary>
sealed class SqliteCatalogEngine(DataFolder folder, TimeProvider time) : ICatalogEngine
{
    /// <summary>None of these numbers is ever below 0.</summary>
    const string Titles = """
        select id, kind, adult, coalesce(year, -1), coalesce(votes, -1), coalesce(runtime, -1), genres, coalesce(rating, -1), title, original
        from catalog.title order by id
        """;

    public long NeededBytes(ImportSources sources, Func<ImdbFile, double> share) => sources.CatalogBytes(share) + sources.IndexBytes(share);

    public Task<IImportLock?> TryLock(CancellationToken ct) => Task.FromResult<IImportLock?>(ImportLock.TryTake(folder));

    public async Task<IBulkLoader> Begin(int number, int? from, CancellationToken ct) =>
        await SqliteBulkLoader.Begin(folder.CatalogFile(number), from is { } before ? folder.CatalogFile(before) : null, time, ct);

    public Task ReadRows(int generation, StoreTable table, CopiedRows to, CancellationToken ct) => Read(generation, TableRows.InOrder(new Dialect(Engine.Sqlite), table), rows =>
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (table.Columns[column].Kind == ColumnKind.Text)
            {
                to.Add(raw.sqlite3_column_blob(rows, column));
            }
            else
            {
                to.Add(raw.sqlite3_column_type(rows, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(rows, column));
            }
        }

        to.EndRow();
    }, ct);

    public Task ReadTitles(int generation, TakeTitle take, CancellationToken ct) => Read(generation, Titles, rows => TakeRow(rows.DangerousGetHandle(), take), ct);

    public Task ReadNames(int generation, TakeName take, CancellationToken ct) => Read(
        generation, "select title, name, language, region from catalog.aka order by title, ordering",
        rows => take(raw.sqlite3_column_int64(rows, 0), raw.sqlite3_column_blob(rows, 1), raw.sqlite3_column_blob(rows, 2), raw.sqlite3_column_blob(rows, 3)), ct);

    public Task ReadCountries(int generation, TakeCountry take, CancellationToken ct) => Read(
        generation, "select title, country from catalog.country", rows => take(raw.sqlite3_column_int64(rows, 0), raw.sqlite3_column_blob(rows, 1)), ct);

    public Task ReadEpisodes(int generation, TakeEpisode take, CancellationToken ct) => Read(
        generation, "select title, series, season, number from catalog.episode order by title",
        rows => take(raw.sqlite3_column_int64(rows, 0), raw.sqlite3_column_int64(rows, 1), Number(rows, 2), Number(rows, 3)), ct);

    Task Read(int generation, string sql, Action<sqlite3_stmt> take, CancellationToken ct)
    {
        using var database = SqliteConnections.OpenUnlocked(folder.CatalogFile(generation), Store.Catalog);
        BulkWriting.Check(database, raw.sqlite3_prepare_v2(database, sql, out var rows));
        using (rows)
        {
            int result;
            while ((result = raw.sqlite3_step(rows)) == raw.SQLITE_ROW)
            {
                ct.ThrowIfCancellationRequested();
                take(rows);
            }

            BulkWriting.Check(database, result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        }

        return Task.CompletedTask;
    }

    static unsafe void TakeRow(IntPtr row, TakeTitle take) => take(
        new IndexedTitle(
            SqliteCalls.ColumnNumber(row, 0),
            (TitleKind)SqliteCalls.ColumnNumber(row, 1),
            SqliteCalls.ColumnNumber(row, 2) != 0,
            Known(SqliteCalls.ColumnNumber(row, 3)),
            Known(SqliteCalls.ColumnNumber(row, 4)),
            Known(SqliteCalls.ColumnNumber(row, 5)),
            SqliteCalls.ColumnNumber(row, 6),
            Known(SqliteCalls.ColumnNumber(row, 7))),
        new ReadOnlySpan<byte>(SqliteCalls.ColumnText(row, 8), SqliteCalls.ColumnBytes(row, 8)),
        new ReadOnlySpan<byte>(SqliteCalls.ColumnText(row, 9), SqliteCalls.ColumnBytes(row, 9)));

    static int? Known(long number) => number < 0 ? null : (int)number;

    static int? Number(sqlite3_stmt rows, int column) => raw.sqlite3_column_type(rows, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int(rows, column);
}
