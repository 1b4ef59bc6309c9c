using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>The merges and what each room kept of them.</summary>
sealed class TitleMergeStore(Database database)
{
    /// <summary>Two hosts who merge crosswise at the same moment must not make a circle.</summary>
    public static Task Lock(Writing house) => house.Dialect.Engine == Engine.Postgres
        ? house.Execute("lock table house.title_merge in share row exclusive mode")
        : Task.CompletedTask;

    public static Task<long> Add(Writing house, TitleId from, TitleId to, long member, long at) => house.First<long>("""
        insert into house.title_merge (title, into_title, redirects, state, member, created_at)
        values (@from, @to, @from, 'merging', @member, @at) returning id
        """, new { from = from.Number, to = to.Number, member, at });

    public static Task<TitleMerge?> Find(Writing house, long id) =>
        house.First<TitleMerge>($"select {TitleMerge.Columns} from house.title_merge where id = @id", new { id });

    /// <returns>The merge that leads on from this title; null when there is none.</returns>
    public static Task<TitleMerge?> From(Writing house, TitleId title) =>
        house.First<TitleMerge>($"select {TitleMerge.Columns} from house.title_merge where redirects = @title", new { title = title.Number });

    public static Task SetFact(Writing house, long id, long fact) => house.Execute("update house.title_merge set fact = @fact where id = @id", new { id, fact });

    public static Task Undoing(Writing house, long id, long fact) => house.Execute(
        "update house.title_merge set state = 'undoing', redirects = null, undo_fact = @fact where id = @id", new { id, fact });

    /// <summary>Notes that everything that followed is done too.</summary>
    public static Task Finished(Writing house, long id, string state) => house.Execute(
        "update house.title_merge set state = @to where id = @id and state = @state", new { id, state, to = state == "merging" ? "merged" : "undone" });

    public static Task<int> Passes(Writing house, long id) =>
        house.First<int>("select coalesce(max(pass) + 1, 0) from house.title_merge_part where merge = @id", new { id });

    public static Task Keep(Writing house, long id, int pass, string room, string kept) => house.Execute(
        "insert into house.title_merge_part (merge, pass, room, kept) values (@id, @pass, @room, @kept)", new { id, pass, room, kept });

    /// <returns>Latest first, as they are to be taken back.</returns>
    public static Task<IReadOnlyList<(string Room, string Kept)>> Parts(Writing house, long id) =>
        house.Query<(string, string)>("select room, kept from house.title_merge_part where merge = @id order by pass desc, room desc", new { id });

    public async Task<TitleMerge?> Find(long id, CancellationToken ct) =>
        await Query($"select {TitleMerge.Columns} from house.title_merge where id = @id", new { id }, ct) is [var found] ? found : null;

    public async Task<TitleMerge?> OfFact(long fact, CancellationToken ct) =>
        await Query($"select {TitleMerge.Columns} from house.title_merge where fact = @fact", new { fact }, ct) is [var found] ? found : null;

    public async Task<TitleMerge?> Holding(TitleId title, CancellationToken ct) =>
        await Query($"select {TitleMerge.Columns} from house.title_merge where redirects = @title", new { title = title.Number }, ct) is [var found] ? found : null;

    /// <returns>Newest first.</returns>
    public Task<IReadOnlyList<TitleMerge>> Newest(int limit, CancellationToken ct) =>
        Query($"select {TitleMerge.Columns} from house.title_merge order by id desc limit @limit", new { limit }, ct);

    async Task<IReadOnlyList<TitleMerge>> Query(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<TitleMerge>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }
}
