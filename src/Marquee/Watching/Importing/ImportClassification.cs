using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>
/// Says what each row of a file would change, in one statement over all of them: after reading, and again when the member has answered
/// which title a row means. Where a file says the same thing of a title twice, one row decides: of ratings, notes and likes the latest, of watches
/// within one window the first, of two without a date the later rating and the first watch.
/// </summary>
static class ImportClassification
{
    static readonly string Classes = $"""
        with file as (
          select number, line, title, said, rating, rated_at, watched_at, plays, list, note, lacking,
            row_number() over (partition by title, said & 1 order by coalesce(rated_at, -1) desc, number desc) as rated,
            first_value(line) over (partition by title, said & 1 order by coalesce(rated_at, -1) desc, number desc) as rated_line,
            lag(watched_at) over (partition by title, said & 2 order by coalesce(watched_at, -1), number) as earlier,
            row_number() over (partition by title, said & 2 order by coalesce(watched_at, 9999999999999), coalesce(plays, 1) desc, number) as watched,
            row_number() over (partition by title, said & 4 order by number) as wanted,
            row_number() over (partition by title, said & 8, list order by number) as placed,
            row_number() over (partition by title, case when (said & 48) > 0 then 1 else 0 end order by coalesce(added_at, -1) desc, number desc) as opined,
            row_number() over (partition by title, said & 64 order by coalesce(watched_at, rated_at, added_at, -1) desc, number desc) as noted,
            first_value(line) over (partition by title order by number) as first_line,
            first_value(line) over (partition by title order by number desc) as last_line
          from house.import_row where import = @import and class not in (5, 8, 9) and title is not null
        ), deciding as (
          select number, title, rating, rated_at, watched_at, plays, list, note, lacking,
            case when (said & 1) > 0 then rated_line when first_line <> line then first_line else last_line end as decided_by,
            (case when (said & 1) > 0 and rated = 1 then 1 else 0 end)
            + (case when (said & 2) > 0 and (
                (watched_at is null and watched = 1)
                or (watched_at is not null and (earlier is null or not ({WatchWindow.Same("earlier", "watched_at")})))) then 2 else 0 end)
            + (case when (said & 4) > 0 and wanted = 1 then 4 else 0 end)
            + (case when (said & 8) > 0 and placed = 1 then 8 else 0 end)
            + (case when opined = 1 then said & 48 else 0 end)
            + (case when (said & 64) > 0 and noted = 1 then 64 else 0 end) as decided
          from file
        ), judged as materialized (
          select r.number, r.title, r.rating, r.rated_at, r.note, r.decided, r.decided_by, r.lacking, {RowEffects.Of("r.decided")} as effects from deciding r
        ), weighed as materialized (
          select r.number, r.decided, r.decided_by, r.lacking, r.effects, g.value as was, {RowEffects.Conflicts("r.effects")} as conflicts
          from judged r left join house.rating g on g.member = @member and g.title = r.title
        )
        """;

    /// <summary>Rows that have had their turn stay as they are, but decide for the others.</summary>
    public static Task Classify(Writing writing, long import, long member) => writing.Execute($"""
        {Classes}
        update house.import_row as t set
          decided = j.decided, decided_by = j.decided_by, was = j.was, conflicts = j.conflicts, effects = j.effects & ~j.conflicts,
          class = case
            when j.decided = 0 then 6
            when j.conflicts > 0 then 7
            when j.effects = 0 then 3
            when j.lacking then 4
            when (j.effects & 1) > 0 and j.was is not null then 2
            else 1 end
        from weighed j where t.import = @import and t.number = j.number and t.result is null
        """, new { import, member });

    /// <summary>The member wants the file's ratings and notes also where their own are newer or others.</summary>
    public static Task TakeConflicts(Writing writing, long import) => writing.Execute(
        "update house.import_row set class = case when lacking then 4 else 2 end, effects = effects | conflicts, result = null where import = @import and class = 7 and (result is null or (result = 2 and conflicts > 0))", new { import });
}
