using System.Text;
using Dapper;
using Marquee.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marquee.Access;

/// <summary>Members' passwords, through the framework's hasher (PBKDF2 with SHA-512).</summary>
public sealed class Passwords(Database database, TimeProvider time)
{
    public const int Shortest = 10;

    public const int Longest = 256;

    // OWASP's number for PBKDF2-HMAC-SHA512; older hashes are made anew when their member signs in.
    static readonly PasswordHasher<Member> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    static readonly Member Nobody = new();
    static readonly string NobodysHash = Hasher.HashPassword(Nobody, Secret.Make(128));

    public static bool IsGood(string? password) => password is { Length: >= Shortest and <= Longest } && Normal(password) is not null;

    public async Task<bool> Has(long member, CancellationToken ct) => await Hash(member, ct) is not null;

    /// <summary>Takes the same time whether the member has that password, another, none, or does not exist.</summary>
    public async Task<bool> Check(Member? member, string password, CancellationToken ct)
    {
        var hash = await Hash(member?.Id ?? 0, ct);
        var typed = password.Length <= Longest ? Normal(password) : null;
        var result = Hasher.VerifyHashedPassword(member ?? Nobody, hash ?? NobodysHash, typed ?? "");
        if (member is null || member.Disabled || hash is null || typed is null || result == PasswordVerificationResult.Failed)
        {
            return false;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await Set(member.Id, password, ct);
        }

        return true;
    }

    /// <param name="password">One that <see cref="IsGood"/>.</param>
    public Task Set(long member, string password, CancellationToken ct)
    {
        var hash = Hashed(password);
        return database.Write(Store.House, w => Set(w, member, hash), ct);
    }

    /// <param name="hash">As <see cref="Hashed"/> made it.</param>
    internal Task Set(Writing writing, long member, string hash) => writing.Execute("""
        insert into house.credential (member, password_hash, changed_at) values (@member, @hash, @now)
        on conflict (member) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at
        """, new { member, hash, now = time.GetUtcNow().ToUnixTimeSeconds() });

    /// <returns>False when the member has none.</returns>
    internal static async Task<bool> Remove(Writing writing, long member) =>
        await writing.Execute("delete from house.credential where member = @member", new { member }) == 1;

    internal static string Hashed(string password) =>
        Hasher.HashPassword(Nobody, Normal(password) ?? throw new ArgumentException("Ask IsGood first.", nameof(password)));

    async Task<string?> Hash(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select password_hash from house.credential where member = @member", new { member }, cancellationToken: ct));
    }

    /// <summary>Keyboards differ in how they write an accented letter; the password is the same.</summary>
    static string? Normal(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null; // not Unicode: half a surrogate pair
        }
    }
}
