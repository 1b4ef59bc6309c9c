using Marquee.Storage;

namespace Marquee.Watching.Importing.Archives;

/// <summary>Takes likes, "not interested" and notes of an archive's rows back where they are still as they were left; the rest is taken back as of any file.</summary>
static class ArchiveUndoing
{
    const string Stretch = "r.import = @import and r.number between @from and @to";

    const string Turn = Stretch + " and r.undone < 0";

    const string Standing = """
        exists (select 1 from house.member_title d where d.member = @member and d.title = r.title and (
          ((r.done_bits & 16) > 0 and d.liked_at = r.marked_at)
          or ((r.done_bits & 32) > 0 and d.not_interested_at = r.marked_at)
          or ((r.done_bits & 64) > 0 and d.note = r.note)))
        """;

    public static async Task Undo(Writing writing, long import, long member, int from, int to, long now)
    {
        var range = new { import, member, from, to, now };
        await writing.Execute($"""
            update house.import_row as r set undone = -1, undo_bits = case when {Standing} then r.done_bits else 0 end
            where {Stretch} and r.result = 1 and r.undone is null and r.done_bits in (16, 32, 64)
            """, range);
        await Unsay(writing, range, "liked_at", RowSays.Liked);
        await Unsay(writing, range, "not_interested_at", RowSays.NotInterested);
        await Unsay(writing, range, "note", RowSays.Note);
        await MemberTitleStore.TouchAll(writing, $"select r.title from house.import_row r where {Turn} and r.undo_bits > 0", range);
        await writing.Execute($"update house.import_row as r set undone = case when undo_bits = done_bits then 1 else 2 end where {Turn}", range);
    }

    static Task<int> Unsay(Writing writing, object range, string column, RowSays bit) => writing.Execute($"""
        update house.member_title as d set {column} = null
        from house.import_row r where {Turn} and (r.undo_bits & {(int)bit}) > 0 and d.member = @member and d.title = r.title
        """, range);
}
