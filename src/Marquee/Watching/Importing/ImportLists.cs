using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>The named lists that a file fills: found by name, else made.</summary>
static class ImportLists
{
    /// <summary>A list <c>t</c> that the file made is described and shared as it was then (<c>import_list l</c>).</summary>
    public const string AsMade = "l.made and coalesce(t.description, '') = coalesce(l.description, '') and t.shared = l.shared";

    /// <summary>Notes that the lists that a file fills have changed, or are about to.</summary>
    public static Task Touch(Writing writing, long import) => ListStore.Touch(writing, "select list from house.import_list where import = @import", new { import });

    public static async Task Prepare(Writing writing, long import, long member, long now)
    {
        var names = await writing.Query<string>($"""
            select distinct list from house.import_row
            where import = @import and {ImportApplication.Waiting} and (effects & 8) > 0
              and list not in (select l.name from house.import_list l join house.list t on t.id = l.list where l.import = @import)
            """, new { import });
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var there = await writing.First<long?>("select min(id) from house.list where member = @member and name = @name and not live", new { member, name });
            var list = there ?? await ListStore.Add(writing, member, new ListState { Name = name, CreatedAt = DateTimeOffset.FromUnixTimeSeconds(now), Titles = [] });
            await writing.Execute("""
                insert into house.import_list (import, name, list, made) values (@import, @name, @list, @made)
                on conflict (import, name) do update set list = excluded.list, made = excluded.made
                """, new { import, name, list, made = there is null });
        }
    }

    /// <summary>Removes the lists that the file made, unless somebody has put titles on them, renamed, described or shared them since.</summary>
    public static async Task RemoveEmpty(Writing writing, long import, long member)
    {
        await Touch(writing, import);
        await writing.Execute($"""
            delete from house.list as t where t.member = @member
              and exists (select 1 from house.import_list l where l.import = @import and l.list = t.id and l.name = t.name and {AsMade})
              and not exists (select 1 from house.list_entry e where e.list = t.id)
            """, new { import, member });
    }
}
