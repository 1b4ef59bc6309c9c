using Marquee.Storage;

namespace Marquee.Access;

public enum JoinOutcome
{
    Done,

    /// <summary>The invitation is unknown, was used, or has expired.</summary>
    NotFresh,
    NameTaken,
}

/// <summary>Makes the member of an invitation.</summary>
public sealed class Joining(Database database, Members members, Passwords passwords, TimeProvider time)
{
    /// <summary>Uses the invitation up. Of several who accept it at the same moment, one becomes a member.</summary>
    /// <param name="name">As <see cref="MemberName.Clean"/> returned it; not looked at when the host has set one.</param>
    /// <param name="password">One that <see cref="Passwords.IsGood"/>; null for none.</param>
    public async Task<(JoinOutcome Outcome, Member? Member)> Join(string link, string name, string? password, CancellationToken ct)
    {
        var hash = password is null ? null : Passwords.Hashed(password); // takes its time: not in the transaction
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var (outcome, id) = await database.Write(Store.House, async writing =>
        {
            var used = await writing.First<Invitation>($"""
                select {Invitation.Columns} from {Invitation.Tables}
                where i.link_hash = @link and i.used_at is null and i.expires_at > @now{(writing.Dialect.Engine == Engine.Postgres ? " for update of i" : "")}
                """, new { link = Secret.Hash(link), now });
            if (used is null)
            {
                return (JoinOutcome.NotFresh, 0L);
            }

            var made = await members.Insert(writing, used.Name ?? name, used.Role);
            if (made == 0)
            {
                return (JoinOutcome.NameTaken, 0);
            }

            if (hash is not null)
            {
                await passwords.Set(writing, made, hash);
            }

            await writing.Execute("update house.invitation set used_at = @now, code_hash = null, member = @made where id = @Id", new { used.Id, now, made });
            return (JoinOutcome.Done, made);
        }, ct);
        return (outcome, id == 0 ? null : await members.Find(id, ct));
    }
}
