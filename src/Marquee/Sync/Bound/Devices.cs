using System.Collections.Concurrent;
using Dapper;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Sync.Bound;

/// <summary>A device, or a program with a key, that keeps a copy of a member's documents.</summary>
public sealed record Device
{
    public long Id { get; init; }

    /// <summary>For people: <c>Firefox on Android</c>, or what the key is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>Unix seconds, right to about five minutes.</summary>
    public long SeenAt { get; init; }
}

/// <summary>Who replicates, and when they last came.</summary>
public sealed class Devices(Database database, TimeProvider time)
{
    readonly ConcurrentDictionary<(long, string, long), Device> _seen = new();

    /// <summary>Notes that the device asks, at most every five minutes.</summary>
    /// <returns>Null for the command line.</returns>
    public async Task<Device?> Seen(SignedIn me, CancellationToken ct)
    {
        if (me is not { Session: { } } and not { KeyRow: { } })
        {
            return null;
        }

        var (way, number, name) = me.Session is { } session ? ("session", session.Id, session.Device) : ("key", me.KeyRow!.Id, me.KeyRow.Name);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var key = (me.Viewer.Member, way, number);
        if (_seen.TryGetValue(key, out var known) && known.SeenAt + (long)Sessions.SeenEvery.TotalSeconds > now)
        {
            return known;
        }

        var id = await database.Write(Store.House, w => w.First<long>("""
            insert into house.sync_device (member, way, number, name, seen_at) values (@Member, @way, @number, @name, @now)
            on conflict (member, way, number) do update set name = excluded.name, seen_at = excluded.seen_at
            returning id
            """, new { me.Viewer.Member, way, number, name, now }), ct);
        return _seen[key] = new Device { Id = id, Name = name, SeenAt = now };
    }

    /// <returns>Those that came last first.</returns>
    public async Task<IReadOnlyList<Device>> Of(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<Device>(new CommandDefinition(
            "select id, name, seen_at as seenat from house.sync_device where member = @member order by seen_at desc, id desc limit 100", new { member }, cancellationToken: ct))).AsList();
    }
}
