using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A row of a member's file that names a title which is merged into another one.</summary>
sealed record FileRow
{
    const string Twice = "the file has this title again under another id, which decides";

    public long Import { get; init; }

    public int Line { get; init; }

    public int Class { get; init; }

    public string? Reason { get; init; }

    /// <summary>A row that is still to be applied gives way where the same file also names the other title.</summary>
    public static async Task<IReadOnlyList<FileRow>> Move(Writing house, TitleId from, TitleId to)
    {
        var titles = new { from = from.Number, to = to.Number, Twice };
        var rows = await house.Query<FileRow>("select import, line, class, reason from house.import_row where title = @from order by import, line", titles);
        await house.Execute("""
            update house.import_row set class = 3, reason = @Twice
            where title = @from and result is null and class in (1, 2, 4) and exists (
              select 1 from house.import_row other
              where other.import = import_row.import and other.title = @to and other.result is null and other.class in (1, 2, 4))
            """, titles);
        await house.Execute("update house.import_row set title = @to where title = @from", titles);
        return rows;
    }

    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<FileRow> rows)
    {
        foreach (var row in rows)
        {
            await house.Execute("""
                update house.import_row set title = @from,
                  class = case when result is null and exists (select 1 from house.import i where i.id = import_row.import and i.state = 'preview') then @Class else class end,
                  reason = case when result is null then @Reason else reason end
                where import = @Import and line = @Line and title = @to
                """, new { row.Import, row.Line, row.Class, row.Reason, from = from.Number, to = to.Number });
        }
    }
}
