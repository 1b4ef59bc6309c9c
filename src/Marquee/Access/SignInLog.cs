using System.Net;
using System.Net.Sockets;
using Dapper;
using Marquee.Storage;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

public enum SignInOutcome
{
    Done,
    WrongPassword,
    NoPassword,
    ShutOut,
    UnknownName,
    TooMany,

    /// <summary>Six digits that no open invitation has.</summary>
    WrongCode,
}

/// <summary>From where somebody came in; the address itself is not kept.</summary>
public enum SignInOrigin
{
    ThisMachine,
    HomeNetwork,
    Elsewhere,
}

/// <summary>A sign-in that worked, or did not.</summary>
public sealed record SignInEntry
{
    public long Id { get; init; }

    /// <summary>Null when nobody has the name that was tried.</summary>
    public string? Member { get; init; }

    /// <summary>Unix seconds.</summary>
    public long At { get; init; }

    public string Way { get; init; } = "";

    public string Outcome { get; init; } = "";

    public string Device { get; init; } = "";

    public string Origin { get; init; } = "";
}

/// <summary>Keeps who came in or tried to: each member's own for the member, everybody's for the hosts.</summary>
public sealed class SignInLog(Database database, IOptions<AccessOptions> options, TimeProvider time)
{
    /// <summary>However many tries there were: the log does not grow without end.</summary>
    const int Most = 10_000;

    /// <summary>Costs the same whether there is such a member or not.</summary>
    public Task Note(long? member, SignInWay way, SignInOutcome outcome, string device, IPAddress? address, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.Write(Store.House, async w =>
        {
            var id = await w.First<long>("""
                insert into house.sign_in (member, at, way, outcome, device, origin) values (@member, @at, @way, @outcome, @device, @origin) returning id
                """, new { member, at = now.ToUnixTimeSeconds(), way = Word(way), outcome = Word(outcome), device, origin = Word(Origin(address)) });
            await w.Execute("delete from house.sign_in where at < @before or id <= @last",
                new { before = now.AddDays(-options.Value.SignInDays).ToUnixTimeSeconds(), last = id - Most });
        }, ct);
    }

    /// <param name="member">Null for everybody's, those of unknown names included.</param>
    /// <param name="limit">Of the newest.</param>
    /// <param name="ct">Stops the query.</param>
    public async Task<IReadOnlyList<SignInEntry>> Newest(long? member, int limit, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<SignInEntry>(new CommandDefinition($"""
            select s.id, m.name as member, s.at, s.way, s.outcome, s.device, s.origin
            from house.sign_in s left join house.member m on m.id = s.member
            {(member is null ? "" : "where s.member = @member")} order by s.id desc limit @limit
            """, new { member, limit }, cancellationToken: ct))).AsList();
    }

    internal static SignInOrigin Origin(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => Origin(address.MapToIPv4()),
        null => SignInOrigin.Elsewhere,
        _ when IPAddress.IsLoopback(address) => SignInOrigin.ThisMachine,
        { AddressFamily: AddressFamily.InterNetworkV6 } => address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal ? SignInOrigin.HomeNetwork : SignInOrigin.Elsewhere,
        _ => address.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [169, 254, ..] ? SignInOrigin.HomeNetwork : SignInOrigin.Elsewhere,
    };

    static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
