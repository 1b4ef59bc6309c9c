using Dapper;
using Marquee.Storage;

namespace Marquee.Access;

/// <summary>A key for a program, without the key itself, which is shown once.</summary>
public sealed record ApiKey
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public IReadOnlyList<KeyScope> Scopes => KeyScopes.Read(ScopeWords);

    internal string ScopeWords { get; init; } = "";

    /// <summary>Unix seconds, as all instants here.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Null: never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Right to about five minutes; null: never used.</summary>
    public long? UsedAt { get; init; }
}

/// <summary>Keys with which programs act as their member, never as more.</summary>
public sealed class ApiKeys(Database database, TimeProvider time)
{
    public const string Prefix = "mq_";

    const string Columns = "k.id, k.name, k.scopes as scopeWords, k.created_at as createdAt, k.expires_at as expiresAt, k.used_at as usedAt";

    /// <returns>The key's row and the key, which is not kept.</returns>
    public async Task<(ApiKey Row, string Key)> Make(long member, string name, IReadOnlyList<KeyScope> scopes, TimeSpan? lifetime, CancellationToken ct)
    {
        var key = Prefix + Secret.Make(256);
        var row = new ApiKey { Name = name, ScopeWords = KeyScopes.Write(scopes), CreatedAt = Now, ExpiresAt = lifetime is { } some ? Now + (long)some.TotalSeconds : null };
        var id = await database.Write(Store.House, w => w.First<long>("""
            insert into house.api_key (key_hash, member, name, scopes, created_at, expires_at)
            values (@hash, @member, @name, @ScopeWords, @CreatedAt, @ExpiresAt) returning id
            """, new { hash = Secret.Hash(key), member, name, row.ScopeWords, row.CreatedAt, row.ExpiresAt }), ct);
        return (row with { Id = id }, key);
    }

    /// <returns>Null when the key is unknown, expired or deleted, or its member may not sign in.</returns>
    internal async Task<(ApiKey Key, Member Member)?> Find(string key, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var found = await connection.QueryAsync<ApiKey, Member, (ApiKey, Member)>(new CommandDefinition($"""
            select {Columns}, {Member.Columns}
            from house.api_key k join house.member m on m.id = k.member
            where k.key_hash = @hash and (k.expires_at is null or k.expires_at > @Now) and not m.disabled
            """, new { hash = Secret.Hash(key), Now }, cancellationToken: ct), (row, member) => (row, member));
        return found.AsList() is [var one] ? one : null;
    }

    /// <summary>Notes the use, at most every five minutes.</summary>
    internal async Task Touch(ApiKey key, CancellationToken ct)
    {
        if (key.UsedAt is not { } used || used + (long)Sessions.SeenEvery.TotalSeconds <= Now)
        {
            await database.Write(Store.House, w => w.Execute("update house.api_key set used_at = @Now where id = @Id", new { key.Id, Now }), ct);
        }
    }

    public async Task<IReadOnlyList<ApiKey>> Of(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<ApiKey>(new CommandDefinition(
            $"select {Columns} from house.api_key k where k.member = @member order by k.id", new { member }, cancellationToken: ct))).AsList();
    }

    /// <returns>False when the member has no such key.</returns>
    public async Task<bool> Delete(long member, long id, CancellationToken ct) => await database.Write(Store.House, w => w.Execute(
        "delete from house.api_key where id = @id and member = @member", new { id, member }), ct) == 1;

    long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
