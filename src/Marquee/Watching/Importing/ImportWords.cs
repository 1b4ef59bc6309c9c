using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>Likes, "not interested" and notes of a stretch of rows, written into the documents of their titles and taken out again.</summary>
/// <remarks>Of one title each of the three is decided by one row of a file, so the largest of a group is the only one.</remarks>
static class ImportWords
{
    /// <summary>Any of them.</summary>
    public const int Bits = (int)(RowSays.Liked | RowSays.NotInterested | RowSays.Note);

    /// <param name="turn">Which rows <c>r</c>; what they really do stands in <c>done_bits</c>. Their documents are there.</param>
    public static Task Write(Writing writing, string turn, object parameters) => writing.Execute($"""
        update house.member_title as t set
          liked_at = coalesce(w.liked_at, t.liked_at), not_interested_at = coalesce(w.not_interested_at, t.not_interested_at), note = coalesce(w.note, t.note)
        from (
          select r.title, max(case when (r.done_bits & 16) > 0 then r.marked_at end) as liked_at,
            max(case when (r.done_bits & 32) > 0 then r.marked_at end) as not_interested_at,
            max(case when (r.done_bits & 64) > 0 then r.note end) as note
          from house.import_row r where {turn} and (r.done_bits & {Bits}) > 0 group by r.title) w
        where t.member = @member and t.title = w.title
        """, parameters);

    /// <summary>What of <c>done_bits</c> still is as the row left it.</summary>
    public static readonly string Standing = $"""
        (case when (r.done_bits & 16) > 0 and {RowEffects.Said("d.liked_at = r.marked_at")} then 16 else 0 end)
        + (case when (r.done_bits & 32) > 0 and {RowEffects.Said("d.not_interested_at = r.marked_at")} then 32 else 0 end)
        + (case when (r.done_bits & 64) > 0 and {RowEffects.Said("d.note = r.note")} then 64 else 0 end)
        """;

    /// <param name="turn">Which rows <c>r</c>; what they take back stands in <c>undo_bits</c>.</param>
    public static Task TakeBack(Writing writing, string turn, object parameters) => writing.Execute($"""
        update house.member_title as t set
          liked_at = case when w.liked > 0 then null else t.liked_at end,
          not_interested_at = case when w.refused > 0 then null else t.not_interested_at end,
          note = case when w.noted > 0 then w.old_note else t.note end
        from (
          select r.title, max(r.undo_bits & 16) as liked, max(r.undo_bits & 32) as refused, max(r.undo_bits & 64) as noted,
            max(case when (r.undo_bits & 64) > 0 then r.old_note end) as old_note
          from house.import_row r where {turn} and (r.undo_bits & {Bits}) > 0 group by r.title) w
        where t.member = @member and t.title = w.title
        """, parameters);
}
