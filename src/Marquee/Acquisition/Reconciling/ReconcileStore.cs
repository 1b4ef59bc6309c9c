using System.Text.Json;
using Dapper;
using Marquee.Acquisition.Collecting;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Reconciling;

/// <summary>What the house knows of one holding before a server is read.</summary>
sealed record KnownHolding
{
    public int OutsideId { get; init; }

    public long Digest { get; init; }

    public long Stamp { get; init; }

    public int Files { get; init; }

    public string Name { get; init; } = "";
}

/// <summary>A change as it is planned.</summary>
/// <param name="Stamp">Of the row that it was compared with; null when there was none.</param>
sealed record PlannedChange(int OutsideId, ReconcileKind Kind, string What, string Name, HeldItem? After, long? Stamp);

/// <summary>What was there before, for the undoing.</summary>
sealed record HeldBefore(HeldItem Item, long? Title);

/// <summary>A change as it is stored.</summary>
sealed record StoredChange
{
    public int OutsideId { get; init; }

    public ReconcileKind Kind { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public long? Stamp { get; init; }

    public long? DoneStamp { get; init; }

    public HeldItem? AfterItem => After is null ? null : JsonSerializer.Deserialize<HeldItem>(After);

    public HeldBefore? BeforeItem => Before is null ? null : JsonSerializer.Deserialize<HeldBefore>(Before);
}

/// <summary>The SQL of plans.</summary>
sealed class ReconcileStore(Database database, TimeProvider time)
{
    /// <summary>The done stamp of a change that was left out, because its row had changed again.</summary>
    public const long LeftOut = -1;

    /// <summary>Plans of a server that are kept, and how long their changes are.</summary>
    const int Kept = 50;

    const string Columns = """
        r.id, r.connection, r.state, r.why as storedWhy, r.added_count as added, r.removed_count as removed, r.changed_count as changed, r.same_count as same,
        r.done_count as done, r.made_at as madeAt, r.settled_at as settledAt
        """;

    const string ChangeColumns = "outside_id as outsideId, kind, before, after, stamp, done_stamp as doneStamp";

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A new plan for a server, in the place of those that nobody has agreed to.</summary>
    public Task<long> Begin(long connection, CancellationToken ct) => database.Write(Store.House, async house =>
    {
        const string open = "connection = @connection and state in ('reading', 'planned', 'paused')";
        await house.Execute($"delete from house.reconcile_change where reconcile in (select id from house.reconcile where {open})", new { connection });
        await house.Execute($"update house.reconcile set state = 'discarded', settled_at = @Now where {open}", new { connection, Now });
        await house.Execute($"""
            delete from house.reconcile_change where reconcile in (select id from house.reconcile where connection = @connection order by id desc limit 1000000 offset {Kept})
            """, new { connection });
        await house.Execute($"delete from house.reconcile where id in (select id from house.reconcile where connection = @connection order by id desc limit 1000000 offset {Kept})", new { connection });
        return await house.First<long>("""
            insert into house.reconcile (connection, state, added_count, removed_count, changed_count, same_count, done_count, made_at)
            values (@connection, 'reading', 0, 0, 0, 0, 0, @Now) returning id
            """, new { connection, Now });
    }, ct);

    public async Task<Dictionary<int, KnownHolding>> Known(long connection, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (await reading.QueryAsync<KnownHolding>(new CommandDefinition(
            "select outside_id as outsideId, digest, stamp, files, name from house.holding where connection = @connection", new { connection }, cancellationToken: ct))).ToDictionary(k => k.OutsideId);
    }

    public async Task<Holding?> Holding(long connection, int outsideId, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return await HoldingStore.Find(reading, null, connection, outsideId, ct);
    }

    public Task Add(long reconcile, IReadOnlyList<PlannedChange> changes, CancellationToken ct) => database.WriteInBatches(Store.House, changes, (house, change) => house.Execute("""
        insert into house.reconcile_change (reconcile, outside_id, kind, what, name, after, stamp) values (@reconcile, @OutsideId, @kind, @What, @Name, @after, @Stamp)
        on conflict (reconcile, outside_id) do nothing
        """, new
    {
        reconcile,
        change.OutsideId,
        kind = Word(change.Kind),
        change.What,
        change.Name,
        after = change.After is null ? null : JsonSerializer.Serialize(change.After),
        change.Stamp,
    }), ct);

