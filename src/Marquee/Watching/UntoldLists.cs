using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A list at a revision; its number stays known when it is gone.</summary>
sealed record ListRevision
{
    public long List { get; init; }

    public long Revision { get; init; }
}

/// <summary>A member's lists that have changed since their devices were told; see <see cref="UntoldTitles"/>.</summary>
static class UntoldLists
{
    public static Task<IReadOnlyList<ListRevision>> Some(Writing writing, long member, int limit) =>
        writing.Query<ListRevision>("select list, revision from house.untold_list where member = @member order by list limit @limit", new { member, limit });

    public static Task<ListRevision?> Of(Writing writing, long member, long list) =>
        writing.First<ListRevision>("select list, revision from house.untold_list where member = @member and list = @list", new { member, list });

    public static Task Told(Writing writing, ListRevision told) =>
        writing.Execute("delete from house.untold_list where list = @List and revision = @Revision", new { told.List, told.Revision });
}
