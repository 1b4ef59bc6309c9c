using Marquee.Storage;

namespace Marquee.Watching.Importing.Archives;

/// <summary>
/// Applies a stretch of an archive's rows as another house had them: watches with who noted them, the watchlist with priorities,
/// lists with what is noted in them, likes and notes. Ratings are applied as those of any file.
/// </summary>
static class ArchiveApplication
{
    const string Stretch = "r.import = @import and r.number between @from and @to";

    const string Turn = Stretch + " and r.result = -1";

    const string Waiting = ImportApplication.Waiting + " and (effects & 1) = 0";

    public static async Task Apply(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, member, from, to, now };
        await writing.Execute($"""
            update house.import_row as r set
              put_on_list = (effects & 4) > 0 and not exists (select 1 from house.watchlist_entry w where w.member = @member and w.title = r.title),
              marked_at = case when (effects & 48) > 0 then coalesce(r.added_at, @now) end,
              done_bits = {ArchiveJudgement.Effects("r.effects")}
            where {Stretch} and {Waiting}
            """, range);
        // A list that was there at the preview and is gone gets nothing.
        await writing.Execute($"""
            update house.import_row as r set done_bits = 0
            where {Stretch} and {Waiting} and (effects & 8) > 0
              and not exists (select 1 from house.import_list l join house.list t on t.id = l.list where l.import = r.import and l.name = r.list)
            """, range);
        await writing.Execute($"update house.import_row as r set result = case when done_bits > 0 then -1 else 2 end where {Stretch} and {Waiting}", range);
        await ArrivingWatches.Add(writing, Turn, "(r.done_bits & 2) > 0", "r.origin", "null", range);
        await writing.Execute($"""
            insert into house.watchlist_entry (member, title, added_at, note, priority)
            select @member, r.title, r.added_at, r.note, r.priority from house.import_row r where {Turn} and r.put_on_list
            on conflict (member, title) do nothing
            """, range);
        await writing.Execute($"""
            insert into house.list_entry (list, position, title, note)
            select l.list, coalesce((select max(position) from house.list_entry e where e.list = l.list), 0)
                + {ListEntryStore.Gap} * row_number() over (partition by l.list order by r.number), r.title, r.note
            from house.import_row r join house.import_list l on l.import = r.import and l.name = r.list join house.list t on t.id = l.list
            where {Turn} and (r.done_bits & 8) > 0
            on conflict (list, title) do nothing
            """, range);
        await ImportLists.Touch(writing, import);
        await MemberTitleStore.TouchAll(writing, $"select r.title from house.import_row r where {Turn} and (r.done_bits & 8) = 0", range);
        await Say(writing, range, "liked_at", "r.marked_at", RowSays.Liked);
        await Say(writing, range, "not_interested_at", "r.marked_at", RowSays.NotInterested);
        await Say(writing, range, "note", "r.note", RowSays.Note);
        await writing.Execute($"update house.import_row as r set result = 1 where {Turn}", range);
    }

    static Task<int> Say(Writing writing, object range, string column, string value, RowSays bit) => writing.Execute($"""
        update house.member_title as d set {column} = {value}
        from house.import_row r where {Turn} and (r.done_bits & {(int)bit}) > 0 and d.member = @member and d.title = r.title
        """, range);
}
