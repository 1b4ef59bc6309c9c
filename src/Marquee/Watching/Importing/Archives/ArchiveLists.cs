using Marquee.Integrations.Archive;
using Marquee.Storage;

namespace Marquee.Watching.Importing.Archives;

/// <summary>The lists of an archive: the first of a name here is the first of that name there, the second the second.</summary>
static class ArchiveLists
{
    const string Removable = $"""
        t.member = @member and not exists (select 1 from house.list_entry e where e.list = t.id)
        and exists (select 1 from house.import_list l join house.import_row r on r.import = l.import and r.list = l.name and r.said = 128 and r.result = 1
          where l.import = @import and l.list = t.id and r.name = t.name and {ImportLists.AsMade})
        """;

    /// <summary>Finds the list of the member that an archive's list is, and notes it for its entries.</summary>
    /// <param name="key">What the archive's rows call the list.</param>
    /// <returns>False when there is none yet.</returns>
    public static async Task<bool> Find(Writing writing, long import, long member, string key, ArchiveList list)
    {
        var found = await writing.First<long?>("""
            select min(t.id) from house.list t
            where t.member = @member and t.name = @Name and t.live = @Live and (not t.live or coalesce(t.query, '') = @query)
              and not exists (select 1 from house.import_list l where l.import = @import and l.list = t.id and l.name <> @key)
            """, new { import, member, key, list.Name, list.Live, query = list.Query ?? "" });
        if (found is { } id)
        {
            await Note(writing, import, key, id, made: null);
        }

        return found is not null;
    }

    public static async Task Make(Writing writing, long import, long member, string key, ArchiveList list, long now)
    {
        var id = await ListStore.Add(writing, member, new ListState
        {
            Name = list.Name,
            Description = list.Description,
            Shared = list.Shared,
            Live = list.Live,
            Query = list.Query,
            CreatedAt = list.CreatedAt ?? DateTimeOffset.FromUnixTimeSeconds(now),
            Titles = [],
        });
        await Note(writing, import, key, id, made: list);
    }

    /// <summary>Removes a list that the archive made, unless it has titles, or has been renamed, described or shared since.</summary>
    /// <returns>False when it stays.</returns>
    public static async Task<bool> Remove(Writing writing, long import, long member, string key)
    {
        await ImportLists.Touch(writing, import);
        return await writing.Execute($"""
            delete from house.list as t where t.id = (select l.list from house.import_list l where l.import = @import and l.name = @key) and {Removable}
            """, new { import, member, key }) > 0;
    }

    /// <summary>The same for all of an archive, once their titles are taken off.</summary>
    public static async Task RemoveEmpty(Writing writing, long import, long member)
    {
        await ImportLists.Touch(writing, import);
        await writing.Execute($"delete from house.list as t where {Removable}", new { import, member });
        await writing.Execute("""
            update house.import_row as r set undone = 1, undo_bits = 128
            where r.import = @import and r.said = 128 and r.undone = 2 and r.list is not null
              and not exists (select 1 from house.import_list l join house.list t on t.id = l.list where l.import = @import and l.name = r.list)
            """, new { import });
    }

    /// <param name="made">Null when it was there.</param>
    static Task<int> Note(Writing writing, long import, string key, long list, ArchiveList? made) => writing.Execute("""
        insert into house.import_list (import, name, list, made, description, shared) values (@import, @key, @list, @made, @Description, @shared)
        on conflict (import, name) do update set list = excluded.list, made = excluded.made, description = excluded.description, shared = excluded.shared
        """, new { import, key, list, made = made is not null, made?.Description, shared = made?.Shared == true });
}
