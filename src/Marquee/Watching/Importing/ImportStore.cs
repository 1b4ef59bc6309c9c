using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>The files of members and their rows.</summary>
sealed class ImportStore(Database database)
{
    const string Columns = """
        id, member, source, layout, file_name as FileName, header, state, row_count as RowCount, new_count as NewCount, changed_count as ChangedCount,
        known_count as KnownCount, lacking_count as LackingCount, rejected_count as RejectedCount, created_at as CreatedAt, applied_at as AppliedAt,
        fact, undo_fact as UndoFact, job, remarks, guessed, arrived
        """;

    const string RowColumns = """
        number, part, line, class, title, name, original, year, kind, runtime, genres, rating, rated_at as RatedAt, listed, was, reason, cells, result, undone, said, note, conflicts,
        watched_at as WatchedAt, plays, list, season, episode, episode_name as EpisodeName, lacking, certainty, evidence, candidates, question,
        own_key as OwnKey, name_key as NameKey, series_key as SeriesKey, decided_by as DecidedBy
        """;

    /// <summary>For a comparison that rows without a title pass.</summary>
    const string RowTitle = "coalesce(title, 0)";

    public Task<long> Add(Writing writing, StoredImport import) => writing.First<long>("""
        insert into house.import (member, source, layout, file_name, header, state, row_count, new_count, changed_count, known_count, lacking_count, rejected_count, created_at, remarks, guessed, arrived)
        values (@Member, @Source, @Layout, @FileName, @Header, @State, @RowCount, @NewCount, @ChangedCount, @KnownCount, @LackingCount, @RejectedCount, @CreatedAt, @Remarks, @Guessed, @Arrived)
        returning id
        """, import);

    public Task AddRows(long import, IReadOnlyCollection<NewImportRow> rows, CancellationToken ct) =>
        database.Write(Store.House, writing => ImportRowInsert.Add(writing, import, rows), ct);

    /// <summary>Counts the classes anew; a preview becomes visible with it.</summary>
    /// <param name="rows">Null: as many as before.</param>
    public static async Task Count(Writing writing, long import, int? rows = null)
    {
        var counts = (await writing.Query<ClassRow>("select class, count(*) as Rows from house.import_row where import = @import group by class", new { import }))
            .ToDictionary(c => (ImportClass)c.Class, c => c.Rows);
        await writing.Execute("""
            update house.import set row_count = coalesce(@rows, row_count), new_count = @added, changed_count = @changed, known_count = @known, lacking_count = @lacking, rejected_count = @rejected
            where id = @import
            """, new
        {
            import,
            rows,
            added = counts.GetValueOrDefault(ImportClass.New),
            changed = counts.GetValueOrDefault(ImportClass.Changed),
            known = counts.GetValueOrDefault(ImportClass.Known),
            lacking = counts.GetValueOrDefault(ImportClass.NotInCatalog),
            rejected = counts.GetValueOrDefault(ImportClass.Unreadable),
        });
    }

    public async Task<StoredImport?> Find(long id, CancellationToken ct) => await Query<StoredImport>($"select {Columns} from house.import where id = @id", new { id }, ct) is [var found] ? found : null;

    public static Task<StoredImport?> Find(Writing writing, long id) => writing.First<StoredImport>($"select {Columns} from house.import where id = @id", new { id });

    public Task<IReadOnlyList<StoredImport>> Of(long member, CancellationToken ct) =>
        Query<StoredImport>($"select {Columns} from house.import where member = @member order by id desc", new { member }, ct);

    /// <returns>True when the state was <paramref name="from"/> and is now <paramref name="to"/>: of two who try, one does it.</returns>
    public static async Task<bool> Move(Writing writing, long id, string from, string to) =>
        await writing.Execute("update house.import set state = @to where id = @id and state = @from", new { id, from, to }) == 1;

