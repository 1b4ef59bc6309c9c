using Dapper;
using Marquee.Storage;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

/// <summary>A signed-in browser.</summary>
public sealed record Session
{
    public long Id { get; init; }

    /// <summary>For people: <c>Firefox on Linux</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>Signed in with a one-time link, not with a password.</summary>
    public bool ByLink { get; init; }

    /// <summary>Unix seconds, as all instants here.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Right to about five minutes.</summary>
    public long SeenAt { get; init; }
}

/// <summary>Signed-in browsers. A session ends when it is not used for <see cref="AccessOptions.SessionDays"/>, or is ended by its member.</summary>
public sealed class Sessions(Database database, TimeProvider time, IOptions<AccessOptions> options)
{
    /// <summary>How far <see cref="Session.SeenAt"/> may lag, so that reading pages does not write each time.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    const string Columns = "s.id, s.device, s.by_link as byLink, s.created_at as createdAt, s.seen_at as seenAt";

    public TimeSpan Lifetime { get; } = TimeSpan.FromDays(options.Value.SessionDays);

    /// <returns>The session and the secret token of its cookie, which is not kept.</returns>
    internal async Task<(Session Session, string Token)> Open(long member, string device, bool byLink, CancellationToken ct)
    {
        var token = Secret.Make(256);
        var now = Now;
        await database.Write(Store.House, w => w.Execute("delete from house.session where expires_at <= @now", new { now }), ct);
        var id = await database.Write(Store.House, w => w.First<long>("""
            insert into house.session (token_hash, member, device, by_link, created_at, seen_at, expires_at)
            values (@hash, @member, @device, @byLink, @now, @now, @expires) returning id
            """, new { hash = Secret.Hash(token), member, device, byLink, now, expires = now + (long)Lifetime.TotalSeconds }), ct);
        return (new Session { Id = id, Device = device, ByLink = byLink, CreatedAt = now, SeenAt = now }, token);
    }

    /// <returns>Null when the token is unknown, expired or ended, or its member may not sign in.</returns>
    internal async Task<(Session Session, Member Member)?> Find(string token, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var found = await connection.QueryAsync<Session, Member, (Session, Member)>(new CommandDefinition($"""
            select {Columns}, {Member.Columns}
            from house.session s join house.member m on m.id = s.member
            where s.token_hash = @hash and s.expires_at > @Now and not m.disabled
            """, new { hash = Secret.Hash(token), Now }, cancellationToken: ct), (session, member) => (session, member));
        return found.AsList() is [var one] ? one : null;
    }

    public bool IsStale(Session session) => session.SeenAt + (long)SeenEvery.TotalSeconds <= Now;

    /// <summary>Notes that the session is in use, and lets it live on.</summary>
    internal Task Touch(long id, CancellationToken ct) => database.Write(Store.House, w => w.Execute(
        "update house.session set seen_at = @Now, expires_at = @expires where id = @id",
        new { id, Now, expires = Now + (long)Lifetime.TotalSeconds }), ct);

    /// <summary>The member's own sessions, the last seen first.</summary>
    public async Task<IReadOnlyList<Session>> Of(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<Session>(new CommandDefinition(
            $"select {Columns} from house.session s where s.member = @member and s.expires_at > @Now order by s.seen_at desc, s.id desc",
            new { member, Now }, cancellationToken: ct))).AsList();
    }

    /// <returns>False when the member has no such session.</returns>
    public async Task<bool> End(long member, long id, CancellationToken ct) => await database.Write(Store.House, w => w.Execute(
        "delete from house.session where id = @id and member = @member", new { id, member }), ct) == 1;

    /// <summary>Ends every session of the member but one; null ends them all.</summary>
    public Task EndOthers(long member, long? but, CancellationToken ct) => database.Write(Store.House, w => w.Execute(
        "delete from house.session where member = @member and id <> @but", new { member, but = but ?? 0 }), ct);

    long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
