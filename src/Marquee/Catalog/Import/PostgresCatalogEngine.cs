using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>Generations as schemas named by their number, filled by binary COPY.</summary>
sealed class PostgresCatalogEngine(PostgresDatabase database, TimeProvider time) : ICatalogEngine
{
    const string Titles = "copy (select id, kind, adult, year, votes, title, original from catalog.title order by id) to stdout (format binary)";

    /// <summary>The tables lie on the server, which does not tell how much room it has: only the search index counts.</summary>
    public long NeededBytes(ImportSources sources) => sources.IndexBytes;

    public async Task<IImportLock?> TryLock(CancellationToken ct) => await ImportSessionLock.TryTake(database, ct);

    public async Task<IBulkLoader> Begin(int number, int? from, CancellationToken ct) => await PostgresBulkLoader.Begin(database, number, from, time, ct);

    public async Task ReadTitles(int generation, TakeTitle take, CancellationToken ct)
    {
        await using var connection = await database.Open(generation, ct);
        await using var stream = await connection.Inner.BeginRawBinaryCopyAsync(connection.Named(Titles), ct);
        var rows = new CopyOut(stream);
        try
        {
            while (rows.Next())
            {
                take(rows.Number(0)!.Value, (TitleKind)rows.Number(1)!.Value, rows.Number(2) != 0, (int?)rows.Number(3), (int?)rows.Number(4), rows.Text(5), rows.Text(6));
                ct.ThrowIfCancellationRequested();
            }
        }
        catch
        {
            await stream.CancelAsync();
            throw;
        }
    }
}
