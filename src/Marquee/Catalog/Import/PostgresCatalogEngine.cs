using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Storage.Moving;
using Npgsql;

namespace Marquee.Catalog.Import;

/// <summary>Generations as schemas named by their number, filled by binary COPY.</summary>
sealed class PostgresCatalogEngine(PostgresDatabase database, TimeProvider time) : ICatalogEngine
{
    /// <summary>The tables lie on the server, which does not tell how much room it has: only the search index counts.</summary>
    public long NeededBytes(ImportSources sources, Func<ImdbFile, double> share) => sources.IndexBytes(share);

    public async Task<IImportLock?> TryLock(CancellationToken ct) => await ImportSessionLock.TryTake(database, ct);

    public async Task<IBulkLoader> Begin(int number, int? from, CancellationToken ct) => await PostgresBulkLoader.Begin(database, number, from, time, ct);

    public Task ReadRows(int generation, StoreTable table, CopiedRows to, CancellationToken ct) => Read(generation, TableRows.InOrder(database.Dialect, table), rows =>
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (table.Columns[column].Kind == ColumnKind.Text)
            {
                to.Add(rows.Text(column));
            }
            else
            {
                to.Add(rows.Number(column));
            }
        }

        to.EndRow();
    }, ct);

    public Task ReadTitles(int generation, TakeTitle take, CancellationToken ct) => Read(
        generation, "select id, kind, adult, year, votes, runtime, genres, rating, title, original from catalog.title order by id",
        rows => take(
            new IndexedTitle(
                rows.Number(0)!.Value, (TitleKind)rows.Number(1)!.Value, rows.Number(2) != 0, (int?)rows.Number(3), (int?)rows.Number(4), (int?)rows.Number(5), rows.Number(6)!.Value, (int?)rows.Number(7)),
            rows.Text(8), rows.Text(9)), ct);

    public Task ReadNames(int generation, TakeName take, CancellationToken ct) => Read(
        generation, "select title, name, language, region from catalog.aka order by title, ordering",
        rows => take(rows.Number(0)!.Value, rows.Text(1), rows.Text(2), rows.Text(3)), ct);

    public Task ReadCountries(int generation, TakeCountry take, CancellationToken ct) => Read(
        generation, "select title, country from catalog.country", rows => take(rows.Number(0)!.Value, rows.Text(1)), ct);

    public Task ReadEpisodes(int generation, TakeEpisode take, CancellationToken ct) => Read(
        generation, "select title, series, season, number from catalog.episode order by title",
        rows => take(rows.Number(0)!.Value, rows.Number(1)!.Value, (int?)rows.Number(2), (int?)rows.Number(3)), ct);

    async Task Read(int generation, string sql, Action<CopyOut> take, CancellationToken ct)
    {
        await using var connection = await database.Open(generation, ct);
        await using var stream = await connection.Inner.BeginRawBinaryCopyAsync(connection.Named($"copy ({sql}) to stdout (format binary)"), ct);
        var rows = new CopyOut(stream);
        try
        {
            while (rows.Next())
            {
                take(rows);
                ct.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            // Otherwise the server has ended it, or is gone.
            await stream.CancelAsync();
            throw;
        }
    }
}
