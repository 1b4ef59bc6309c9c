using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A title's document at a revision.</summary>
sealed record TitleRevision(TitleId Title, long Revision);

/// <summary>
/// Which of a member's titles and lists have changed since their devices were told. Told is noted with the revision that was read: a
/// change that comes meanwhile raises it, and is told next.
/// </summary>
static class UntoldTitles
{
    public static async Task<bool> Any(DbConnection connection, long member, CancellationToken ct) => await connection.ExecuteScalarAsync<long>(new CommandDefinition("""
        select case when exists (select 1 from house.member_title where member = @member and told <> revision)
          or exists (select 1 from house.gone_title where member = @member)
          or exists (select 1 from house.untold_list where member = @member) then 1 else 0 end
        """, new { member }, cancellationToken: ct)) == 1;

    /// <returns>The latest changes first.</returns>
    public static async Task<IReadOnlyList<TitleId>> Latest(DbConnection connection, long member, int limit, CancellationToken ct) => [.. (await connection.QueryAsync<long>(new CommandDefinition(
        "select title from house.member_title where member = @member and told <> revision order by changed_at desc limit @limit", new { member, limit }, cancellationToken: ct))).Select(id => new TitleId(id))];

    /// <summary>Those of the titles that are untold, inside a transaction.</summary>
    public static async Task<IReadOnlyList<TitleRevision>> Among(Writing writing, long member, IEnumerable<TitleId> titles) => [.. (await writing.Query<Row>(
        $"select title, revision from house.member_title where member = @member and told <> revision and title {IdList.In(writing.Dialect)} order by changed_at desc",
        IdList.Of(writing.Dialect, [.. titles.Select(t => t.Number)], new { member }))).Select(row => new TitleRevision(new TitleId(row.Title), row.Revision))];

    public static async Task Told(Writing writing, long member, IEnumerable<TitleRevision> told)
    {
        foreach (var one in told.GroupBy(t => t.Revision))
        {
            await writing.Execute(
                $"update house.member_title set told = @revision where member = @member and title {IdList.In(writing.Dialect)}",
                IdList.Of(writing.Dialect, [.. one.Select(t => t.Title.Number)], new { member, revision = one.Key }));
        }
    }

    /// <summary>Takes the titles that became another one: nobody is told of them again.</summary>
    public static async Task<IReadOnlyList<TitleId>> TakeGone(Writing writing, long member)
    {
        var gone = await writing.Query<long>("delete from house.gone_title where member = @member returning title", new { member });
        var back = gone.Count == 0 ? [] : await writing.Query<long>(
            $"select title from house.member_title where member = @member and title {IdList.In(writing.Dialect)}", IdList.Of(writing.Dialect, [.. gone], new { member }));
        return [.. gone.Except(back).Select(id => new TitleId(id))];
    }

    /// <summary>Everything is told again: nobody has it any more.</summary>
    public static Task Forget(Writing writing, long member) => writing.Execute($"""
        update house.member_title set told = 0 where member = @member and told <> 0;
        insert into house.untold_list (list, member, revision) select id, member, 1 from house.list where member = @member and not live
        on conflict (list) do update set revision = untold_list.revision + 1;
        """, new { member });

    /// <returns>The titles that belong to the latest so many, and the latest of the watchlist.</returns>
    public static async Task<IReadOnlySet<long>> Newest(Writing writing, long member, int titles, int listed) => (await writing.Query<long>("""
        select title from (select title from house.member_title where member = @member order by changed_at desc limit @titles) a
        union select title from (select title from house.watchlist_entry where member = @member order by coalesce(added_at, -1) desc limit @listed) b
        """, new { member, titles, listed })).ToHashSet();

    sealed record Row
    {
        public long Title { get; init; }

        public long Revision { get; init; }
    }
}
