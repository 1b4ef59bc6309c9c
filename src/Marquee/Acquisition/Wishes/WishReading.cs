using Dapper;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes;

/// <summary>Wishes as they stand. Whoever shows them to a child leaves out what it does not see.</summary>
public sealed class WishReading(Database database)
{
    /// <summary>Every wish that is not only a bookmark, the latest change first.</summary>
    /// <param name="states">Null for all of them.</param>
    public Task<IReadOnlyList<Wish>> All(IReadOnlyCollection<WishState>? states, int skip, int limit, CancellationToken ct) =>
        Read($"where {In(states)} order by w.changed_at desc, w.id limit @limit offset @skip",
            new { skip, limit }, ct);

    /// <summary>What a member wants or wanted, bookmarks among it, the latest change first.</summary>
    /// <inheritdoc cref="All"/>
    public Task<IReadOnlyList<Wish>> Of(long member, IReadOnlyCollection<WishState>? states, int skip, int limit, CancellationToken ct) => Read($"""
        where w.id in (select wish from house.wish_member where member = @member and (left_at is null or w.state = 'withdrawn'))
          {(states is null ? "" : "and " + In(states))} order by w.changed_at desc, w.id limit @limit offset @skip
        """, new { member, skip, limit }, ct);

    /// <summary>Every wish, bookmarks and those that are over too, by id: for who keeps a copy of them.</summary>
    /// <param name="after">Null for the beginning.</param>
    public Task<IReadOnlyList<Wish>> Each(string? after, int limit, CancellationToken ct) =>
        Read($"{(after is null ? "" : "where w.id > @after")} order by w.id limit @limit", new { after, limit }, ct);

    /// <returns>Those of one title, the first asked for first.</returns>
    public Task<IReadOnlyList<Wish>> Of(TitleId title, CancellationToken ct) => Read("where w.title = @title order by w.asked_at, w.id", new { title = title.Number }, ct);

    public async Task<Wish?> Find(string id, CancellationToken ct) => await Read("where w.id = @id", new { id }, ct) is [var wish] ? wish : null;

    /// <inheritdoc cref="Find(string, CancellationToken)"/>
    public static Task<Wish?> Find(Writing house, string id) => WishStore.Find(house, id);

    /// <summary>How many wait for a host.</summary>
    public async Task<int> WaitingForHost(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("select count(*) from house.wish where state = 'approval'", cancellationToken: ct));
    }

    /// <returns>The history of a wish, oldest first.</returns>
    public async Task<IReadOnlyList<WishStep>> Steps(string id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return [.. (await connection.QueryAsync<StepRow>(new CommandDefinition(
            "select at, from_state as FromState, to_state as ToState, member, origin, reason from house.wish_step where wish = @id order by id", new { id }, cancellationToken: ct))).Select(row => row.Step())];
    }

    /// <summary>How much of a member's quotas is used up.</summary>
    /// <param name="unwatched">Found before.</param>
    internal static async Task<WishUse> Use(Writing house, long member, DateTimeOffset since, int unwatched)
    {
        var row = await house.First<UseRow>(UseSql, new { member, since = since.ToUnixTimeSeconds() });
        return new WishUse((int)row!.Count, row.Bytes, unwatched);
    }

    /// <inheritdoc cref="Use(Writing, long, DateTimeOffset, int)"/>
    public async Task<WishUse> Use(long member, DateTimeOffset since, int unwatched, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var row = await connection.QueryFirstAsync<UseRow>(new CommandDefinition(UseSql, new { member, since = since.ToUnixTimeSeconds() }, cancellationToken: ct));
        return new WishUse((int)row.Count, row.Bytes, unwatched);
    }

    const string UseSql = """
        select count(*) as Count, cast(coalesce(sum(w.bytes), 0) as bigint) as Bytes
        from house.wish w join house.wish_member m on m.wish = w.id
        where m.member = @member and m.left_at is null and m.asked_at >= @since and w.state not in ('refused', 'gaveUp', 'withdrawn', 'bookmark')
        """;

    async Task<IReadOnlyList<Wish>> Read(string where, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await WishStore.Read(connection, database.Dialect, where, parameters, ct);
    }

    /// <summary>The codes are the program's own words.</summary>
    static string In(IReadOnlyCollection<WishState>? states) => states is null ? "w.state <> 'bookmark'" : $"w.state in ({string.Join(", ", states.Select(s => $"'{s.Code()}'"))})";

    sealed record UseRow
    {
        public long Count { get; init; }

        public long Bytes { get; init; }
    }

    sealed record StepRow
    {
        public long At { get; init; }

        public string? FromState { get; init; }

        public string ToState { get; init; } = "";

        public long? Member { get; init; }

        public string Origin { get; init; } = "";

        public string? Reason { get; init; }

        public WishStep Step() => new(DateTimeOffset.FromUnixTimeSeconds(At), WishStates.Parse(FromState), WishStates.Parse(ToState)!.Value, Member, Origin, StoredText.Read(Reason));
    }
}
