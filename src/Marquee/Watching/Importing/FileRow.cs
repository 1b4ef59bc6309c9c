using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <summary>A row of a member's file that names one of two titles which are merged, as it was before.</summary>
sealed record FileRow
{
    static readonly string Twice = StoredText.Write(new Text("watching.import.twiceUnder"))!;

    public long Import { get; init; }

    /// <summary>Its number in the import.</summary>
    public int Line { get; init; }

    public long Member { get; init; }

    /// <summary>It names the title that stays.</summary>
    public bool Stays { get; init; }

    public int Class { get; init; }

    /// <summary>Null in merges that were made before rows had it.</summary>
    public int? Effects { get; init; }

    /// <inheritdoc cref="Effects"/>
    public int? DoneBits { get; init; }

    public int? Result { get; init; }

    public string? Reason { get; init; }

    public int? OldRating { get; init; }

    public long? OldAt { get; init; }

    public bool? PutOnList { get; init; }

    /// <summary>
    /// A row that is still to be applied gives way where the same file also names the other title. A row that was applied must
    /// not take away, when its file is taken back, what the member had of the other title.
    /// </summary>
    public static async Task<IReadOnlyList<FileRow>> Move(Writing house, TitleId from, TitleId to, IReadOnlyList<RatingPair> ratings, IReadOnlyList<EntryPair> entries, IReadOnlyList<MemberTitlePair> documents)
    {
        var titles = new { from = from.Number, to = to.Number, Twice };
        var rows = await house.Query<FileRow>("""
            select r.import, r.number as line, i.member, r.title = @to as stays, r.class, r.reason, r.old_rating as OldRating, r.old_at as OldAt, r.put_on_list as PutOnList, r.effects, r.done_bits as DoneBits, r.result
            from house.import_row r join house.import i on i.id = r.import where r.title in (@from, @to) order by r.import, r.number
            """, titles);
        foreach (var pair in ratings.Where(p => p.To is not null))
        {
            var (kept, other) = pair.Newer == pair.From ? (from, pair.To!) : (to, pair.From);
            await house.Execute("""
                update house.import_row set old_rating = @Value, old_at = @RatedAt
                where title = @kept and result = 1 and undone is null and rating is not null and old_rating is null
                  and import in (select id from house.import where member = @Member)
                """, new { kept = kept.Number, other.Value, other.RatedAt, pair.Member });
        }

        foreach (var pair in entries.Where(p => p.To is not null))
        {
            await house.Execute("""
                update house.import_row set put_on_list = @no
                where title in (@from, @to) and result = 1 and undone is null and put_on_list and import in (select id from house.import where member = @Member)
                """, new { titles.from, titles.to, pair.Member, no = false });
        }

        foreach (var pair in documents.Where(p => p.Alike > 0))
        {
            await house.Execute("""
                update house.import_row set done_bits = done_bits & @others
                where title in (@from, @to) and result = 1 and undone is null and import in (select id from house.import where member = @Member)
                """, new { titles.from, titles.to, pair.Member, others = ~pair.Alike });
        }

        await GiveWay(house, rows, titles);
        await house.Execute("update house.import_row set title = @to where title = @from", titles);
        var both = ratings.Where(p => p.To is not null).Select(p => p.Member).Concat(entries.Where(p => p.To is not null).Select(p => p.Member))
            .Concat(documents.Where(p => p.Alike > 0).Select(p => p.Member)).ToHashSet();
        return [.. rows.Where(r => !r.Stays || both.Contains(r.Member))];
    }

    /// <summary>What there is once of a title is decided by the row that names the one which stays.</summary>
    static async Task GiveWay(Writing house, IReadOnlyList<FileRow> rows, object titles)
    {
        foreach (var import in rows.Where(r => r.Result is null).GroupBy(r => r.Import).Where(file => file.Any(r => r.Stays) && file.Any(r => !r.Stays)).Select(file => file.Key))
        {
            foreach (var once in new[] { RowSays.Rating, RowSays.Watchlist, RowSays.Liked, RowSays.NotInterested, RowSays.Note })
            {
                await house.Execute($"""
                    update house.import_row set effects = effects - {(int)once}
                    where import = {import} and title = @from and {ImportApplication.Waiting} and (effects & {(int)once}) > 0 and exists (
                      select 1 from house.import_row other
                      where other.import = {import} and other.title = @to and other.result is null and other.class in (1, 2, 4, 7) and (other.effects & {(int)once}) > 0)
                    """, titles);
            }

            await house.Execute($"""
                update house.import_row set class = 3, reason = @Twice
                where import = {import} and title = @from and class in (1, 2, 4) and effects = 0 and result is null
                """, titles);
        }
    }

    public static async Task PutBack(Writing house, TitleId from, TitleId to, IReadOnlyList<FileRow> rows)
    {
        foreach (var row in rows)
        {
            await house.Execute("""
                update house.import_row set
                  old_rating = case when undone is null and result = 1 then cast(@OldRating as integer) else old_rating end,
                  old_at = case when undone is null and result = 1 then cast(@OldAt as bigint) else old_at end,
                  put_on_list = case when undone is null and result = 1 then cast(@PutOnList as boolean) else put_on_list end,
                  done_bits = case when undone is null and result = 1 then coalesce(cast(@DoneBits as integer), done_bits) else done_bits end
                where import = @Import and number = @Line and title = @to
                """, new { row.Import, row.Line, row.OldRating, row.OldAt, row.PutOnList, row.DoneBits, to = to.Number });
            if (!row.Stays)
            {
                await house.Execute("""
                    update house.import_row set title = @from,
                      class = case when result is null and exists (select 1 from house.import i where i.id = import_row.import and i.state = 'preview') then @Class else class end,
                      effects = case when result is null then coalesce(cast(@Effects as integer), effects) else effects end,
                      reason = case when result is null then @Reason else reason end
                    where import = @Import and number = @Line and title = @to
                    """, new { row.Import, row.Line, row.Class, row.Effects, row.Reason, from = from.Number, to = to.Number });
            }
        }
    }
}
