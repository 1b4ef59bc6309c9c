using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>
/// Applies and takes back a stretch of rows with a handful of statements, since all that is needed lies in <c>house</c>. What
/// was there before is kept with each row, so one fact for the whole file is enough.
/// </summary>
static class ImportApplication
{
    const string Stretch = "import = @import and line between @from and @to";

    /// <summary>Harmless when run twice: rows that have a result are left alone.</summary>
    public static async Task Apply(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, member, from, to, now };
        await writing.Execute($"""
            update house.import_row set
              old_rating = (select value from house.rating r where r.member = @member and r.title = import_row.title),
              old_at = (select rated_at from house.rating r where r.member = @member and r.title = import_row.title),
              put_on_list = listed and not exists (select 1 from house.watchlist_entry w where w.member = @member and w.title = import_row.title)
            where {Stretch} and class in (1, 2, 4) and result is null
            """, range);
        await writing.Execute($"""
            update house.import_row set result = case when put_on_list or (rating is not null and (old_rating is null or old_rating <> rating)) then -1 else 2 end
            where {Stretch} and class in (1, 2, 4) and result is null
            """, range);
        await writing.Execute($"""
            insert into house.rating (member, title, value, rated_at, changed_at)
            select @member, title, rating, rated_at, @now from house.import_row
            where {Stretch} and result = -1 and rating is not null and (old_rating is null or old_rating <> rating)
            on conflict (member, title) do update set value = excluded.value, rated_at = excluded.rated_at, changed_at = excluded.changed_at
            """, range);
        await writing.Execute($"""
            insert into house.watchlist_entry (member, title, added_at, note)
            select @member, title, added_at, note from house.import_row where {Stretch} and result = -1 and put_on_list
            on conflict (member, title) do nothing
            """, range);
        await MemberTitleStore.TouchAll(writing, $"select title from house.import_row where {Stretch} and result = -1", range);
        await writing.Execute($"update house.import_row set result = 1 where {Stretch} and result = -1", range);
    }

    /// <summary>
    /// Takes back what is still as the import left it. A rating that the member has given or removed since, and an entry that
    /// they have taken off the list, stay as they are.
    /// </summary>
    public static async Task Undo(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, member, from, to, now };
        await writing.Execute($"""
            update house.import_row set undone = case when
              (rating is null or old_rating = rating or exists (
                select 1 from house.rating r where r.member = @member and r.title = import_row.title
                  and r.value = import_row.rating and coalesce(r.rated_at, -1) = coalesce(import_row.rated_at, -1)))
              and (not put_on_list or exists (
                select 1 from house.watchlist_entry w where w.member = @member and w.title = import_row.title))
              then -1 else 2 end
            where {Stretch} and result = 1 and undone is null
            """, range);
        await writing.Execute("""
            update house.rating as r set value = i.old_rating, rated_at = i.old_at, changed_at = @now
            from house.import_row i
            where i.import = @import and i.line between @from and @to and i.undone = -1
              and i.rating is not null and i.old_rating is not null and i.old_rating <> i.rating
              and r.member = @member and r.title = i.title
            """, range);
        await writing.Execute($"""
            delete from house.rating where member = @member and title in (
              select title from house.import_row where {Stretch} and undone = -1 and rating is not null and old_rating is null)
            """, range);
        await writing.Execute($"""
            delete from house.watchlist_entry where member = @member and title in (
              select title from house.import_row where {Stretch} and undone = -1 and put_on_list)
            """, range);
        await MemberTitleStore.TouchAll(writing, $"select title from house.import_row where {Stretch} and undone = -1", range);
        await writing.Execute($"update house.import_row set undone = 1 where {Stretch} and undone = -1", range);
    }
}
