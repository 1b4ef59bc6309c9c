using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>
/// The titles of a list inside a transaction. Positions have gaps, so that a title is put between two others without touching
/// them; when a gap is used up, the list is numbered anew. People see places, counted from 1.
/// </summary>
static class ListEntryStore
{
    /// <summary>Between two entries of a list that was numbered anew.</summary>
    public const int Gap = 1024;

    /// <returns>Null when the title is not on the list.</returns>
    public static async Task<(int Place, string? Note)?> Find(Writing writing, long list, TitleId title) => await writing.First<Row>("""
        select e.note as Note, (select count(*) from house.list_entry o where o.list = e.list and o.position <= e.position) as Place
        from house.list_entry e where e.list = @list and e.title = @title
        """, new { list, title = title.Number }) is { } row ? ((int)row.Place, row.Note) : null;

    public static Task<long> Count(Writing writing, long list) => writing.First<long>("select count(*) from house.list_entry where list = @list", new { list });

    public static async Task Add(Writing writing, long list, int position, TitleId title, string? note)
    {
        await Put(writing, list, position, title, note);
        await ListStore.Touch(writing, list);
    }

    /// <summary>Of many titles; who puts them says that the list has changed.</summary>
    public static Task Put(Writing writing, long list, int position, TitleId title, string? note) =>
        writing.Execute("insert into house.list_entry (list, position, title, note) values (@list, @position, @title, @note)", new { list, position, title = title.Number, note });

    public static async Task Remove(Writing writing, long list, TitleId title)
    {
        await writing.Execute("delete from house.list_entry where list = @list and title = @title", new { list, title = title.Number });
        await ListStore.Touch(writing, list);
    }

    public static async Task SetNote(Writing writing, long list, TitleId title, string? note)
    {
        await writing.Execute("update house.list_entry set note = @note where list = @list and title = @title", new { list, title = title.Number, note });
        await ListStore.Touch(writing, list);
    }

    /// <summary>Puts a title that is not on the list at a place; beyond the end is the end.</summary>
    /// <returns>The place it got.</returns>
    public static async Task<int> Insert(Writing writing, long list, int place, TitleId title, string? note)
    {
        var got = Math.Clamp(place, 1, (int)await Count(writing, list) + 1);
        if (await Between(writing, list, got) is { } free)
        {
            await Add(writing, list, free, title, note);
            return got;
        }

        await Renumber(writing, list);
        await Add(writing, list, (await Between(writing, list, got))!.Value, title, note);
        return got;
    }

    /// <returns>A free position in front of the entry at a place; null when the gap there is used up.</returns>
    static async Task<int?> Between(Writing writing, long list, int place)
    {
        var around = await writing.Query<int>(
            "select position from house.list_entry where list = @list order by position limit 2 offset @before", new { list, before = Math.Max(0, place - 2) });
        var (before, after) = place == 1 ? (0, around.Count > 0 ? around[0] : 0) : (around[0], around.Count > 1 ? around[1] : 0);
        return after == 0 ? before + Gap
            : after - before > 1 ? before + ((after - before) / 2)
            : null;
    }

    /// <summary>Over numbers that are not in use, since no two entries may share one in between.</summary>
    static async Task Renumber(Writing writing, long list)
    {
        await writing.Execute("update house.list_entry set position = -position where list = @list", new { list });
        await writing.Execute("""
            update house.list_entry as e set position = n.place * @Gap
            from (select title, cast(row_number() over (order by position desc) as integer) as place from house.list_entry where list = @list) n
            where e.list = @list and e.title = n.title
            """, new { list, Gap });
    }

    sealed record Row
    {
        public long Place { get; init; }

        public string? Note { get; init; }
    }
}
