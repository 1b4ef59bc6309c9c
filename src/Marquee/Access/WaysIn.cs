using Marquee.Storage;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

public enum WayOutcome
{
    Done,

    /// <summary>Nothing else would let the member in again without a host's help; nothing was changed. Being sure makes it so.</summary>
    LastWay,

    /// <summary>The same of the only host, whom no other host could help: nothing makes it so.</summary>
    LastWayOfLastHost,
}

/// <summary>
/// Guards that nobody locks themselves out by accident. A member comes in again by themselves with a password, or with another
/// browser that stays signed in. Links that others make do not count; 'marquee link' on the server works whatever happens here.
/// </summary>
public sealed class WaysIn(Database database, Passwords passwords, Sessions sessions, IOptions<AccessOptions> options, TimeProvider time)
{
    /// <summary>Takes the member's password away.</summary>
    /// <param name="session">The browser that asks: it may be gone tomorrow, and does not count.</param>
    public Task<WayOutcome> RemovePassword(long member, long? session, bool sure, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        await Members.LockMembers(writing);
        if (!await HasOtherBrowser(writing, member, session))
        {
            if (await IsLastHost(writing, member))
            {
                return WayOutcome.LastWayOfLastHost;
            }

            if (!sure)
            {
                return WayOutcome.LastWay;
            }
        }

        await Passwords.Remove(writing, member);
        return WayOutcome.Done;
    }, ct);

    /// <summary>
    /// Whether the member comes in again without this browser. Signing out is never refused to one who is sure, not even to the
    /// last host: who must stay signed in on somebody else's machine is worse off.
    /// </summary>
    public async Task<bool> Without(long member, long session, CancellationToken ct) =>
        (options.Value.Passwords && await passwords.Has(member, ct)) || (await sessions.Of(member, ct)).Any(s => s.Id != session);

    async Task<bool> HasOtherBrowser(Writing writing, long member, long? session) => await writing.First<long>(
        "select count(*) from house.session where member = @member and id <> @session and expires_at > @now",
        new { member, session = session ?? 0, now = time.GetUtcNow().ToUnixTimeSeconds() }) > 0;

    static async Task<bool> IsLastHost(Writing writing, long member) =>
        await writing.First<string>("select role from house.member where id = @member", new { member }) == "host" && !await Members.AnotherHost(writing, member);
}
