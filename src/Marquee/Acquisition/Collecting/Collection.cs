using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Integrations.Servarr;
using Marquee.Storage;

namespace Marquee.Acquisition.Collecting;

/// <summary>What the servers together have of a title.</summary>
/// <param name="Monitored">One of them looks for it.</param>
/// <param name="Grabbed">Something of it is on its way.</param>
/// <param name="Files">Of a film 0 or 1; of a series, the episodes that are here, on the server that has most.</param>
/// <param name="Aired">Episodes that could be here; of a film 0.</param>
public sealed record HeldMark(bool Monitored, bool Grabbed, int Files, int Aired)
{
    public bool Downloaded => Files > 0;
}

/// <summary>One line of the collection: a film or series on one server.</summary>
public sealed record CollectionRow
{
    public long Connection { get; init; }

    public string Server { get; init; } = "";

    public ServarrProgram Kind { get; init; }

    public int OutsideId { get; init; }

    /// <summary>Null when nobody knows which title it is.</summary>
    public TitleId? Title => TitleNumber is { } number ? new TitleId(number) : null;

    internal long? TitleNumber { get; init; }

    /// <summary>As the server calls it.</summary>
    public string Name { get; init; } = "";

    public int? Year { get; init; }

    public bool Monitored { get; init; }

    public bool Grabbed { get; init; }

    /// <summary>Of a film 0 or 1; of a series, its episodes with a file.</summary>
    public int Files { get; init; }

    /// <summary>Of a series: those that were aired.</summary>
    public int Aired { get; init; }

    public int Episodes { get; init; }

    /// <summary>Of a film.</summary>
    public string? Quality { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Unix seconds.</summary>
    public long AddedAt { get; init; }

    internal string Place { get; init; } = "";

    internal CollectionCursor Cursor => new(Place, Connection, OutsideId);
}

/// <param name="Next">Null on the last page.</param>
public sealed record CollectionPage(IReadOnlyList<CollectionRow> Items, CollectionCursor? Next);

/// <summary>What the servers of the house have, as the house last heard of it.</summary>
public sealed class Collection(Database database, Sights sights)
{
    const string Columns = """
        h.connection, c.name as server, c.kind, h.outside_id as outsideId, h.title as titleNumber, h.name, h.year, h.monitored, h.grabbed_at is not null as grabbed,
        h.files, h.aired, h.episodes, h.quality, h.size, h.added_at as addedAt
        """;

    /// <returns>Those of the titles that a server has, even without a file.</returns>
    public async Task<IReadOnlyDictionary<TitleId, HeldMark>> Has(IReadOnlyCollection<TitleId> titles, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        var found = new Dictionary<TitleId, HeldMark>();
        foreach (var some in titles.Select(t => t.Number).Distinct().Chunk(IdList.Batch))
        {
            var rows = await reading.QueryAsync<MarkRow>(new CommandDefinition($"""
                select h.title, max(case when h.monitored then 1 else 0 end) as monitored, max(case when h.grabbed_at is null then 0 else 1 end) as grabbed, max(h.files) as files, max(h.aired) as aired
                from house.holding h where h.title {IdList.In(database.Dialect)} group by h.title
                """, IdList.Of(database.Dialect, some), cancellationToken: ct));
            foreach (var row in rows)
            {
                found[new TitleId(row.Title)] = new HeldMark(row.Monitored == 1, row.Grabbed == 1, (int)row.Files, (int)row.Aired);
            }
        }

        return found;
    }

    /// <returns>What each server has of the title, with seasons and episodes.</returns>
    public async Task<IReadOnlyList<Holding>> Of(TitleId title, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        var keys = await reading.QueryAsync<KeyRow>(new CommandDefinition(
            "select connection, outside_id as outsideId from house.holding where title = @title order by connection, outside_id", new { title = title.Number }, cancellationToken: ct));
        var all = new List<Holding>();
        foreach (var key in keys)
        {
            if (await HoldingStore.Find(reading, null, key.Connection, key.OutsideId, ct) is { } holding)
            {
                all.Add(holding);
            }
        }

        return all;
    }

    /// <summary>The same by the number that a server knows it by, in a transaction.</summary>
    public static Task<Holding?> Find(Writing house, long connection, int outsideId) => HoldingStore.Find(house, connection, outsideId);

    /// <param name="after">Null for the first page.</param>
    public async Task<CollectionPage> Page(Viewer viewer, CollectionQuery query, CollectionCursor? after, int limit, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        await using var reading = await database.Read(ct);
        var rows = (await reading.QueryAsync<CollectionRow>(new CommandDefinition($"""
            select {Columns}, cast({query.Key} as text) as place {From(sight)}{query.Where}{(after is null ? "" : query.Behind)}
            order by {query.Key}, h.connection, h.outside_id limit @limit
            """, Parameters(sight, query, limit + 1, after), cancellationToken: ct))).AsList();
        return new CollectionPage([.. rows.Take(limit)], rows.Count > limit ? rows[limit - 1].Cursor : null);
    }

    public async Task<int> Total(Viewer viewer, CollectionQuery query, CancellationToken ct)
    {
        var sight = await sights.Of(viewer, ct);
        await using var reading = await database.Read(ct);
        return (int)await reading.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) {From(sight)}{query.Where}", Parameters(sight, query, 0, null), cancellationToken: ct));
    }

    /// <summary>A child sees what its ceiling lets through, and nothing that nobody knows the title of.</summary>
    string From(Sight sight) =>
        "from house.holding h join house.connection c on c.id = h.connection"
        + (sight.Adult ? "" : $" {ListedTitles.Join("h.title")}") + " where true"
        + (sight.Only is null ? "" : $" and h.title {IdList.In(database.Dialect)}")
        + (sight.Adult ? "" : $" and not coalesce(t.adult, k.adult, @no)");

    DynamicParameters Parameters(Sight sight, CollectionQuery query, int limit, CollectionCursor? after)
    {
        var parameters = sight.Only is { } only ? IdList.Of(database.Dialect, only.Titles) : new DynamicParameters();
        parameters.AddDynamicParams(query.Parameters(limit, after));
        parameters.Add("no", false);
        return parameters;
    }

    sealed record MarkRow
    {
        public long Title { get; init; }

        public long Monitored { get; init; }

        public long Grabbed { get; init; }

        public long Files { get; init; }

        public long Aired { get; init; }
    }

    sealed record KeyRow
    {
        public long Connection { get; init; }

        public int OutsideId { get; init; }
    }
}
