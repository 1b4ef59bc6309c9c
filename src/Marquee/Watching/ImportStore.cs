using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The files of members and their rows.</summary>
sealed class ImportStore(Database database)
{
    const string Columns = """
        id, member, source, layout, file_name as FileName, header, state, row_count as RowCount, new_count as NewCount, changed_count as ChangedCount,
        known_count as KnownCount, lacking_count as LackingCount, rejected_count as RejectedCount, created_at as CreatedAt, applied_at as AppliedAt,
        fact, undo_fact as UndoFact, job
        """;

    const string RowColumns = """
        line, class, title, name, original, year, kind, runtime, genres, rating, rated_at as RatedAt, listed, was, reason, cells, result
        """;

    public Task<long> Add(Writing writing, StoredImport import) => writing.First<long>("""
        insert into house.import (member, source, layout, file_name, header, state, row_count, new_count, changed_count, known_count, lacking_count, rejected_count, created_at)
        values (@Member, @Source, @Layout, @FileName, @Header, @State, @RowCount, @NewCount, @ChangedCount, @KnownCount, @LackingCount, @RejectedCount, @CreatedAt)
        returning id
        """, import);

    public Task AddRows(long import, IReadOnlyCollection<NewImportRow> rows, CancellationToken ct) =>
        database.Write(Store.House, writing => ImportRowInsert.Add(writing, import, rows), ct);

    /// <summary>The preview becomes visible once all its rows are there.</summary>
    public Task SetCounts(long import, ImportCounts counts, int rows, CancellationToken ct) => database.Write(Store.House, writing => writing.Execute("""
        update house.import set row_count = @rows, new_count = @New, changed_count = @Changed, known_count = @Known, lacking_count = @NotInCatalog, rejected_count = @Unreadable
        where id = @import
        """, new { import, rows, counts.New, counts.Changed, counts.Known, counts.NotInCatalog, counts.Unreadable }), ct);

    public async Task<StoredImport?> Find(long id, CancellationToken ct) => await Query<StoredImport>($"select {Columns} from house.import where id = @id", new { id }, ct) is [var found] ? found : null;

    public static Task<StoredImport?> Find(Writing writing, long id) => writing.First<StoredImport>($"select {Columns} from house.import where id = @id", new { id });

    public Task<IReadOnlyList<StoredImport>> Of(long member, CancellationToken ct) =>
        Query<StoredImport>($"select {Columns} from house.import where member = @member order by id desc", new { member }, ct);

    /// <returns>True when the state was <paramref name="from"/> and is now <paramref name="to"/>: of two who try, one does it.</returns>
    public static async Task<bool> Move(Writing writing, long id, string from, string to) =>
        await writing.Execute("update house.import set state = @to where id = @id and state = @from", new { id, from, to }) == 1;

    /// <returns>False when the member has by now all that the file says.</returns>
    public static async Task<bool> Changes(Writing writing, long import, long member) => await writing.First<int?>("""
        select 1 from house.import_row i
        where i.import = @import and i.class in (1, 2, 4) and i.result is null and (
          (i.rating is not null and not exists (
            select 1 from house.rating r where r.member = @member and r.title = i.title and r.value = i.rating))
          or (i.listed and not exists (
            select 1 from house.watchlist_entry w where w.member = @member and w.title = i.title)))
        limit 1
        """, new { import, member }) is not null;

    public static Task SetFact(Writing writing, long id, long fact) => writing.Execute("update house.import set fact = @fact where id = @id", new { id, fact });

    public static Task SetUndoFact(Writing writing, long id, long fact) => writing.Execute("update house.import set undo_fact = @fact where id = @id", new { id, fact });

    public static Task SetAppliedAt(Writing writing, long id, long at) => writing.Execute("update house.import set applied_at = @at where id = @id", new { id, at });

    public Task SetJob(long id, long job, CancellationToken ct) =>
        database.Write(Store.House, writing => writing.Execute("update house.import set job = @job where id = @id", new { id, job }), ct);

    /// <summary>Forgets a preview and its rows.</summary>
    /// <returns>False when it is no preview any more: somebody has just agreed to it.</returns>
    public Task<bool> Remove(long id, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        if (await writing.Execute("delete from house.import where id = @id and state = 'preview'", new { id }) == 0)
        {
            return false;
        }

        await writing.Execute("delete from house.import_row where import = @id", new { id });
        return true;
    }, ct);

    /// <returns>Previews that were made before the instant (unix seconds) and never applied.</returns>
    public Task<IReadOnlyList<long>> PreviewsBefore(long at, CancellationToken ct) =>
        Query<long>("select id from house.import where state = 'preview' and created_at < @at order by id", new { at }, ct);

    public Task<IReadOnlyList<StoredImportRow>> Rows(long import, ImportClass of, int limit, CancellationToken ct) => Query<StoredImportRow>(
        $"select {RowColumns} from house.import_row where import = @import and class = @of order by line limit @limit", new { import, of = (int)of, limit }, ct);

    /// <summary>The rows that are to be applied and have no result yet.</summary>
    /// <param name="after">The last line that the caller has dealt with.</param>
    public Task<IReadOnlyList<StoredImportRow>> Waiting(long import, int after, int limit, CancellationToken ct) => Query<StoredImportRow>(
        $"select {RowColumns} from house.import_row where import = @import and line > @after and class in (1, 2, 4) and result is null order by line limit @limit", new { import, after, limit }, ct);

    /// <summary>The rows that were applied and not taken back yet.</summary>
    public Task<IReadOnlyList<int>> ToUndo(long import, int after, int limit, CancellationToken ct) => Query<int>(
        "select line from house.import_row where import = @import and line > @after and result = 1 and undone is null order by line limit @limit", new { import, after, limit }, ct);

    /// <summary>Every row that is not applied and says why, or was left when the import was stopped; in the order of the file.</summary>
    public Task<IReadOnlyList<StoredImportRow>> Rejected(long import, bool stopped, CancellationToken ct) => Query<StoredImportRow>($"""
        select {RowColumns} from house.import_row
        where import = @import and (class in (5, 6) or (class = 3 and reason is not null) or (@stopped and class in (1, 2, 4) and result is null))
        order by line
        """, new { import, stopped }, ct);

    public async Task<ImportTally> Tally(long import, CancellationToken ct) => (await Query<ImportTally>("""
        select count(case when class <> 6 then 1 end) as ToApply, count(case when class = 6 then 1 end) as Repeated, count(case when result = 1 then 1 end) as Applied, count(case when result = 2 then 1 end) as Same,
               count(case when undone = 1 then 1 end) as Undone, count(case when undone = 2 then 1 end) as LeftAlone
        from house.import_row where import = @import and class in (1, 2, 4, 6)
        """, new { import }, ct))[0];

    async Task<IReadOnlyList<T>> Query<T>(string sql, object parameters, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }
}
