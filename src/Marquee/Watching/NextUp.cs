using System.Data.Common;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <param name="WatchedAt">The latest watch of the series; null when nobody knows when.</param>
public sealed record NextEpisode(TitleId Series, TitleId Episode, DateTimeOffset? WatchedAt);

/// <summary>
/// What comes next in the series that a member watches: of each the first episode after the latest watched one that is neither
/// watched nor rated. Specials and episodes without a number are left out, and what has not been shown yet, as far as its year tells.
/// </summary>
public sealed class NextUp(Database database, TimeProvider time)
{
    /// <summary>Series that are looked at, those with the latest watch first. Who finished so many will not go on with an older one.</summary>
    internal const int Looked = 400;

    const int Portion = 40;

    /// <summary>A series that the member does not want to be shown is left out here too.</summary>
    const string Active = """
        select s.series as Series, s.latest as Latest from (
          select series, max(at) as latest from house.watch where member = @member and series > 0 group by series) s
        where not exists (select 1 from house.member_title n where n.member = @member and n.title = s.series and n.not_interested_at is not null)
        order by coalesce(s.latest, -1) desc, s.series desc limit @Looked
        """;

    /// <param name="within">The test for the series that are asked about.</param>
    static string Next(string within) => $"""
        select b.series as Series, (
            select e.title from {EpisodeWords.All}
            where e.series = b.series and e.season >= b.place / 100000 and e.season * 100000 + e.number > b.place and (t.year is null or t.year <= @year)
              and not exists (select 1 from house.watch w where w.member = @member and w.title = e.title)
              and not exists (select 1 from house.rating r where r.member = @member and r.title = e.title)
            order by e.season, e.number limit 1) as Episode
        from (
          select a.series, case when a.latest is null then {Place("w.at is null")} else {Place("w.at = a.latest")} end as place
          from (select series, max(at) as latest from house.watch where member = @member and series {within} group by series) a) b
        where b.place is not null
        """;

    /// <summary>Where the latest watch stands in its series, as one number. Several watches of one instant are one evening: its last episode counts.</summary>
    static string Place(string latest) => $"""
        (select max(e.season * 100000 + e.number) from house.watch w {EpisodeWords.Join("w.title")}
         where w.member = @member and w.series = a.series and {latest} and e.season >= 1 and e.number >= 1)
        """;

    /// <returns>Those with the latest watch first.</returns>
    public async Task<IReadOnlyList<NextEpisode>> Of(Viewer viewer, int limit, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        await WatchSeries.Fill(database, connection, viewer.Member, ct);
        var active = (await connection.QueryAsync<ActiveRow>(new CommandDefinition(Active, new { member = viewer.Member, Looked }, cancellationToken: ct))).AsList();
        var next = new List<NextEpisode>();
        foreach (var some in active.Chunk(Portion).TakeWhile(_ => next.Count < limit))
        {
            var episodes = await Episodes(connection, viewer.Member, some, ct);
            next.AddRange(from series in some
                          where episodes.ContainsKey(series.Series)
                          select new NextEpisode(new TitleId(series.Series), new TitleId(episodes[series.Series]), Instants.Instant(series.Latest)));
        }

        return [.. next.Take(limit)];
    }

    async Task<Dictionary<long, long>> Episodes(DbConnection connection, long member, ActiveRow[] some, CancellationToken ct) =>
        (await connection.QueryAsync<NextRow>(new CommandDefinition(
            Next(IdList.In(database.Dialect)),
            IdList.Of(database.Dialect, [.. some.Select(s => s.Series)], new { member, year = time.GetUtcNow().Year }),
            cancellationToken: ct))).Where(row => row.Episode is not null).ToDictionary(row => row.Series, row => row.Episode!.Value);

    sealed record ActiveRow
    {
        public long Series { get; init; }

        public long? Latest { get; init; }
    }

    sealed record NextRow
    {
        public long Series { get; init; }

        public long? Episode { get; init; }
    }
}
