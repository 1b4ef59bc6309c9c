using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The rows of lists inside a transaction; whoever changes one also writes its fact. Their entries: <see cref="ListEntryStore"/>.</summary>
static class ListStore
{
    /// <returns>Without its titles; null when it is not there or another member's.</returns>
    public static async Task<ListState?> Find(Writing writing, long member, long id) =>
        await writing.First<ListRow>($"select {ListRow.Columns} from house.list l where l.member = @member and l.id = @id", new { member, id }) is { } row ? row.State() : null;

    /// <returns>The list with its titles and their notes, for a fact that must bring it back.</returns>
    public static async Task<ListState> Whole(Writing writing, ListState list)
    {
        if (list.Live)
        {
            return list;
        }

        var entries = await writing.Query<EntryRow>("select title, note from house.list_entry where list = @Id order by position", new { list.Id });
        var notes = entries.Where(e => e.Note is not null).ToDictionary(e => e.Title, e => e.Note!);
        return list with { Titles = [.. entries.Select(e => e.Title)], Notes = notes.Count == 0 ? null : notes };
    }

    public static Task<long> Count(Writing writing, long member) => writing.First<long>("select count(*) from house.list where member = @member", new { member });

    /// <param name="list">Keeps its number when it has one: a list that comes back.</param>
    public static async Task<long> Add(Writing writing, long member, ListState list)
    {
        var row = new { id = list.Id, member, list.Name, list.Query, list.Live, list.Description, list.Shared, at = list.CreatedAt.ToUnixTimeSeconds() };
        var id = list.Id == 0
            ? await writing.First<long>("""
                insert into house.list (member, name, query, live, description, shared, created_at) values (@member, @Name, @Query, @Live, @Description, @Shared, @at) returning id
                """, row)
            : await writing.First<long>("""
                insert into house.list (id, member, name, query, live, description, shared, created_at)
                values (@id, @member, @Name, @Query, @Live, @Description, @Shared, @at) returning id
                """, row);
        foreach (var (at, title) in (list.Titles ?? []).Index())
        {
            await ListEntryStore.Put(writing, id, (at + 1) * ListEntryStore.Gap, new TitleId(title), list.Notes?.GetValueOrDefault(title));
        }

        await Touch(writing, id);
        return id;
    }

    /// <summary>Notes that something of the list has changed, or is about to; what changes a list in any way says so here.</summary>
    public static Task Touch(Writing writing, long id) => Touch(writing, "select @id", new { id });

    /// <summary>The same for all lists of a query, in one statement.</summary>
    /// <param name="lists">A query of one column with their numbers.</param>
    public static Task Touch(Writing writing, string lists, object parameters) => writing.Execute($"""
        insert into house.untold_list (list, member, revision) select id, member, 1 from house.list where id in ({lists}) and not live
        on conflict (list) do update set revision = untold_list.revision + 1
        """, parameters);

    public static async Task Remove(Writing writing, long id)
    {
        await Touch(writing, id);
        await writing.Execute("delete from house.list_entry where list = @id", new { id });
        await writing.Execute("delete from house.list where id = @id", new { id });
    }

    /// <summary>Sets what the owner says of the list: its name, its description, and who sees it.</summary>
    public static async Task Set(Writing writing, ListState list)
    {
        await writing.Execute("update house.list set name = @Name, description = @Description, shared = @Shared where id = @Id", new { list.Id, list.Name, list.Description, list.Shared });
        await Touch(writing, list.Id);
    }

    sealed record EntryRow
    {
        public long Title { get; init; }

        public string? Note { get; init; }
    }
}

/// <summary>A list as the database gives it.</summary>
sealed record ListRow
{
    /// <summary>For <c>house.list l</c>.</summary>
    public const string Columns = "l.id as id, l.member as member, l.name as name, l.query as query, l.live as live, l.description as description, l.shared as shared, l.created_at as createdat";

    public long Id { get; init; }

    public long Member { get; init; }

    public string Name { get; init; } = "";

    public string? Query { get; init; }

    public bool Live { get; init; }

    public string? Description { get; init; }

    public bool Shared { get; init; }

    public long CreatedAt { get; init; }

    public long Entries { get; init; }

    public ListState State() => new()
    {
        Id = Id,
        Name = Name,
        Query = Query,
        Live = Live,
        Description = Description,
        Shared = Shared,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(CreatedAt),
    };
}
