using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Marquee.Storage.Secrets;

/// <summary>What people and programs get to see of a secret.</summary>
public sealed record SecretState(string Name, DateTimeOffset SetSince);

/// <summary>
/// Keeps passwords and keys of outside systems, sealed with the house's key. They go in, and come out only for the call that
/// needs them; everybody else learns that one is set, and since when.
/// </summary>
public sealed partial class SecretVault(Database database, HouseKey key, TimeProvider time, ILogger<SecretVault> log)
{
    const string Columns = "select name, sealed, set_at as SetAt from house.secret";

    /// <param name="name">Says whose it is and what for: <c>radarr/api-key</c>. It is no secret.</param>
    /// <exception cref="Refusal">The key file does not hold the house's key.</exception>
    public Task Put(string name, SecretText secret, CancellationToken ct) => database.Write(Store.House, writing => Put(writing, name, secret), ct);

    /// <summary>The same in one transaction with what belongs to it.</summary>
    public async Task Put(Writing writing, string name, SecretText secret)
    {
        var current = await key.Current(writing);
        await writing.Execute("""
            insert into house.secret (name, sealed, set_at) values (@name, @text, @at)
            on conflict (name) do update set sealed = excluded.sealed, set_at = excluded.set_at
            """, new { name, text = current.Seal(name, secret.Reveal()), at = time.GetUtcNow().ToUnixTimeSeconds() });
    }

    /// <returns>Null when none is set.</returns>
    /// <exception cref="Refusal">The key file does not hold its key, or somebody altered it; says what to do.</exception>
    public async Task<SecretText?> Use(string name, CancellationToken ct) =>
        (await Rows("where name = @name", new { name }, ct)) is [var row] ? new SecretText(Open(row)) : null;

    /// <returns>Those whose names begin so. One that somebody altered is logged and left out.</returns>
    /// <exception cref="Refusal">The key file does not hold their key.</exception>
    public async Task<IReadOnlyList<SecretText>> UseAll(string beginning, CancellationToken ct)
    {
        var found = new List<SecretText>();
        foreach (var row in await Rows("where substr(name, 1, @length) = @beginning", new { beginning, length = beginning.Length }, ct))
        {
            try
            {
                found.Add(new SecretText(Open(row)));
            }
            catch (Refusal refusal) when (refusal.InnerException is CryptographicException)
            {
                Altered(row.Name);
            }
        }

        return found;
    }

    /// <returns>False when none was set.</returns>
    public Task<bool> Remove(string name, CancellationToken ct) => database.Write(Store.House, writing => Remove(writing, name), ct);

    /// <summary>The same in one transaction with what it belonged to.</summary>
    public async Task<bool> Remove(Writing writing, string name) => await writing.Execute("delete from house.secret where name = @name", new { name }) == 1;

    public async Task<IReadOnlyList<SecretState>> All(CancellationToken ct) =>
        [.. (await Rows("", null, ct)).Select(row => new SecretState(row.Name, DateTimeOffset.FromUnixTimeSeconds(row.SetAt)))];

    /// <summary>Makes a new key and seals everything with it, in one transaction. Programs on the same key file notice nothing; those with a copy of it need a new one.</summary>
    /// <returns>How many were sealed anew.</returns>
    /// <exception cref="Refusal">One of them cannot be read; nothing was changed.</exception>
    public Task<int> Rotate(CancellationToken ct) => database.Write(Store.House, async writing =>
    {
        await key.Current(writing);
        var rows = await Rows(writing);
        var opened = rows.Select(row => (row.Name, Text: Open(row))).ToList();
        var fresh = await key.Renew(writing);
        foreach (var (name, text) in opened)
        {
            await writing.Execute("update house.secret set sealed = @text where name = @name", new { name, text = fresh.Seal(name, text) });
        }

        return opened.Count;
    }, ct);

    /// <summary>For a house whose key is lost: forgets every secret that cannot be read, and goes on with a new key.</summary>
    /// <returns>The names of those that have to be entered again.</returns>
    /// <exception cref="Refusal">Everything can be read, so there is nothing to forget.</exception>
    public async Task<IReadOnlyList<string>> BeginAnew(CancellationToken ct)
    {
        if (await key.Problem(ct) is null)
        {
            throw new Refusal("storage.secret.nothingLost");
        }

        return await database.Write(Store.House, async writing =>
        {
            await key.Renew(writing);
            var lost = (await Rows(writing)).Where(row => !Opens(row)).Select(row => row.Name).ToList();
            foreach (var name in lost)
            {
                await writing.Execute("delete from house.secret where name = @name", new { name });
            }

            return lost;
        }, ct);
    }

    string Open(Row row)
    {
        try
        {
            return key.Find(SealingKey.IdOf(row.Sealed) ?? throw new CryptographicException("This is no sealed text.")).Open(row.Name, row.Sealed);
        }
        catch (CryptographicException e)
        {
            throw new Refusal(e, "storage.secret.altered", ("name", row.Name));
        }
    }

    bool Opens(Row row)
    {
        try
        {
            _ = Open(row);
            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    static Task<IReadOnlyList<Row>> Rows(Writing writing) => writing.Query<Row>($"{Columns} order by name");

    async Task<IReadOnlyList<Row>> Rows(string where, object? parameters, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<Row>(new CommandDefinition($"{Columns} {where} order by name", parameters, cancellationToken: ct))).AsList();
    }

    sealed record Row
    {
        public string Name { get; init; } = "";

        public string Sealed { get; init; } = "";

        public long SetAt { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored secret {Name} was altered and is left out")]
    partial void Altered(string name);
}
