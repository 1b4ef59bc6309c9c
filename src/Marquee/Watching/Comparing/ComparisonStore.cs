using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Comparing;

/// <summary>The rows of two members that a comparison is made of.</summary>
sealed class ComparisonStore(Database database)
{
    /// <summary>Whoever nobody knows is held for adult, so that it is shown to nobody who does not want to see such titles.</summary>
    const string Adult = $"case when {ListedTitles.NotAdult} then 0 else 1 end";

    public sealed record RatingRow
    {
        public long Member { get; init; }

        public long Title { get; init; }

        public int Value { get; init; }

        public long Adult { get; init; }

        /// <summary>Ten times IMDb's mean; 0 without votes.</summary>
        public long Mean { get; init; }
    }

    public sealed record ListedRow
    {
        public long Title { get; init; }

        public long Adult { get; init; }
    }

    public async Task<IReadOnlyList<RatingRow>> Ratings(long one, long other, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<RatingRow>(new CommandDefinition($"""
            select r.member as Member, r.title as Title, r.value as Value, {Adult} as Adult, {ListedTitles.Rating} as Mean
            from house.rating r {ListedTitles.Join("r.title")}
            where r.member in (@one, @other)
            """, new { one, other }, cancellationToken: ct))).AsList();
    }

    /// <summary>On both watchlists; what either marked as urgent comes first.</summary>
    public async Task<IReadOnlyList<ListedRow>> BothListed(long one, long other, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<ListedRow>(new CommandDefinition($"""
            select a.title as Title, {Adult} as Adult
            from house.watchlist_entry a join house.watchlist_entry b on b.title = a.title and b.member = @other {ListedTitles.Join("a.title")}
            where a.member = @one
            order by coalesce(a.priority, 9) + coalesce(b.priority, 9), a.title
            """, new { one, other }, cancellationToken: ct))).AsList();
    }

    /// <returns>Those of the titles that the member has watched, also by an episode, or does not want to be shown.</returns>
    public async Task<IReadOnlySet<long>> SeenOrDeclined(long member, IEnumerable<long> titles, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        await WatchSeries.Fill(database, connection, member, ct);
        var (found, within) = (new HashSet<long>(), IdList.In(database.Dialect));
        foreach (var some in titles.Chunk(IdList.Batch))
        {
            found.UnionWith(await connection.QueryAsync<long>(new CommandDefinition($"""
                select title from house.watch where member = @member and title {within}
                union
                select series from house.watch where member = @member and series {within}
                union
                select title from house.member_title where member = @member and not_interested_at is not null and title {within}
                """, IdList.Of(database.Dialect, some, new { member }), cancellationToken: ct)));
        }

        return found;
    }
}
