namespace Marquee.Watching.Importing;

/// <summary>
/// Whether what a row says is not there yet, as SQL about a row called <c>r</c> of the member <c>@member</c>: the same words judge a
/// preview and decide when the row's turn has come.
/// </summary>
static class RowEffects
{
    /// <summary>
    /// A day without a time is kept as its noon (UTC) and is the same watch as any of about that day: 18 hours reach from noon to every
    /// hour of the day in every inhabited time zone but the outermost, and not to the next day's noon.
    /// </summary>
    public const int SameDay = 18 * 3600;

    const string Noon = "86400 = 43200";

    /// <summary>Whether two instants tell of one watch.</summary>
    public static string OneWatch(string one, string other) =>
        $"abs({one} - {other}) <= (case when {one} % {Noon} or {other} % {Noon} then {SameDay} else {Watches.SameWatch} end)";

    static readonly string SameWatch = $"""
        exists (select 1 from house.watch w where w.member = @member and w.title = r.title
          and w.at between r.watched_at - {SameDay} and r.watched_at + {SameDay} and {OneWatch("w.at", "r.watched_at")})
        """;

    const string Watched = "(select count(*) from house.watch w where w.member = @member and w.title = r.title)";

    /// <summary>Where there is no such watch yet; a row without a time asks only for as many watches as it counts.</summary>
    public static readonly string NewPlay = $"(r.watched_at is not null and not {SameWatch})";

    static readonly string Watch = $"({NewPlay} or {Watched} < coalesce(r.plays, 1))";

    const string Rating = "not exists (select 1 from house.rating g where g.member = @member and g.title = r.title and g.value = r.rating)";

    const string Watchlist = "not exists (select 1 from house.watchlist_entry w where w.member = @member and w.title = r.title)";

    const string List = """
        not exists (select 1 from house.list l join house.list_entry e on e.list = l.id
          where l.member = @member and l.name = r.list and not l.live and e.title = r.title)
        """;

    /// <summary>The bits of <paramref name="asked"/> that would change something now.</summary>
    /// <param name="asked">A column of <c>r</c> with <see cref="RowSays"/>.</param>
    public static string Of(string asked) => $"""
        ((case when ({asked} & 1) > 0 and {Rating} then 1 else 0 end)
        + (case when ({asked} & 2) > 0 and {Watch} then 2 else 0 end)
        + (case when ({asked} & 4) > 0 and {Watchlist} then 4 else 0 end)
        + (case when ({asked} & 8) > 0 and {List} then 8 else 0 end))
        """;
}
