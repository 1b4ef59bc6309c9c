using Dapper;
using Marquee.Storage;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

/// <summary>Invitations that hosts make: a link for each, with 128 random bits, that makes one member.</summary>
public sealed class Invitations(Database database, TimeProvider time, IOptions<AccessOptions> options)
{
    /// <summary>How long a used or expired one is remembered, so that its page can say what became of it.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <param name="host">The member who invites.</param>
    /// <param name="name">As <see cref="MemberName.Clean"/> returned it; null lets the invited choose.</param>
    public async Task<NewInvitation> Make(long host, Role role, string? name, CancellationToken ct)
    {
        var (link, expires) = (Secret.Make(128), time.GetUtcNow() + options.Value.InvitationLifetime);
        await database.Write(Store.House, w => w.Execute("delete from house.invitation where expires_at < @gone", new { gone = Now - (long)Kept.TotalSeconds }), ct);
        var id = await database.Write(Store.House, w => w.First<long>("""
            insert into house.invitation (link_hash, role, name, made_by, created_at, expires_at)
            values (@hash, @role, @name, @host, @Now, @expires) returning id
            """, new { hash = Secret.Hash(link), role = Members.Word(role), name, host, Now, expires = expires.ToUnixTimeSeconds() }), ct);
        return new NewInvitation(id, link, expires);
    }

    /// <returns>Those that can still be accepted, newest first.</returns>
    public async Task<IReadOnlyList<Invitation>> Open(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<Invitation>(new CommandDefinition(
            $"select {Invitation.Columns} from {Invitation.Tables} where i.used_at is null and i.expires_at > @Now order by i.id desc",
            new { Now }, cancellationToken: ct))).AsList();
    }

    /// <returns>False when there is none that could still be accepted.</returns>
    public async Task<bool> TakeBack(long id, CancellationToken ct) => await database.Write(Store.House, w => w.Execute(
        "delete from house.invitation where id = @id and used_at is null and expires_at > @Now", new { id, Now }), ct) == 1;

    /// <summary>Looks without using it up.</summary>
    /// <returns>The invitation only while it is fresh.</returns>
    public async Task<(LinkState State, Invitation? Invitation)> Look(string link, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var found = await connection.QueryFirstOrDefaultAsync<Invitation>(new CommandDefinition(
            $"select {Invitation.Columns} from {Invitation.Tables} where i.link_hash = @hash", new { hash = Secret.Hash(link) }, cancellationToken: ct));
        return found?.State(Now) switch
        {
            null => (LinkState.Unknown, null),
            LinkState.Fresh => (LinkState.Fresh, found),
            { } dead => (dead, null),
        };
    }

    long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
