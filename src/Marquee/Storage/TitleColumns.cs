namespace Marquee.Storage;

/// <summary>
/// The manifest of columns that hold the number of a title, over all stores but the catalog (which is IMDb's own). When two
/// numbers turn out to be one title, those of <see cref="Rewritten"/> are changed. A test reads the real tables of both engines
/// and fails on a column that is missing here, and on one that nobody rewrites. Ids inside JSON (arguments of work) are led on by
/// who reads them.
/// </summary>
public static class TitleColumns
{
    public static readonly IReadOnlySet<string> Rewritten = new HashSet<string>(StringComparer.Ordinal)
    {
        "house.rating.title",
        "house.member_title.title",
        "house.watch.title",
        "house.watch.series",
        "house.correction.title",
        "house.correction.into_title",
        "house.watchlist_entry.title",
        "house.import_row.title",
        "house.list_entry.title",
        "house.age_rating.title",
        "house.ceiling_title.title",
        "house.match_answer.title",
        "house.holding.title",
        "house.wish.title",
        "known.title.id",
        "known.title.series",
    };

    /// <summary>These keep the number that was true when they were written; whoever reads them is led on.</summary>
    public static readonly IReadOnlySet<string> History = new HashSet<string>(StringComparer.Ordinal)
    {
        "house.fact.title",
        "house.title_merge.title",
        "house.title_merge.into_title",
        "house.title_merge.redirects",
        "house.merge_proposal.title",
        "house.merge_proposal.into_title",
        "house.gone_title.title", // devices are told that the number is gone
        "known.title_age.title",
        "known.title_age_asked.title",
    };
}
