using Dapper;
using Marquee.Storage;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Changes;

/// <summary>Documents in the order of their last changes, and in the order of their ids.</summary>
public sealed class ChangeStore(Database database)
{
    const string Columns = "d.seq, d.id, d.tree, r.members, r.attachments";

    const string From = """
        from house.sync_document d
        left join house.sync_revision r on r.database = d.database and r.document = d.id and r.revision = d.winner
        where d.database = @database
        """;

    /// <param name="after">Only later changes.</param>
    /// <param name="ids">Only those documents; null: all.</param>
    public async Task<IReadOnlyList<Change>> Page(SyncDatabase of, long after, IReadOnlyCollection<string>? ids, int limit, CancellationToken ct) => await Read(
        $"select {Columns} {From} and d.seq > @after {Only(ids)} order by d.seq limit @limit", ids, new { database = of.Id, after, limit }, ct);

    /// <param name="before">Only earlier changes; null: from the last one.</param>
    /// <param name="after">Only later changes.</param>
    public async Task<IReadOnlyList<Change>> PageBack(SyncDatabase of, long? before, long after, IReadOnlyCollection<string>? ids, int limit, CancellationToken ct) => await Read(
        $"select {Columns} {From} and d.seq > @after and d.seq < @before {Only(ids)} order by d.seq desc limit @limit", ids, new { database = of.Id, before = before ?? long.MaxValue, after, limit }, ct);

    /// <returns>How many documents changed later.</returns>
    public async Task<long> Pending(SyncDatabase of, long after, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from house.sync_document where database = @database and seq > @after", new { database = of.Id, after }, cancellationToken: ct));
    }

    /// <summary>Documents that are not deleted, by id.</summary>
    public async Task<IReadOnlyList<Change>> ById(SyncDatabase of, IdRange range, CancellationToken ct) =>
        await Read(ByIdSql(range), null, ByIdParameters(of, range), ct);

    /// <inheritdoc cref="ById(SyncDatabase, IdRange, CancellationToken)"/>
    internal static async Task<IReadOnlyList<Change>> ById(Writing writing, SyncDatabase of, IdRange range) =>
        [.. (await writing.Query<ChangeRow>(ByIdSql(range), ByIdParameters(of, range))).Select(r => r.ToChange())];

    public async Task<IReadOnlyList<Change>> These(SyncDatabase of, IReadOnlyCollection<string> ids, CancellationToken ct) => [.. (await Read(
        $"select {Columns} {From} {Only(ids)}", ids, new { database = of.Id }, ct)).Where(of.Sees).Select(of.Told)];

    /// <returns>How many documents that are not deleted lie before the range, in its direction.</returns>
    public async Task<long> Before(SyncDatabase of, IdRange range, CancellationToken ct)
    {
        if (range.Start is null)
        {
            return 0;
        }

        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select count(*) from house.sync_document d where d.database = @database and not d.deleted and d.id {(range.Descending ? ">" : "<")} @Start",
            new { database = of.Id, range.Start }, cancellationToken: ct));
    }

    static string ByIdSql(IdRange range) =>
        $"select {Columns} {From} and not d.deleted {range.Where()} order by d.id {(range.Descending ? "desc" : "")} limit @Limit offset @Skip";

    static object ByIdParameters(SyncDatabase of, IdRange range) => new { database = of.Id, range.Low, range.High, range.Limit, range.Skip };

    string Only(IReadOnlyCollection<string>? ids) => ids is null ? "" : $"and d.id {TextList.In(database.Dialect)}";

    async Task<IReadOnlyList<Change>> Read(string sql, IReadOnlyCollection<string>? ids, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<ChangeRow>(new CommandDefinition(sql, ids is null ? parameters : TextList.Of(database.Dialect, ids, parameters), cancellationToken: ct));
        return [.. rows.Select(r => r.ToChange())];
    }

    sealed record ChangeRow
    {
        public long Seq { get; init; }

        public string Id { get; init; } = "";

        public string Tree { get; init; } = "";

        public string? Members { get; init; }

        public string? Attachments { get; init; }

        public Change ToChange() => new(Seq, Id, RevisionTreeText.Read(Tree), Members, Attachments);
    }
}
