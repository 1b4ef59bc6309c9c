using Dapper;
using Marquee.Catalog.Refresh;
using Marquee.Storage;
using Marquee.Storage.Moving;
using Marquee.Texts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marquee.Catalog.Import;

/// <summary>
/// Carries the current generation of the catalog to the other engine: its tables row by row, compared by their checksums, and its
/// index files. It is built like an import, so what an interrupted move left is dropped and made anew. Nobody else uses either
/// database; the source is only read.
/// </summary>
/// <param name="fromFolder">Of the house that is moved.</param>
/// <param name="toFolder">Of the house that it becomes; with PostgreSQL the folder of this node, so it may be the same.</param>
public sealed class CatalogMove(Database from, DataFolder fromFolder, Database to, DataFolder toFolder, TimeProvider time)
{
    readonly ICatalogEngine _source = CatalogEngines.Of(from, fromFolder, time);
    readonly ICatalogEngine _target = CatalogEngines.Of(to, toFolder, time);

    /// <returns>Every table with its count and checksum; none when there was no catalog.</returns>
    /// <exception cref="Refusal">A table is not the same on both sides.</exception>
    public async Task<IReadOnlyList<MovedTable>> Run(Action<MoveProgress> report, CancellationToken ct)
    {
        var current = await new Generations(from, time).Find(ct);
        if (current.Number == 0)
        {
            return [];
        }

        await to.Drop(current.Number, ct);
        Directory.CreateDirectory(toFolder.Generation(current.Number));
        var tables = await Tables(ct);
        var told = new Told(2 * await Expected(current.Number, ct), report);
        IReadOnlyList<MovedTable> moved;
        await using (var loader = await _target.Begin(current.Number, null, ct))
        {
            moved = await Copy(loader, current.Number, tables, told, ct);
            report(new MoveProgress(told.Done, told.Total, new Text("catalog.import.indexes")));
            await loader.Migrate(int.MaxValue, ct);
            await loader.Finish(ct);
        }

        await Compare(current.Number, tables, moved, told, ct);
        await Indexes(current.Number, report, ct);
        await new Generations(to, time).Adopt(current, ct);
        return moved;
    }

    async Task<IReadOnlyList<MovedTable>> Copy(IBulkLoader loader, int generation, IReadOnlyList<StoreTable> tables, Told told, CancellationToken ct)
    {
        var moved = new List<MovedTable>();
        foreach (var table in tables)
        {
            await using var load = await loader.Load(table.FullName, string.Concat(table.Columns.Select(c => c.Kind == ColumnKind.Text ? 't' : 'n')), ct);
            using var rows = new CopiedRows(batch =>
            {
                load.Write(batch, static (_, _, _) => throw new InvalidOperationException("A row of the catalog came twice."));
                told.Rows(batch.Rows, "storage.move.copying", table);
            });
            await _source.ReadRows(generation, table, rows, ct);
            moved.Add(new MovedTable(table.FullName, rows.Rows, rows.End()));
            await load.Finish(ct);
        }

        return moved;
    }

    async Task Compare(int generation, IReadOnlyList<StoreTable> tables, IReadOnlyList<MovedTable> moved, Told told, CancellationToken ct)
    {
        foreach (var (table, expected) in tables.Zip(moved))
        {
            using var rows = new CopiedRows(batch => told.Rows(batch.Rows, "storage.move.comparing", table));
            await _target.ReadRows(generation, table, rows, ct);
            if (new MovedTable(table.FullName, rows.Rows, rows.End()) is var there && there != expected)
            {
                throw new Refusal("storage.move.notTheSame", ("what", new Text("storage.move.otherSum", ("table", table.FullName), ("here", expected.Rows), ("there", there.Rows))));
            }
        }
    }

    /// <summary>The same bytes on both engines: fetched from PostgreSQL, or kept there. A generation without them gets new ones.</summary>
    async Task Indexes(int generation, Action<MoveProgress> report, CancellationToken ct)
    {
        report(new MoveProgress(0, 0, new Text("catalog.import.searchIndex")));
        var folder = toFolder.Generation(generation);
        if (from.Dialect.Engine == Engine.Postgres)
        {
            using var kept = new StoredIndex(from, toFolder, NullLogger<StoredIndex>.Instance);
            await kept.Fetch(generation, ct);
        }

        if (!File.Exists(SearchIndexes.File(folder)) || !File.Exists(BrowseIndexes.File(folder)))
        {
            await Task.Run(() => SearchRebuild.Run(_target, generation, folder, _ => { }, ct), ct);
        }

        using var keeping = new StoredIndex(to, toFolder, NullLogger<StoredIndex>.Instance);
        await keeping.Keep(generation, ct);
        Disk.Flush(folder);
    }

    /// <summary>As SQLite has them, which is always one of the two: the other keeps index files in tables of its own.</summary>
    async Task<IReadOnlyList<StoreTable>> Tables(CancellationToken ct)
    {
        var sqlite = from.Dialect.Engine == Engine.Sqlite ? from : to;
        await using var connection = await sqlite.Read(0, ct);
        return [.. (await StoreTable.Of(connection, sqlite.Dialect, Store.Catalog, ct)).Where(t => t.Name != "migration")];
    }

    /// <returns>Rows of the generation, nearly: counting them would take as long as reading them.</returns>
    async Task<long> Expected(int generation, CancellationToken ct)
    {
        await using var connection = await from.Read(generation, ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("select coalesce(sum(stored), 0) from catalog.source_file where name <> 'title.ratings'", cancellationToken: ct));
    }

    sealed class Told(long total, Action<MoveProgress> report)
    {
        public long Done { get; private set; }

        public long Total => Math.Max(total, Done);

        public void Rows(int rows, string what, StoreTable table)
        {
            Done += rows;
            report(new MoveProgress(Done, Total, new Text(what, ("table", table.FullName))));
        }
    }
}
