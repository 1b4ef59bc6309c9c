using Marquee.Texts;

namespace Marquee.Storage.Moving;

/// <param name="Done">Rows copied and rows compared.</param>
/// <param name="Total">Twice the rows of the house: every row is copied and then compared.</param>
public sealed record MoveProgress(long Done, long Total, Text Sentence);

/// <summary>
/// Carries a house to another database, row by row in the order of each table's key. What is there already was copied by an
/// earlier, interrupted move from the same place, so the last key of the target is where it goes on. Both databases are open and
/// of this release, and nobody else uses them; the source is only read.
/// </summary>
/// <param name="place">Where the source is, without secrets: an unfinished move goes on only from there.</param>
public sealed class HouseMove(Database from, Database to, string place, TimeProvider time)
{
    const int RowsAtOnce = 5000;

    /// <summary>The engines' own notes, and the catalog generation, which is told once the catalog is there.</summary>
    static readonly HashSet<string> Stays = ["migration", "generation"];

    readonly Settings _target = new(to, time);

    sealed record Mark(string From, DateTimeOffset StartedAt);

    /// <param name="report">Told about every batch.</param>
    /// <param name="ct">Stops; the next move goes on from there.</param>
    /// <param name="also">Carries what is no row of these stores, before the target counts as a house; may be null.</param>
    /// <returns>Every table with its count and checksum.</returns>
    /// <exception cref="Refusal">The target holds another house, or is not the same in the end.</exception>
    public async Task<IReadOnlyList<MovedTable>> Run(Action<MoveProgress> report, CancellationToken ct, Func<Task<IReadOnlyList<MovedTable>>>? also = null)
    {
        var tables = await Tables(ct);
        await Begin(tables, ct);
        await Copy(tables, report, ct);
        IReadOnlyList<MovedTable> moved = [.. await Verify(tables, report, ct), .. also is null ? [] : await also()];
        await to.Write(Store.House, writing => writing.Execute("delete from house.setting where name = @Mark", new { TableRows.Mark }), ct);
        return moved;
    }

    /// <returns>The tables to carry, as PostgreSQL describes them, which is more exact.</returns>
    /// <exception cref="InvalidOperationException">The two sides differ in their tables although both are of this release.</exception>
    internal async Task<IReadOnlyList<StoreTable>> Tables(CancellationToken ct)
    {
        var (ours, theirs) = (await Tables(from, ct), await Tables(to, ct));
        return Described(ours).SequenceEqual(Described(theirs))
            ? from.Dialect.Engine == Engine.Postgres ? ours : theirs
            : throw new InvalidOperationException("The migrations of the two engines make different tables.");

        static IEnumerable<string> Described(IEnumerable<StoreTable> tables) =>
            tables.Select(t => $"{t.FullName} ({string.Join(", ", t.Columns.Select(c => c.Name))}) by {string.Join(", ", t.Key)}, {t.Numbered}");
    }

    internal async Task Copy(IReadOnlyList<StoreTable> tables, Action<MoveProgress> report, CancellationToken ct)
    {
        var total = await Total(tables, ct);
        var done = 0L;
        foreach (var table in tables)
        {
            done += await TableRows.Count(to, table, ct);
            report(new MoveProgress(done, total, new Text("storage.move.copying", ("table", table.FullName))));
            var after = await TableRows.LastKey(to, table, ct);
            await foreach (var rows in TableRows.Read(from, table, after, ct).Chunk(RowsAtOnce).WithCancellation(ct))
            {
                await to.Write(table.Store, writing => TableWriting.Add(writing, table, rows), ct);
                done += rows.Length;
                report(new MoveProgress(done, total, new Text("storage.move.copying", ("table", table.FullName))));
            }

            if (table.Numbered)
            {
                await Numbering.Carry(from, to, table, ct);
            }
        }
    }

    internal async Task<IReadOnlyList<MovedTable>> Verify(IReadOnlyList<StoreTable> tables, Action<MoveProgress> report, CancellationToken ct)
    {
        var total = await Total(tables, ct);
        var done = total / 2;
        var moved = new List<MovedTable>();
        foreach (var table in tables)
        {
            moved.Add(await TableComparison.Compare(from, to, table, Seen, ct));

            void Seen()
            {
                if (++done % RowsAtOnce == 0)
                {
                    report(new MoveProgress(done, total, new Text("storage.move.comparing", ("table", table.FullName))));
                }
            }
        }

        report(new MoveProgress(total, total, new Text("storage.move.compared")));
        return moved;
    }

    async Task Begin(IReadOnlyList<StoreTable> tables, CancellationToken ct)
    {
        if (await _target.Find<Mark>(TableRows.Mark, ct) is { } mark)
        {
            if (mark.From != place)
            {
                throw new Refusal("storage.move.other", ("from", mark.From));
            }

            return;
        }

        foreach (var table in tables)
        {
            if (await TableRows.LastKey(to, table, ct) is not null)
            {
                throw new Refusal("storage.move.notEmpty", ("table", table.FullName));
            }
        }

        await _target.Set(TableRows.Mark, new Mark(place, time.GetUtcNow()), ct);
    }

    async Task<long> Total(IReadOnlyList<StoreTable> tables, CancellationToken ct)
    {
        var rows = 0L;
        foreach (var table in tables)
        {
            rows += await TableRows.Count(from, table, ct);
        }

        return 2 * rows;
    }

    static async Task<IReadOnlyList<StoreTable>> Tables(Database database, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var all = new List<StoreTable>();
        foreach (var store in StoreNames.Migrated)
        {
            all.AddRange((await StoreTable.Of(connection, database.Dialect, store, ct)).Where(t => !Stays.Contains(t.Name)));
        }

        return all;
    }
}
