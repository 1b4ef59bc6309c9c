using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Journal;

/// <summary>The journal: every change that others may react to, with cursors for those who do.</summary>
public sealed class Facts(Database database, TimeProvider time) : IMemberErasure
{
    /// <summary>
    /// Chosen once and never changed: all nodes must meet at the same lock. The number of a fact is drawn while the lock is
    /// held, and the lock is held until the transaction has ended, so facts become visible in the order of their numbers.
    /// </summary>
    internal const long NumberingLock = 726_401;

    const string Columns = "id, member, kind, title, before, after, origin, origin_id as OriginId, undoes, undone_by as UndoneBy, erased, at";

    /// <summary>
    /// Takes the turn of writing facts at the beginning of a transaction that first reads what others may be changing: on PostgreSQL
    /// nobody else is then between their reading and their fact. For short transactions that end with a fact anyway.
    /// </summary>
    public static async Task TakeTurn(Writing writing)
    {
        if (writing.Dialect.Engine == Engine.Postgres)
        {
            await writing.Execute("select pg_advisory_xact_lock(@NumberingLock)", new { NumberingLock });
        }
    }

    /// <summary>
    /// Writes a fact in the caller's transaction on <c>house</c>. On PostgreSQL other writers of facts wait until that
    /// transaction ends, so write the fact last, after the rows that it is about.
    /// </summary>
    /// <returns>The fact's id.</returns>
    public async Task<long> Write(Writing writing, FactDraft fact)
    {
        if (writing.Store != Store.House)
        {
            throw new ArgumentException("Facts are written in the transaction of a change of the store 'house'.", nameof(writing));
        }

        await TakeTurn(writing);
        return await writing.First<long>("""
            insert into house.fact (at, member, kind, title, before, after, origin, origin_id, undoes)
            values (@at, @Member, @Kind, @Title, @Before, @After, @Origin, @OriginId, @Undoes)
            returning id
            """, new
        {
            at = time.GetUtcNow().ToUnixTimeSeconds(),
            fact.Member,
            fact.Kind,
            fact.Title,
            fact.Before,
            fact.After,
            fact.Origin,
            fact.OriginId,
            fact.Undoes,
        });
    }

    /// <summary>Notes that <paramref name="by"/> took the fact back.</summary>
    /// <exception cref="Refusal">It was taken back already, or erased; the caller's transaction must not go on.</exception>
    public async Task MarkUndone(Writing writing, long id, long by)
    {
        var marked = await writing.Execute("update house.fact set undone_by = @by where id = @id and undone_by is null and not erased", new { id, by });
        if (marked == 0)
        {
            throw new Refusal("journal.undoneBefore");
        }
    }

    /// <summary>Blanks what the facts of a member say, for a member who leaves. The rows stay, so cursors and undone pairs stay true.</summary>
    public Task Erase(Writing writing, long member) => writing.Execute("""
        update house.fact set title = null, before = null, after = null, origin_id = null, erased = true
        where member = @member and not erased
        """, new { member });

    public async Task<Fact?> Find(long id, CancellationToken ct) =>
        await Read($"select {Columns} from house.fact where id = @id", new { id }, ct) is [var fact] ? fact : null;

    /// <returns>The number of the latest fact of a member, which tells whether anything has changed since; 0 when there is none.</returns>
    public static Task<long> Latest(DbConnection connection, long member, CancellationToken ct) => connection.ExecuteScalarAsync<long>(new CommandDefinition(
        "select coalesce(max(id), 0) from house.fact where member = @member", new { member }, cancellationToken: ct));

    /// <param name="member">Null for the facts of everybody.</param>
    /// <param name="before">Only facts with a lower id; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Stops the query.</param>
    /// <returns>Newest first.</returns>
    public Task<IReadOnlyList<Fact>> Page(long? member, long? before, int limit, CancellationToken ct) =>
        Read(PageSql(member is not null, before is not null), new { member, before, limit }, ct);

    /// <summary>What a reader has not seen yet. A fact that commits late has a number above all that were visible before it.</summary>
    /// <returns>Oldest first.</returns>
    public Task<IReadOnlyList<Fact>> After(long cursor, int limit, CancellationToken ct) =>
        Read($"select {Columns} from house.fact where id > @cursor order by id limit @limit", new { cursor, limit }, ct);

    /// <returns>The last fact that the reader has dealt with; 0 for a new reader.</returns>
    public async Task<long> Cursor(string reader, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select position from house.fact_cursor where reader = @reader", new { reader }, cancellationToken: ct)) ?? 0;
    }

    /// <summary>Moves a reader's cursor; it never goes back.</summary>
    public Task Advance(string reader, long to, CancellationToken ct) =>
        database.Write(Store.House, writing => Advance(writing, reader, to), ct);

    /// <summary>Moves a reader's cursor together with what the reader makes of the facts, when that is in <c>house</c> too.</summary>
    public Task Advance(Writing writing, string reader, long to) => writing.Execute("""
        insert into house.fact_cursor as kept (reader, position, changed_at) values (@reader, @to, @at)
        on conflict (reader) do update set position = excluded.position, changed_at = excluded.changed_at
        where excluded.position > kept.position
        """, new { reader, to, at = time.GetUtcNow().ToUnixTimeSeconds() });

    internal static string PageSql(bool ofMember, bool before)
    {
        var wheres = string.Join(" and ", new[] { ofMember ? "member = @member" : null, before ? "id < @before" : null }.Where(w => w is not null));
        return $"select {Columns} from house.fact {(wheres.Length > 0 ? "where " + wheres : "")} order by id desc limit @limit";
    }

    async Task<IReadOnlyList<Fact>> Read(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return [.. await connection.QueryAsync<Fact, long, Fact>(
            new CommandDefinition(sql, parameters, cancellationToken: ct), (fact, at) => fact with { At = DateTimeOffset.FromUnixTimeSeconds(at) }, splitOn: "at")];
    }
}
