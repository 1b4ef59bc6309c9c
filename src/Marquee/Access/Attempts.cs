using System.Net;
using System.Net.Sockets;
using Marquee.Storage;

namespace Marquee.Access;

/// <summary>Counts attempts to get in, in <c>house</c>, so that asking another process does not give more of them.</summary>
public sealed class Attempts(Database database, TimeProvider time)
{
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
    /// <param name="longest">How long a wait may become: each round that runs into the limit doubles the next one.</param>
    /// <returns>How long to wait when there were too many; null when this one may go on.</returns>
    public async Task<TimeSpan?> Count(string bucket, int limit, TimeSpan longest, CancellationToken ct)
    {
        var now = Now;
        await database.Write(Store.House, w => w.Execute(
            "delete from house.attempt where ends_at <= @gone", new { gone = now - (long)TryRound.Remembered.TotalSeconds }), ct);
        var round = await database.Write(Store.House, async w =>
        {
            // The row is locked by its own update, so that on PostgreSQL no other process counts in between.
            var there = await w.First<TryRound>("""
                insert into house.attempt (bucket, tries, started_at) values (@bucket, 0, @now)
                on conflict (bucket) do update set tries = attempt.tries
                returning tries, ends_at as endsAt, rounds
                """, new { bucket, now });
            var next = there!.Next(limit, now, longest);
            await w.Execute("update house.attempt set tries = @Tries, ends_at = @EndsAt, rounds = @Rounds where bucket = @bucket",
                new { bucket, next.Tries, next.EndsAt, next.Rounds });
            return next;
        }, ct);
        return round.Tries <= limit ? null : TimeSpan.FromSeconds(Math.Max(1, round.EndsAt - now));
    }

    /// <summary>A sign-in worked: its name starts anew, and the attempt no longer counts against its address.</summary>
    public async Task Forgive(string name, string address, CancellationToken ct)
    {
        await database.Write(Store.House, w => w.Execute("delete from house.attempt where bucket = @name", new { name }), ct);
        await GiveBack(address, ct);
    }

    /// <summary>An attempt was a good one, and does not count.</summary>
    public Task GiveBack(string bucket, CancellationToken ct) =>
        database.Write(Store.House, w => w.Execute("update house.attempt set tries = tries - 1 where bucket = @bucket and tries > 0", new { bucket }), ct);

    long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
