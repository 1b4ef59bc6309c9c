using System.Net;
using System.Net.Sockets;
using Dapper;
using Marquee.Storage;

namespace Marquee.Access;

/// <summary>Counts attempts to get in, in <c>house</c>, so that asking another process does not give more of them.</summary>
public sealed class Attempts(Database database, TimeProvider time)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>What a name is counted under. Hashed: people type their password into the wrong field.</summary>
    public static string Name(string name) => "name " + Secret.Hash(MemberName.Key(name));

    /// <summary>What an address is counted under; of IPv6 the network, since one home has all of it.</summary>
    public static string Address(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? "address " + Convert.ToHexStringLower(plain.GetAddressBytes().AsSpan(0, 8))
            : $"address {plain}";
    }

    /// <summary>Counts one attempt, before it is looked at: attempts at the same moment all count.</summary>
    /// <returns>How long to wait when there were too many; null when this one may go on.</returns>
    public async Task<TimeSpan?> Count(string bucket, int limit, CancellationToken ct)
    {
        var gone = Now - (long)Window.TotalSeconds;
        await database.Write(Store.House, w => w.Execute("delete from house.attempt where started_at <= @gone", new { gone }), ct);
        return Wait(await database.Write(Store.House, w => w.First<Row>("""
            insert into house.attempt (bucket, tries, started_at) values (@bucket, 1, @Now)
            on conflict (bucket) do update set tries = attempt.tries + 1
            returning tries, started_at as startedAt
            """, new { bucket, Now }), ct), limit);
    }

    /// <summary>The same without counting.</summary>
    public async Task<TimeSpan?> Waiting(string bucket, int limit, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return Wait(await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select tries + 1 as tries, started_at as startedAt from house.attempt where bucket = @bucket", new { bucket }, cancellationToken: ct)), limit);
    }

    /// <summary>A sign-in worked: its name starts anew, and the attempt no longer counts against its address.</summary>
    public async Task Forgive(string name, string address, CancellationToken ct)
    {
        await database.Write(Store.House, w => w.Execute("delete from house.attempt where bucket = @name", new { name }), ct);
        await database.Write(Store.House, w => w.Execute("update house.attempt set tries = tries - 1 where bucket = @address and tries > 0", new { address }), ct);
    }

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    TimeSpan? Wait(Row? row, int limit) => row is null || row.Tries <= limit || row.StartedAt + (long)Window.TotalSeconds <= Now
        ? null
        : TimeSpan.FromSeconds(Math.Max(1, row.StartedAt + (long)Window.TotalSeconds - Now));

    sealed record Row
    {
        public long Tries { get; init; }

        public long StartedAt { get; init; }
    }
}
