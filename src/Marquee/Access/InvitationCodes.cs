using System.Globalization;
using System.Security.Cryptography;
using Marquee.Storage;

namespace Marquee.Access;

/// <summary>
/// Six digits to type instead of a link, for a television or a telephone call. They work once, for ten minutes, and are guarded by
/// counting, since there are only a million of them:
/// <list type="bullet">
/// <item>Every wrong code that anybody tries from anywhere counts against every code that is open at that moment. After
/// <see cref="MostTries"/> of them a code is dead. So no code is guessed with a chance above 20 in 1,000,000, whatever the number of
/// addresses, processes or minutes: who makes a code every day for ten years, under attack all the time, loses one with 7 %.</item>
/// <item>An address has ten tries in a quarter of an hour, then waits, each round twice as long (<see cref="Attempts"/>): two
/// addresses are needed to spoil a code, and its invitation's link works on.</item>
/// </list>
/// The hash keeps codes out of backups and out of sight; who reads the live database could try a million of them, within the ten minutes.
/// </summary>
public sealed class InvitationCodes(Database database, TimeProvider time)
{
    public const int MostTries = 20;

    public const int TriesPerAddress = 10;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Gives an invitation a code in the place of the one it had.</summary>
    /// <returns>Null when the invitation can no longer be accepted.</returns>
    public Task<(string Code, DateTimeOffset ExpiresAt)?> Make(long invitation, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        await Lock(writing);
        var now = time.GetUtcNow();
        var taken = (await Open(writing, now)).Select(o => o.CodeHash).ToHashSet(StringComparer.Ordinal);
        string code;
        do
        {
            code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        }
        while (taken.Contains(Hash(code)));

        var made = await writing.Execute("""
            update house.invitation set code_hash = @hash, code_expires_at = @until, code_tries = 0
            where id = @invitation and used_at is null and expires_at > @now
            """, new { invitation, hash = Hash(code), now = now.ToUnixTimeSeconds(), until = (now + Lifetime).ToUnixTimeSeconds() });
        return made == 0 ? ((string, DateTimeOffset)?)null : (code, now + Lifetime);
    }, ct);

    /// <summary>
    /// Uses a code up for a link. The link that its invitation had before ends with it: an invitation is accepted in one place.
    /// </summary>
    /// <param name="typed">With or without spaces and dashes.</param>
    /// <returns>The link's secret; null when no open invitation has that code.</returns>
    public Task<string?> Exchange(string typed, CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        await Lock(writing);
        var (hash, right) = (Hash(Digits(typed)), 0L);
        foreach (var open in await Open(writing, time.GetUtcNow()))
        {
            right = Secret.Same(open.CodeHash!, hash) ? open.Id : right; // all of them, so that the time tells nothing
        }

        if (right == 0)
        {
            await writing.Execute("update house.invitation set code_tries = code_tries + 1 where code_hash is not null");
            return null;
        }

        var link = Secret.Make(128);
        await writing.Execute("update house.invitation set code_hash = null, link_hash = @link where id = @right", new { right, link = Secret.Hash(link) });
        return link;
    }, ct);

    static async Task<IReadOnlyList<Invitation>> Open(Writing writing, DateTimeOffset now) => await writing.Query<Invitation>($"""
        select {Invitation.Columns} from {Invitation.Tables}
        where i.code_hash is not null and i.code_tries < {MostTries} and i.code_expires_at > @now and i.used_at is null and i.expires_at > @now
        """, new { now = now.ToUnixTimeSeconds() });

    /// <summary>On PostgreSQL codes that are tried at the same moment come one after another, as behind SQLite's gate.</summary>
    static Task Lock(Writing writing) => writing.Dialect.Engine == Engine.Postgres
        ? writing.Execute("lock table house.invitation in share row exclusive mode")
        : Task.CompletedTask;

    static string Digits(string typed) => typed.Length > 20 ? "" : string.Concat(typed.Where(c => c is not (' ' or '-' or '\u00a0')));

    static string Hash(string code) => Secret.Hash("code " + code);
}
