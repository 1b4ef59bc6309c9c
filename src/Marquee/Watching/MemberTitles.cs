using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>How much a member has.</summary>
public sealed record HistorySize
{
    public int Ratings { get; init; }

    public int Watches { get; init; }
}

/// <summary>What a member has of titles, for every page that shows them.</summary>
public sealed class MemberTitles(Database database, MergedTitles merged)
{
    /// <returns>An entry for each asked title, <see cref="Mine.Nothing"/> where the member has nothing of it.</returns>
    public async Task<IReadOnlyDictionary<TitleId, Mine>> Of(Viewer viewer, IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        var now = await merged.Current(ids, ct);
        var mine = await OfCurrent(viewer, [.. ids.Select(id => now.GetValueOrDefault(id, id))], ct);
        foreach (var (old, current) in now)
        {
            mine[old] = mine[current];
        }

        return mine;
    }

    /// <summary>The same for titles that are known not to be merged into others.</summary>
    internal async Task<Dictionary<TitleId, Mine>> OfCurrent(Viewer viewer, IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        var mine = new Dictionary<TitleId, Mine>(ids.Count);
        await using var connection = await database.Read(ct);
        var within = IdList.In(database.Dialect);
        foreach (var chunk in ids.Distinct().Chunk(IdList.Batch))
        {
            var rows = (await connection.QueryAsync<MineRow>(new CommandDefinition($"""
                select title, value as Number, rated_at as At, cast(null as text) as Words, cast(null as bigint) as Hidden, cast(null as bigint) as Revision, 1 as Part
                from house.rating where member = @member and title {within}
                union all
                select distinct title, cast(null as integer), cast(null as bigint), cast(null as text), cast(null as bigint), cast(null as bigint), 2
                from house.watch where member = @member and title {within}
                union all
                select title, priority, added_at, note, cast(null as bigint), cast(null as bigint), 3 from house.watchlist_entry where member = @member and title {within}
                union all
                select title, cast(null as integer), liked_at, note, not_interested_at, revision, 4 from house.member_title where member = @member and title {within}
                """, IdList.Of(database.Dialect, [.. chunk.Select(id => id.Number)], new { member = viewer.Member }), cancellationToken: ct))).ToLookup(row => row.Title);
            foreach (var id in chunk)
            {
                mine[id] = rows.Contains(id.Number) ? Together(rows[id.Number]) : Mine.Nothing;
            }
        }

        return mine;
    }

    /// <returns>Everything the member rated, best first.</returns>
    public async Task<IReadOnlyList<RatedTitle>> Rated(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<RatedRow>(new CommandDefinition(
            "select title, value, rated_at as RatedAt from house.rating where member = @member order by value desc, title",
            new { member = viewer.Member },
            cancellationToken: ct));
        return [.. rows.Select(row => new RatedTitle(new TitleId(row.Title), row.Value, Instants.Instant(row.RatedAt)))];
    }

    /// <returns>Everything the member watched or rated.</returns>
    public async Task<IReadOnlySet<TitleId>> Seen(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var seen = await connection.QueryAsync<long>(new CommandDefinition(
            "select title from house.rating where member = @member union select title from house.watch where member = @member",
            new { member = viewer.Member },
            cancellationToken: ct));
        return seen.Select(id => new TitleId(id)).ToHashSet();
    }

    public async Task<IReadOnlySet<TitleId>> OnWatchlist(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var listed = await connection.QueryAsync<long>(new CommandDefinition(
            "select title from house.watchlist_entry where member = @member", new { member = viewer.Member }, cancellationToken: ct));
        return listed.Select(id => new TitleId(id)).ToHashSet();
    }

    /// <returns>Everything that the member does not want to be shown.</returns>
    public async Task<IReadOnlySet<TitleId>> NotWanted(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var hidden = await connection.QueryAsync<long>(new CommandDefinition(
            "select title from house.member_title where member = @member and not_interested_at is not null", new { member = viewer.Member }, cancellationToken: ct));
        return hidden.Select(id => new TitleId(id)).ToHashSet();
    }

    /// <summary>Of what the member sees.</summary>
    public async Task<HistorySize> Size(Viewer viewer, Sight sight, CancellationToken ct)
    {
        var hidden = await Hidden(viewer, sight, ct);
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstAsync<HistorySize>(new CommandDefinition($"""
            select cast((select count(*) from house.rating where member = @member {hidden.But("title")}) as integer) as Ratings,
                   cast((select count(*) from house.watch where member = @member {hidden.But("title")}) as integer) as Watches
            """, hidden.With(new { member = viewer.Member }), cancellationToken: ct));
    }

    /// <summary>What a child has of titles beyond its ceiling, or is shown in the lists of others: it stays where it is, and is not shown.</summary>
    internal async Task<HiddenOwn> Hidden(Viewer viewer, Sight sight, CancellationToken ct)
    {
        if (sight.Only is null)
        {
            return HiddenOwn.Nothing(database.Dialect);
        }

        await using var connection = await database.Read(ct);
        var own = await connection.QueryAsync<long>(new CommandDefinition("""
            select title from house.rating where member = @member
            union select title from house.watch where member = @member
            union select title from house.watchlist_entry where member = @member
            union select title from house.list_entry where list in (select id from house.list where member = @member or shared)
            union select title from house.member_title where member = @member
            """, new { member = viewer.Member }, cancellationToken: ct));
        return new HiddenOwn(database.Dialect, [.. own.Where(title => !sight.Shows(new TitleId(title)))]);
    }

    static Mine Together(IEnumerable<MineRow> rows)
    {
        var mine = Mine.Nothing;
        foreach (var row in rows)
        {
            mine = row.Part switch
            {
                1 => mine with { Rating = (int?)row.Number, RatedAt = Instants.Instant(row.At), Seen = true },
                2 => mine with { Seen = true },
                3 => mine with { Watchlist = true, AddedAt = Instants.Instant(row.At), ListNote = row.Words, Priority = (int?)row.Number },
                _ => mine with { Liked = row.At is not null, NotInterested = row.Hidden is not null, Note = row.Words, Revision = row.Revision ?? 0 },
            };
        }

        return mine;
    }

    sealed record MineRow
    {
        public long Title { get; init; }

        public long? Number { get; init; }

        public long? At { get; init; }

        public string? Words { get; init; }

        public long? Hidden { get; init; }

        public long? Revision { get; init; }

        public int Part { get; init; }
    }

    sealed record RatedRow
    {
        public long Title { get; init; }

        public int Value { get; init; }

        public long? RatedAt { get; init; }
    }
}