    public async Task<Reconcile> Settle(long id, ReconcileState state, Text? why, int same, CancellationToken ct)
    {
        await database.Write(Store.House, house => house.Execute($"""
            update house.reconcile set state = @state, why = @why, same_count = @same,
              added_count = {Count("added")}, removed_count = {Count("removed")}, changed_count = {Count("changed")},
              settled_at = case when @state = 'failed' then @Now else settled_at end
            where id = @id
            """, new { id, state = Word(state), why = StoredText.Write(why), same, Now }), ct);
        return (await Find(id, ct))!;

        static string Count(string kind) => $"(select count(*) from house.reconcile_change x where x.reconcile = @id and x.kind = '{kind}')";
    }

    /// <returns>False when it was in none of these states any more.</returns>
    public async Task<bool> Move(long id, IReadOnlyList<ReconcileState> from, ReconcileState to, int? done, CancellationToken ct) => await database.Write(Store.House, house => house.Execute($"""
        update house.reconcile set state = @to, done_count = coalesce(@done, done_count), settled_at = @Now
        where id = @id and state in ({string.Join(", ", from.Select(s => $"'{Word(s)}'"))})
        """, new { id, to = Word(to), done, Now }), ct) == 1;

    public Task Forget(long id, CancellationToken ct) => database.Write(Store.House, house => house.Execute("delete from house.reconcile_change where reconcile = @id", new { id }), ct);

    public async Task<Reconcile?> Find(long id, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return await reading.QueryFirstOrDefaultAsync<Reconcile>(new CommandDefinition($"select {Columns} from house.reconcile r where r.id = @id", new { id }, cancellationToken: ct));
    }

    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<Reconcile>> Latest(long? connection, int limit, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (await reading.QueryAsync<Reconcile>(new CommandDefinition(
            $"select {Columns} from house.reconcile r {(connection is null ? "" : "where r.connection = @connection")} order by r.id desc limit @limit", new { connection, limit }, cancellationToken: ct))).AsList();
    }

    /// <returns>Removals first, then additions, then changes.</returns>
    public async Task<IReadOnlyList<ReconcileChange>> Changes(long id, int limit, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (await reading.QueryAsync<ReconcileChange>(new CommandDefinition("""
            select outside_id as outsideId, kind, what, name, coalesce(done_stamp, -1) >= 0 as done from house.reconcile_change
            where reconcile = @id order by case kind when 'removed' then 0 when 'added' then 1 else 2 end, name, outside_id limit @limit
            """, new { id, limit }, cancellationToken: ct))).AsList();
    }

    /// <param name="done">Those that were made; else those that were not looked at yet.</param>
    public async Task<IReadOnlyList<StoredChange>> Next(long id, bool done, int after, int limit, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (await reading.QueryAsync<StoredChange>(new CommandDefinition($"""
            select {ChangeColumns} from house.reconcile_change where reconcile = @id and outside_id > @after and {(done ? "done_stamp >= 0" : "done_stamp is null")}
            order by outside_id limit @limit
            """, new { id, after, limit }, cancellationToken: ct))).AsList();
    }

    /// <param name="stamp">Null: it is not done any more.</param>
    public static Task Done(Writing house, long id, int outsideId, long? stamp, HeldBefore? before) => house.Execute("""
        update house.reconcile_change set done_stamp = @stamp, before = coalesce(@before, before), after = null where reconcile = @id and outside_id = @outsideId
        """, new { id, outsideId, stamp, before = before is null ? null : JsonSerializer.Serialize(before) });

    public async Task<int> DoneCount(long id, CancellationToken ct)
    {
        await using var reading = await database.Read(ct);
        return (int)await reading.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from house.reconcile_change where reconcile = @id and done_stamp >= 0", new { id }, cancellationToken: ct));
    }

    static string Word(ReconcileState state) => state.ToString().ToLowerInvariant();

    static string Word(ReconcileKind kind) => kind.ToString().ToLowerInvariant();
}
