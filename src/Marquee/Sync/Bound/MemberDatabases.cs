using System.Collections.Concurrent;
using Dapper;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Sync.Changes;
using Marquee.Watching;

namespace Marquee.Sync.Bound;

/// <summary>The databases of members, each made when its member first asks for it.</summary>
public sealed class MemberDatabases
{
    /// <summary>Revisions of a branch that are known by name: a device that was away for longer is merged as one that nobody knows.</summary>
    const int RevsLimit = 50;

    readonly Database _database;
    readonly TimeProvider _time;
    readonly ConcurrentDictionary<long, long> _ids = new();

    public MemberDatabases(Database database, Facts facts, ChangeSignal signal, TimeProvider time)
    {
        (_database, _time) = (database, time);
        facts.Written += member =>
        {
            if (_ids.TryGetValue(member, out var id))
            {
                signal.Raise(id);
            }
        };
    }

    public async Task<SyncDatabase> Open(long member, CancellationToken ct)
    {
        var found = await Find(member, ct) ?? await _database.Write(Store.House, w => Make(w, member), ct);
        _ids[member] = found.Id;
        return found;
    }

    /// <returns>Null when the member's devices never asked for it.</returns>
    public async Task<SyncDatabase?> Find(long member, CancellationToken ct)
    {
        await using var connection = await _database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<SyncDatabase>(new CommandDefinition(
            $"select {SyncDatabases.Columns} from house.sync_database where member = @member", new { member }, cancellationToken: ct));
    }

    async Task<SyncDatabase> Make(Writing writing, long member)
    {
        var made = await writing.Execute("""
            insert into house.sync_database (name, instance, member, created_at, revs_limit, last_seq, purge_seq, live, gone)
            values (@name, @instance, @member, @at, @RevsLimit, 0, 0, 0, 0)
            on conflict do nothing
            """, new { name = DatabaseName.Of(member), instance = SyncDatabases.NewInstance(), member, at = _time.GetUtcNow().ToUnixTimeSeconds(), RevsLimit });
        if (made == 1)
        {
            await UntoldTitles.Forget(writing, member);
        }

        return (await writing.First<SyncDatabase>($"select {SyncDatabases.Columns} from house.sync_database where member = @member", new { member }))!;
    }
}
