using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A list on which one of two titles that became one stood.</summary>
/// <param name="Position">Where the title that was given up stood.</param>
/// <param name="Both">The other one stood on it too, so there was one entry too many.</param>
sealed record ListEntryMoved(long Member, long List, int Position, bool Both, string? Note = null)
{
    public static async Task<IReadOnlyList<ListEntryMoved>> Move(Writing house, TitleId from, TitleId to)
    {
        var rows = await house.Query<Row>("""
            select coalesce(l.member, 0) as Member, e.list as List, e.position as Position, e.note as Note,
              case when exists (select 1 from house.list_entry o where o.list = e.list and o.title = @to) then 1 else 0 end as Both
            from house.list_entry e left join house.list l on l.id = e.list where e.title = @from order by e.list
            """, new { from = from.Number, to = to.Number });
        foreach (var row in rows)
        {
            await house.Execute(
                row.Both == 1 ? "delete from house.list_entry where list = @List and title = @from" : "update house.list_entry set title = @to where list = @List and title = @from",
                new { row.List, from = from.Number, to = to.Number });
            await ListStore.Touch(house, row.List);
        }

        return [.. rows.Select(row => new ListEntryMoved(row.Member, row.List, row.Position, row.Both == 1, row.Note))];
    }

    /// <summary>A list that is gone, or whose entry is, stays as it is.</summary>
    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<ListEntryMoved> moved)
    {
        foreach (var entry in moved)
        {
            await house.Execute(entry.Both
                ? """
                  insert into house.list_entry (list, position, title, note) select e.list, @Position, @from, @Note from house.list_entry e where e.list = @List and e.title = @to
                  on conflict do nothing
                  """
                : "update house.list_entry set title = @from where list = @List and title = @to",
                new { entry.List, entry.Position, entry.Note, from = from.Number, to = to.Number });
            await ListStore.Touch(house, entry.List);
        }
    }

    sealed record Row
    {
        public long Member { get; init; }

        public long List { get; init; }

        public int Position { get; init; }

        public int Both { get; init; }

        public string? Note { get; init; }
    }
}
