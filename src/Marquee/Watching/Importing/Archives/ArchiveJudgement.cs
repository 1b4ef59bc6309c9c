using Marquee.Storage;

namespace Marquee.Watching.Importing.Archives;

/// <summary>
/// Says what each row of an archive would change. Each says one thing; of two that say the same (two titles that are one here) the
/// first counts. Whatever the member has is left as it is, but for a rating that is older than the archive's.
/// </summary>
static class ArchiveJudgement
{
    /// <summary>
    /// A watch is there when the member has as many of that second as the archive has up to this row. Else another watch of about that
    /// time, which the archive itself does not have, is the same one told by somebody else; of a watch of an unknown time any may be.
    /// The zero, and asking for the origin, keep SQLite at the rows of the title: else it walks all before this one, or an index that has all it needs.
    /// </summary>
    static readonly string Play = $"""
        (select count(*) from house.import_row o where o.import = r.import and o.origin is not null and o.title = r.title
          and coalesce(o.watched_at, -1) = coalesce(r.watched_at, -1) and o.number + 0 <= r.number)
        > (select count(w.origin) from house.watch w where w.member = @member and w.title = r.title and coalesce(w.at, -1) = coalesce(r.watched_at, -1))
        and not exists (select 1 from house.watch w where w.member = @member and w.title = r.title and w.at is not null and w.origin is not null
          and (r.watched_at is null or {WatchWindow.Reaches("w.at", "r.watched_at")})
          and not exists (select 1 from house.import_row o where o.import = r.import and o.origin is not null and o.title = r.title and o.watched_at = w.at))
        """;

    const string Wish = "not exists (select 1 from house.watchlist_entry w where w.member = @member and w.title = r.title)";

    const string Entry = """
        not exists (select 1 from house.import_list l join house.list_entry e on e.list = l.list where l.import = r.import and l.name = r.list and e.title = r.title)
        """;

    /// <summary>The bits of <paramref name="asked"/> that would change something now; what is beside titles is judged by <see cref="ArchiveBeside"/>.</summary>
    /// <param name="asked">A column of <c>r</c> with <see cref="RowSays"/>.</param>
    public static string Effects(string asked) => $"""
        ((case when ({asked} & 1) > 0 and {RowEffects.NewRating} then 1 else 0 end)
        + (case when ({asked} & 2) > 0 and {Play} then 2 else 0 end)
        + (case when ({asked} & 4) > 0 and {Wish} then 4 else 0 end)
        + (case when ({asked} & 8) > 0 and {Entry} then 8 else 0 end)
        + (case when ({asked} & 16) > 0 and {Unsaid("liked_at")} then 16 else 0 end)
        + (case when ({asked} & 32) > 0 and {Unsaid("not_interested_at")} then 32 else 0 end)
        + (case when ({asked} & 64) > 0 and {Unsaid("note")} then 64 else 0 end)
        + ({asked} & 128))
        """;

    public static Task Judge(Writing writing, long import, long member) => writing.Execute($"""
        with file as (
          select number, said,
            row_number() over (partition by title, said, list order by number) as turn,
            first_value(line) over (partition by title, said, list order by number) as first_line
          from house.import_row where import = @import and class not in (5, 8, 9) and title is not null and said < 128
        ), deciding as (
          select number, first_line, case when turn = 1 or said = 2 then said else 0 end as decided from file
        ), judged as (
          select r.number, d.decided, d.first_line, g.value as was, {Effects("d.decided")} as effects,
            (d.decided & 1) > 0 and g.value <> r.rating and g.rated_at is not null and (r.rated_at is null or r.rated_at < g.rated_at) as conflicts
          from deciding d join house.import_row r on r.import = @import and r.number = d.number
            left join house.rating g on g.member = @member and g.title = r.title
        )
        update house.import_row as t set
          decided = j.decided, decided_by = j.first_line, was = j.was,
          conflicts = case when j.conflicts then 1 else 0 end, effects = case when j.conflicts then 0 else j.effects end,
          class = case
            when j.decided = 0 then 6
            when j.conflicts then 7
            when j.effects = 0 then 3
            when (j.effects & 1) > 0 and j.was is not null then 2
            else 1 end
        from judged j where t.import = @import and t.number = j.number and t.result is null
        """, new { import, member });

    static string Unsaid(string column) => $"not exists (select 1 from house.member_title d where d.member = @member and d.title = r.title and d.{column} is not null)";
}
