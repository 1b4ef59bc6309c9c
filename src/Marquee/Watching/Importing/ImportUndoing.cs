using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>Takes a stretch of applied rows back, each thing they did as far as it still is as they left it.</summary>
static class ImportUndoing
{
    const string Stretch = "r.import = @import and r.number between @from and @to";

    const string Turn = Stretch + " and r.undone < 0";

    /// <summary>What of a row's doing still stands: what was rated or said since, entries that have another note or priority, and watches removed or moved since, are left alone.</summary>
    static readonly string Standing = $"""
        (case when (r.done_bits & 1) > 0 and (r.old_rating = r.rating or exists (
            select 1 from house.rating g where g.member = @member and g.title = r.title and g.value = r.rating and coalesce(g.rated_at, -1) = coalesce(r.rated_at, -1))) then 1 else 0 end)
        + (case when (r.done_bits & 2) > 0 and not exists (
            select 1 from house.import_watch m where m.import = r.import and m.number = r.number
              and not exists (select 1 from house.watch w where w.id = m.watch and w.member = @member and w.title = r.title)) then 2 else 0 end)
        + (case when (r.done_bits & 4) > 0 and (not r.put_on_list or exists (
            select 1 from house.watchlist_entry w where w.member = @member and w.title = r.title
              and coalesce(w.note, '') = coalesce(r.note, '') and coalesce(w.priority, -1) = coalesce(r.priority, -1))) then 4 else 0 end)
        + (case when (r.done_bits & 8) > 0 and exists (
            select 1 from house.import_list l join house.list_entry e on e.list = l.list where l.import = r.import and l.name = r.list and e.title = r.title
              and coalesce(e.note, '') = coalesce(r.note, '')) then 8 else 0 end)
        + {ImportWords.Standing}
        """;

    public static async Task Undo(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, member, from, to, now };
        await writing.Execute($"update house.import_row as r set undone = -1, undo_bits = {Standing} where {Stretch} and result = 1 and undone is null", range);
        await writing.Execute("""
            update house.rating as g set value = r.old_rating, rated_at = r.old_at, changed_at = @now
            from house.import_row r
            where r.import = @import and r.number between @from and @to and r.undone < 0 and (r.undo_bits & 1) > 0
              and r.old_rating is not null and r.old_rating <> r.rating and g.member = @member and g.title = r.title
            """, range);
        await writing.Execute($"""
            delete from house.rating where member = @member and title in (
              select r.title from house.import_row r where {Turn} and (r.undo_bits & 1) > 0 and r.old_rating is null)
            """, range);
        await writing.Execute($"""
            delete from house.watchlist_entry where member = @member and title in (
              select r.title from house.import_row r where {Turn} and (r.undo_bits & 4) > 0 and r.put_on_list)
            """, range);
        await writing.Execute($"""
            delete from house.watch where member = @member and id in (
              select m.watch from house.import_watch m join house.import_row r on r.import = m.import and r.number = m.number where {Turn} and r.title = watch.title)
            """, range);
        await writing.Execute("delete from house.import_watch where import = @import and number between @from and @to", range);
        await writing.Execute($"""
            delete from house.list_entry where (list, title) in (
              select l.list, r.title from house.import_row r join house.import_list l on l.import = r.import and l.name = r.list
              where {Turn} and (r.undo_bits & 8) > 0)
            """, range);
        await ImportLists.Touch(writing, import);
        await MemberTitleStore.TouchAll(writing, $"select r.title from house.import_row r where {Turn} and r.undo_bits > 0", range);
        await ImportWords.TakeBack(writing, Turn, range);
        await writing.Execute($"update house.import_row as r set undone = case when undo_bits = done_bits then 1 else 2 end where {Turn}", range);
    }
}
