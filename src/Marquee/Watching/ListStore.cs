using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The rows of lists inside a transaction; whoever changes one also writes its fact.</summary>
static class ListStore
{
    /// <returns>Without its titles; null when it is not there or another member's.</returns>
    public static async Task<ListState?> Find(Writing writing, long member, long id) =>
        await writing.First<ListRow>($"select {ListRow.Columns} from house.list l where l.member = @member and l.id = @id", new { member, id }) is { } row ? row.State() : null;

    public static async Task<IReadOnlyList<long>> Titles(Writing writing, long id) =>
        await writing.Query<long>("select title from house.list_entry where list = @id order by position", new { id });

    public static Task<long> Count(Writing writing, long member) => writing.First<long>("select count(*) from house.list where member = @member", new { member });

    /// <param name="list">Keeps its number when it has one: a list that comes back.</param>
    public static async Task<long> Add(Writing writing, long member, ListState list)
    {
        var row = new { id = list.Id, member, list.Name, list.Query, list.Live, at = list.CreatedAt.ToUnixTimeSeconds() };
        var id = list.Id == 0
            ? await writing.First<long>("insert into house.list (member, name, query, live, created_at) values (@member, @Name, @Query, @Live, @at) returning id", row)
            : await writing.First<long>("insert into house.list (id, member, name, query, live, created_at) values (@id, @member, @Name, @Query, @Live, @at) returning id", row);
        var position = 0;
        foreach (var title in list.Titles ?? [])
        {
            await AddEntry(writing, id, ++position, new TitleId(title));
        }

        return id;
    }

    public static async Task Remove(Writing writing, long id)
    {
        await writing.Execute("delete from house.list_entry where list = @id", new { id });
        await writing.Execute("delete from house.list where id = @id", new { id });
    }

    public static Task Rename(Writing writing, long id, string name) => writing.Execute("update house.list set name = @name where id = @id", new { id, name });

    /// <returns>Null when the title is not on the list.</returns>
    public static Task<int?> Position(Writing writing, long id, TitleId title) =>
        writing.First<int?>("select position from house.list_entry where list = @id and title = @title", new { id, title = title.Number });

    public static Task AddEntry(Writing writing, long id, int position, TitleId title) =>
        writing.Execute("insert into house.list_entry (list, position, title) values (@id, @position, @title)", new { id, position, title = title.Number });

    public static Task RemoveEntry(Writing writing, long id, TitleId title) =>
        writing.Execute("delete from house.list_entry where list = @id and title = @title", new { id, title = title.Number });
}

/// <summary>A list as the database gives it.</summary>
sealed record ListRow
{
    /// <summary>For <c>house.list l</c>.</summary>
    public const string Columns = "l.id as id, l.name as name, l.query as query, l.live as live, l.created_at as createdat";

    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string? Query { get; init; }

    public bool Live { get; init; }

    public long CreatedAt { get; init; }

    public long Entries { get; init; }

    public ListState State() => new() { Id = Id, Name = Name, Query = Query, Live = Live, CreatedAt = DateTimeOffset.FromUnixTimeSeconds(CreatedAt) };
}
