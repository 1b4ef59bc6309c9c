using System.Data.Common;
using Dapper;
using Marquee.Integrations.ListPages;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <summary>The addresses of public lists that members want to have read, and how that goes.</summary>
sealed class ListPageStore(Database database)
{
    const string Columns = """
        id, member, source, path, due_at as DueAt, asked, tried_at as TriedAt, good_at as GoodAt, failure, name, row_count as RowCount, import
        """;

    /// <summary>In the order in which they were added.</summary>
    public Task<IReadOnlyList<StoredListPage>> Of(long member, CancellationToken ct) => Query($"where member = @member order by id", new { member }, ct);

    public async Task<StoredListPage?> Find(long id, CancellationToken ct) => await Query("where id = @id", new { id }, ct) is [var found] ? found : null;

    /// <returns>The one that is due and was waited for the longest; one that somebody asked for goes first, after it those that failed last: they could make their site rest before the good ones were read. Lists of a site that rests have no turn. Null when none is due.</returns>
    public async Task<StoredListPage?> Due(long now, CancellationToken ct) =>
        await Query("""
            where due_at <= @now and not exists (select 1 from house.list_site s where s.source = list_page.source and s.not_before_at > @now)
            order by case when failure is null then 0 else 1 end, case when asked then 0 else 1 end, due_at, id limit 1
            """, new { now }, ct) is [var found] ? found : null;

    /// <returns>Its number, also when the member has added it before.</returns>
    public Task<long> Add(long member, ListAddress address, long now, CancellationToken ct) => database.Write(Store.House, writing => writing.First<long>("""
        insert into house.list_page (member, source, path, made_at, due_at, asked) values (@member, @Source, @Path, @now, @now, @asked)
        on conflict (member, source, path) do update set due_at = excluded.due_at, asked = excluded.asked
        returning id
        """, new { member, address.Source, address.Path, now, asked = true }), ct);

    public Task Ask(long id, long now, CancellationToken ct) => database.Write(Store.House, writing => writing.Execute(
        "update house.list_page set due_at = @now, asked = @asked where id = @id", new { id, now, asked = true }), ct);

    public Task<bool> Remove(long member, long id, CancellationToken ct) => database.Write(Store.House, async writing =>
        await writing.Execute("delete from house.list_page where member = @member and id = @id", new { member, id }) > 0, ct);

    /// <summary>A try went well.</summary>
    /// <param name="import">The preview that waits for a yes; null when nothing would change.</param>
    public Task SetRead(long id, string name, int rows, long? import, long now, long next, CancellationToken ct) => database.Write(Store.House, writing => writing.Execute("""
        update house.list_page set tried_at = @now, good_at = @now, failure = null, name = @name, row_count = @rows, import = @import, due_at = @next, asked = @asked
        where id = @id
        """, new { id, name, rows, import, now, next, asked = false }), ct);

    /// <summary>A try failed; what the last good one brought stays as it is.</summary>
    public Task SetUnread(long id, Text why, long now, long next, CancellationToken ct) => database.Write(Store.House, writing => writing.Execute(
        "update house.list_page set tried_at = @now, failure = @failure, due_at = @next, asked = @asked where id = @id",
        new { id, failure = StoredText.Write(why), now, next, asked = false }), ct);

    async Task<IReadOnlyList<StoredListPage>> Query(string where, object parameters, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return (await connection.QueryAsync<StoredListPage>(new CommandDefinition($"select {Columns} from house.list_page {where}", parameters, cancellationToken: ct))).AsList();
    }
}

/// <summary>A row of <c>list_page</c>.</summary>
sealed record StoredListPage
{
    public long Id { get; init; }

    public long Member { get; init; }

    public string Source { get; init; } = "";

    public string Path { get; init; } = "";

    public long DueAt { get; init; }

    public bool Asked { get; init; }

    public long? TriedAt { get; init; }

    public long? GoodAt { get; init; }

    public string? Failure { get; init; }

    public string? Name { get; init; }

    public int? RowCount { get; init; }

    public long? Import { get; init; }

    /// <summary>Null when a site does not have such addresses any more.</summary>
    public ListAddress? Address => ListAddress.Of(Source, Path);
}
