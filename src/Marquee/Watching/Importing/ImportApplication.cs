using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>
/// Applies a stretch of rows with a handful of statements, since all that is needed lies in <c>house</c>. What was there before is
/// kept with each row, so one fact for the whole file is enough.
/// </summary>
static class ImportApplication
{
    /// <summary>Rows that would change something and have not had their turn.</summary>
    public const string Waiting = "class in (1, 2, 4, 7) and effects > 0 and result is null";

    const string Stretch = "r.import = @import and r.number between @from and @to";

    const string Turn = Stretch + " and r.result = -1";

    /// <summary>Harmless when run twice: rows that have a result are left alone.</summary>
    /// <param name="effects">What a row called <c>r</c> would change now, as SQL.</param>
    public static async Task Apply(Writing writing, long import, long member, int from, int to, long now, string effects)
    {
        var range = new { import, member, from, to, now };
        await writing.Execute($"""
            update house.import_row as r set
              old_rating = (select value from house.rating g where g.member = @member and g.title = r.title),
              old_at = (select rated_at from house.rating g where g.member = @member and g.title = r.title),
              put_on_list = (effects & 4) > 0 and not exists (select 1 from house.watchlist_entry w where w.member = @member and w.title = r.title),
              old_note = (select note from house.member_title d where d.member = @member and d.title = r.title),
              marked_at = case when (effects & 48) > 0 then coalesce(r.added_at, @now) end,
              done_bits = {effects},
              conflicts = {RowEffects.Conflicts("r.effects")} & ~r.conflicts
            where {Stretch} and {Waiting}
            """, range);
        // What the member has said since the preview stays too, and the row says so.
        await writing.Execute($"""
            update house.import_row as r set
              done_bits = done_bits & ~conflicts, class = case when conflicts > 0 then 7 else class end, result = case when (done_bits & ~conflicts) > 0 then -1 else 2 end
            where {Stretch} and {Waiting}
            """, range);
        await writing.Execute($"""
            insert into house.rating (member, title, value, rated_at, changed_at)
            select @member, r.title, r.rating, r.rated_at, @now from house.import_row r where {Turn} and (r.done_bits & 1) > 0
            on conflict (member, title) do update set value = excluded.value, rated_at = excluded.rated_at, changed_at = excluded.changed_at
            """, range);
        await writing.Execute($"""
            insert into house.watchlist_entry (member, title, added_at, note)
            select @member, r.title, r.added_at, r.note from house.import_row r where {Turn} and r.put_on_list
            on conflict (member, title) do nothing
            """, range);
        await Watch(writing, import, member, from, to, now);
        await writing.Execute($"""
            insert into house.list_entry (list, position, title, note)
            select l.list, coalesce((select max(position) from house.list_entry e where e.list = l.list), 0)
                + {ListEntryStore.Gap} * row_number() over (partition by l.list order by coalesce(r.list_position, 2147483647), r.number), r.title, r.note
            from house.import_row r join house.import_list l on l.import = r.import and l.name = r.list join house.list t on t.id = l.list
            where {Turn} and (r.done_bits & 8) > 0
            on conflict (list, title) do nothing
            """, range);
        await ImportLists.Touch(writing, import);
        await MemberTitleStore.TouchAll(writing, $"select r.title from house.import_row r where {Turn}", range);
        await ImportWords.Write(writing, Turn, range);
        await writing.Execute($"update house.import_row as r set result = 1 where {Turn}", range);
    }

    static async Task Watch(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, member, from, to, now };
        await ArrivingWatches.Add(writing, Turn, $"(r.done_bits & 2) > 0 and (r.watched_at is null or {RowEffects.NewPlay})", "'import'", "@import", range);
        foreach (var counted in await writing.Query<CountedRow>($"""
            select r.number, r.title, r.device, r.plays - {RowEffects.Watched} as missing
            from house.import_row r where {Turn} and (r.done_bits & 2) > 0 and r.plays > 1
            """, range))
        {
            for (var i = 0; i < Math.Min(counted.Missing, MostCounted); i++)
            {
                var watch = await writing.First<long>("""
                    insert into house.watch (member, title, at, origin, origin_id, device, created_at) values (@member, @Title, null, 'import', @import, @Device, @now) returning id
                    """, new { member, counted.Title, import, counted.Device, now });
                await writing.Execute("insert into house.import_watch (import, number, watch) values (@import, @Number, @watch)", new { import, counted.Number, watch });
            }
        }
    }

    /// <summary>Nobody has seen a film more often; a file that says so is damaged.</summary>
    const int MostCounted = 1000;

    sealed record CountedRow
    {
        public int Number { get; init; }

        public long Title { get; init; }

        public string? Device { get; init; }

        public long Missing { get; init; }
    }
}