    /// <returns>False when the member has by now all that the file says.</returns>
    public static async Task<bool> Changes(Writing writing, long import, long member) => await writing.First<int?>($"""
        select 1 from house.import_row r where r.import = @import and {ImportApplication.Waiting} and {await ImportSteps.Effects(writing, import)} > 0 limit 1
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
        await writing.Execute("delete from house.import_list where import = @id", new { id });
        return true;
    }, ct);

    /// <returns>Previews that were made before the instant (unix seconds) and never applied.</returns>
    public Task<IReadOnlyList<long>> PreviewsBefore(long at, CancellationToken ct) =>
        Query<long>("select id from house.import where state = 'preview' and created_at < @at order by id", new { at }, ct);

    /// <summary>What of a file is beyond a ceiling: rows of titles that the catalog hides and of those it lacks alike, so that neither tells which it is.</summary>
    public async Task<HiddenOwn> Hidden(long import, Sight sight, CancellationToken ct) => sight.Only is null
        ? HiddenOwn.Nothing(database.Dialect)
        : new HiddenOwn(database.Dialect, [.. (await Query<long>("select distinct title from house.import_row where import = @import and title is not null", new { import }, ct)).Where(title => !sight.Shows(new TitleId(title)))]);

    /// <param name="after">The number of the last row that the caller has seen.</param>
    /// <param name="hidden">Rows that are left out.</param>
    public Task<IReadOnlyList<StoredImportRow>> Rows(long import, ImportClass of, int limit, CancellationToken ct, int after = 0, HiddenOwn? hidden = null) => Query<StoredImportRow>(
        $"select {RowColumns} from house.import_row where import = @import and class = @of and number > @after {hidden?.But(RowTitle)} order by number limit @limit",
        With(hidden, new { import, of = (int)of, limit, after }), ct);

    public async Task<StoredImportRow?> Row(long import, int number, CancellationToken ct) => await Query<StoredImportRow>(
        $"select {RowColumns} from house.import_row where import = @import and number = @number", new { import, number }, ct) is [var found] ? found : null;

    /// <summary>Rows that still ask, and are asked for by one of the keys.</summary>
    public Task<IReadOnlyList<StoredImportRow>> Asking(long import, string? own, string? name, string? series, CancellationToken ct) => Query<StoredImportRow>($"""
        select {RowColumns} from house.import_row
        where import = @import and class in (8, 9) and result is null and question is not null
          and (own_key = cast(@own as text) or name_key = cast(@name as text) or series_key = cast(@series as text)) order by number
        """, new { import, own, name, series }, ct);

    /// <summary>Rows of a series whose titles were found without asking, and are not applied.</summary>
    public Task<IReadOnlyList<StoredImportRow>> FoundOf(long import, string series, CancellationToken ct) => Query<StoredImportRow>($"""
        select {RowColumns} from house.import_row
        where import = @import and class in (1, 2, 3, 6, 7) and result is null and question is not null and series_key = @series order by number
        """, new { import, series }, ct);

    /// <summary>Gives a row its title, or none; <see cref="ImportClassification"/> then says what that changes.</summary>
    public static Task SetMatch(Writing writing, long import, int number, RowMatch match, bool lacking, int? kind) => writing.Execute("""
        update house.import_row set title = @title, class = @class, lacking = @lacking, certainty = @Certainty, evidence = @evidence, candidates = @candidates, kind = coalesce(@kind, kind)
        where import = @import and number = @number and result is null
        """, new
    {
        import,
        number,
        title = match.Title?.Number,
        @class = (int)(match.Declined ? ImportClass.LeftOut : match.Title is null ? ImportClass.Unmatched : ImportClass.New),
        lacking,
        match.Certainty,
        evidence = match.ToldEvidence,
        candidates = match.ToldCandidates,
        kind,
    });

    /// <summary>The rows that are to be applied and have no result yet.</summary>
    /// <param name="after">The last row that the caller has dealt with.</param>
    public Task<IReadOnlyList<StoredImportRow>> Waiting(long import, int after, int limit, CancellationToken ct) => Query<StoredImportRow>(
        $"select {RowColumns} from house.import_row where import = @import and number > @after and {ImportApplication.Waiting} order by number limit @limit", new { import, after, limit }, ct);

    /// <summary>The rows that were applied and not taken back yet.</summary>
    public Task<IReadOnlyList<int>> ToUndo(long import, int after, int limit, CancellationToken ct) => Query<int>(
        "select number from house.import_row where import = @import and number > @after and result = 1 and undone is null order by number limit @limit", new { import, after, limit }, ct);

    /// <summary>Every row that is not applied and says why, or was left when the import was stopped; in the order of the file.</summary>
    /// <param name="hidden">Rows that are left out.</param>
    public Task<IReadOnlyList<StoredImportRow>> Rejected(long import, bool stopped, HiddenOwn hidden, CancellationToken ct) => Query<StoredImportRow>($"""
        select {RowColumns} from house.import_row
        where import = @import and (class in (5, 6, 7, 8, 9) or (class = 3 and reason is not null) or (@stopped and {ImportApplication.Waiting})) {hidden.But(RowTitle)}
        order by number
        """, hidden.With(new { import, stopped }), ct);

    /// <param name="hidden">Rows that are not counted; the work on a file counts them all.</param>
    public async Task<ImportTally> Tally(long import, CancellationToken ct, HiddenOwn? hidden = null) => (await Query<ImportTally>($"""
        select count(case when class in (1, 2, 4, 7) and effects > 0 then 1 end) as ToApply, count(case when class in (1, 2, 4, 7) and effects > 0 and result is null then 1 end) as Waiting,
               count(case when result = 1 then 1 end) as Applied, count(case when result = 2 then 1 end) as Same,
               count(case when undone = 1 then 1 end) as Undone, count(case when undone = 2 then 1 end) as LeftAlone,
               count(case when class = 1 then 1 end) as New, count(case when class = 2 then 1 end) as Changed, count(case when class = 3 then 1 end) as Known,
               count(case when class = 4 then 1 end) as Lacking, count(case when class = 5 then 1 end) as Unreadable,
               count(case when class = 6 then 1 end) as Repeated, count(case when class = 7 then 1 end) as Conflicting,
               count(case when class = 8 then 1 end) as Unmatched, count(case when class = 9 then 1 end) as LeftOut,
               count(distinct case when class in (1, 2, 4, 7) and effects > 0 and kind not in (4, 5, 6) then title end) as Films,
               count(distinct case when class in (1, 2, 4, 7) and effects > 0 and kind = 6 then title end) as Episodes,
               count(case when class in (1, 2, 4, 7) and (effects & 1) > 0 then 1 end) as Ratings, count(case when class in (1, 2, 4, 7) and (effects & 2) > 0 then 1 end) as Watches,
               count(case when class in (1, 2, 4, 7) and (effects & 4) > 0 then 1 end) as Watchlist, count(case when class in (1, 2, 4, 7) and (effects & 8) > 0 then 1 end) as Listed,
               count(case when class in (1, 2, 4, 7) and (effects & 16) > 0 then 1 end) as Likes, count(case when class in (1, 2, 4, 7) and (effects & 32) > 0 then 1 end) as NotInterested,
               count(case when class in (1, 2, 4, 7) and (effects & 64) > 0 then 1 end) as Notes
        from house.import_row where import = @import {hidden?.But(RowTitle)}
        """, With(hidden, new { import }), ct))[0];

    static object With(HiddenOwn? hidden, object parameters) => hidden?.With(parameters) ?? parameters;

    sealed record ClassRow
    {
        public int Class { get; init; }

        public long Rows { get; init; }
    }

    async Task<IReadOnlyList<T>> Query<T>(string sql, object parameters, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }
}
