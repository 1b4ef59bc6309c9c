namespace Marquee.Watching.Importing;

/// <summary>
/// Whether what a row says is not there yet, and whether it stands against something newer, as SQL about a row called <c>r</c> of the
/// member <c>@member</c>: the same words judge a preview and decide when the row's turn has come.
/// </summary>
static class RowEffects
{
    static readonly string SameWatch = $"""
        exists (select 1 from house.watch w where w.member = @member and w.title = r.title
          and {WatchWindow.Reaches("w.at", "r.watched_at")})
        """;

    /// <summary>
    /// How many watches the title has, those included that the member said were of another one. A column is counted because SQLite
    /// would else prefer an index that holds all it needs, and walk all of the member's watches in it.
    /// </summary>
    public const string Watched = """
        ((select count(w.origin) from house.watch w where w.member = @member and w.title = r.title)
        + (select count(*) from house.correction c where c.member = @member and c.title = r.title and c.what = 'watch'))
        """;

    /// <summary>Where there is no such watch yet; a row without a time asks only for as many watches as it counts.</summary>
    public static readonly string NewPlay = $"(r.watched_at is not null and not {SameWatch} and not {ImportCorrections.WatchMoved})";

    static readonly string Watch = $"({NewPlay} or {Watched} < coalesce(r.plays, 1))";

    /// <summary>The title has another rating, or none.</summary>
    public const string NewRating = "not exists (select 1 from house.rating g where g.member = @member and g.title = r.title and g.value = r.rating)";

    static readonly string Rating = $"({NewRating} and not {ImportCorrections.RatingMoved})";

    const string Watchlist = "not exists (select 1 from house.watchlist_entry w where w.member = @member and w.title = r.title)";

    const string List = """
        not exists (select 1 from house.list l join house.list_entry e on e.list = l.id
          where l.member = @member and l.name = r.list and not l.live and e.title = r.title)
        """;

    /// <summary>The document of the row's title has these words.</summary>
    public static string Said(string words) => $"exists (select 1 from house.member_title d where d.member = @member and d.title = r.title and {words})";

    /// <summary>The bits of <paramref name="asked"/> that would change something now.</summary>
    /// <param name="asked">A column of <c>r</c> with <see cref="RowSays"/>.</param>
    public static string Of(string asked) => $"""
        ((case when ({asked} & 1) > 0 and {Rating} then 1 else 0 end)
        + (case when ({asked} & 2) > 0 and {Watch} then 2 else 0 end)
        + (case when ({asked} & 4) > 0 and {Watchlist} then 4 else 0 end)
        + (case when ({asked} & 8) > 0 and {List} then 8 else 0 end)
        + (case when ({asked} & 16) > 0 and not {Said("d.liked_at is not null")} then 16 else 0 end)
        + (case when ({asked} & 32) > 0 and not {Said("d.not_interested_at is not null")} then 32 else 0 end)
        + (case when ({asked} & 64) > 0 and not {Said("d.note = r.note")} then 64 else 0 end))
        """;

    /// <summary>
    /// The bits of <paramref name="asked"/> that would replace something newer: the member has rated the title otherwise since. Nobody
    /// knows the date of a note, so another one is never replaced unasked.
    /// </summary>
    /// <param name="asked">A column of <c>r</c> with bits that would change something.</param>
    public static string Conflicts(string asked) => $"""
        ((case when ({asked} & 1) > 0 and exists (select 1 from house.rating g where g.member = @member and g.title = r.title
            and g.value <> r.rating and g.rated_at is not null and (r.rated_at is null or r.rated_at < g.rated_at)) then 1 else 0 end)
        + (case when ({asked} & 64) > 0 and {Said("d.note <> r.note")} then 64 else 0 end))
        """;
}
