using Dapper;
using Marquee.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

public sealed record NewLink(string Code, DateTimeOffset ExpiresAt)
{
    /// <param name="host">Where the server is reached: <c>http://127.0.0.1:8484</c>.</param>
    public Uri At(Uri host) => new(host, $"/link/{Code}");

    internal Uri At(HttpRequest request) => new($"{request.Scheme}://{request.Host}/link/{Code}");
}

/// <summary>How a link is found; <see cref="Unknown"/> also after it was forgotten, some days after its end.</summary>
public enum LinkState
{
    Unknown,
    Fresh,
    Used,
    Expired,
}

/// <summary>Links that sign a member in once, with 128 random bits each. The way in for the host, for new members, and for whoever is locked out.</summary>
public sealed class OneTimeLinks(Database database, Members members, TimeProvider time, IOptions<AccessOptions> options)
{
    /// <summary>The host's first link: whoever installs in the evening may come back the next day.</summary>
    public static readonly TimeSpan FirstLifetime = TimeSpan.FromHours(24);

    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <param name="lifetime">Null: as <see cref="AccessOptions.LinkMinutes"/> says.</param>
    public async Task<NewLink> Make(long member, TimeSpan? lifetime, CancellationToken ct)
    {
        var link = new NewLink(Secret.Make(128), time.GetUtcNow() + (lifetime ?? options.Value.LinkLifetime));
        await database.Write(Store.House, w => w.Execute(
            "delete from house.one_time_link where expires_at < @gone", new { gone = Now - (long)Kept.TotalSeconds }), ct);
        await database.Write(Store.House, w => w.Execute("""
            insert into house.one_time_link (code_hash, member, created_at, expires_at) values (@hash, @member, @Now, @expires)
            """, new { hash = Secret.Hash(link.Code), member, Now, expires = link.ExpiresAt.ToUnixTimeSeconds() }), ct);
        return link;
    }

    /// <summary>Looks without using it up.</summary>
    /// <returns>The member only of a fresh link.</returns>
    public async Task<(LinkState State, Member? Member)> Look(string code, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            "select member, expires_at as expiresAt, used_at as usedAt from house.one_time_link where code_hash = @hash",
            new { hash = Secret.Hash(code) }, cancellationToken: ct));
        return row switch
        {
            null => (LinkState.Unknown, null),
            { UsedAt: not null } => (LinkState.Used, null),
            _ when row.ExpiresAt <= Now => (LinkState.Expired, null),
            _ => await members.Find(row.Member, ct) is { Disabled: false } member ? (LinkState.Fresh, member) : (LinkState.Unknown, null),
        };
    }

    /// <summary>Uses the link up. Of several at the same moment, one gets the member.</summary>
    /// <returns>Null when it was not, or is no longer, fresh.</returns>
    public async Task<Member?> Use(string code, CancellationToken ct)
    {
        var member = await database.Write(Store.House, w => w.First<long>("""
            update house.one_time_link set used_at = @Now
            where code_hash = @hash and used_at is null and expires_at > @Now
            returning member
            """, new { hash = Secret.Hash(code), Now }), ct);
        return member != 0 && await members.Find(member, ct) is { Disabled: false } found ? found : null;
    }

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    sealed record Row
    {
        public long Member { get; init; }

        public long ExpiresAt { get; init; }

        public long? UsedAt { get; init; }
    }
}
