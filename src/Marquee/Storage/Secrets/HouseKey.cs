using System.Text.Json;
using Dapper;
using Marquee.Texts;
using Microsoft.Extensions.Logging;

namespace Marquee.Storage.Secrets;

/// <summary>
/// Which key of the key file seals the secrets of this house. The house remembers the key's id, so that a server with another key
/// file, or none, says so instead of beginning with a key of its own.
/// </summary>
public sealed partial class HouseKey(Database database, KeyFile file, TimeProvider time, ILogger<HouseKey> log)
{
    const string Setting = "secrets.key";

    sealed record Mark(string Id, DateTimeOffset Since);

    /// <summary>At the start: makes what is not there yet. What is wrong is logged and stops nothing but the use of secrets.</summary>
    public async Task Begin(CancellationToken ct)
    {
        try
        {
            await database.Write(Store.House, writing => Current(writing), ct);
        }
        catch (Refusal refusal)
        {
            Locked(refusal.Message);
        }
    }

    /// <returns>Why secrets cannot be read now, and what to do; null when they can.</returns>
    public async Task<Text?> Problem(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var mark = Read(await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select value from house.setting where name = @Setting", new { Setting }, cancellationToken: ct)));
        try
        {
            _ = mark is null ? null : Find(mark.Id);
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Text;
        }
    }

    /// <summary>The key that seals from now on; a house without one gets the newest of the file. A file is made inside the transaction, which keeps other servers out.</summary>
    /// <exception cref="Refusal">The key file does not hold it.</exception>
    internal async Task<SealingKey> Current(Writing writing)
    {
        await Lock(writing);
        if (Read(await writing.First<string>("select value from house.setting where name = @Setting", new { Setting })) is { } mark)
        {
            return Find(mark.Id);
        }

        var key = file.Newest();
        await Adopt(writing, key, "do nothing");
        var stored = Read(await writing.First<string>("select value from house.setting where name = @Setting", new { Setting }))!;
        return stored.Id == key.Id ? key : Find(stored.Id);
    }

    /// <summary>Makes a new key the one that seals; the caller seals everything anew in the same transaction.</summary>
    internal async Task<SealingKey> Renew(Writing writing)
    {
        await Lock(writing);
        var key = SealingKey.Make();
        file.Add(key);
        await Adopt(writing, key, "(name) do update set value = excluded.value, changed_at = excluded.changed_at");
        return key;
    }

    /// <exception cref="Refusal">The key file does not hold it.</exception>
    internal SealingKey Find(string id)
    {
        var keys = file.Read();
        return keys.FirstOrDefault(key => key.Id == id)
            ?? throw new Refusal(keys.Count == 0 ? "storage.secret.noFile" : "storage.secret.otherKey", ("file", file.Path), ("key", id));
    }

    /// <summary>From here on other servers wait: what follows reads the house and the file, and changes both.</summary>
    static async Task Lock(Writing writing) => await writing.Execute("update house.setting set changed_at = changed_at where name = @Setting", new { Setting });

    async Task Adopt(Writing writing, SealingKey key, string conflict)
    {
        var now = time.GetUtcNow();
        await writing.Execute(
            $"insert into house.setting (name, value, changed_at) values (@Setting, @value, @at) on conflict {conflict}",
            new { Setting, value = JsonSerializer.Serialize(new Mark(key.Id, now)), at = now.ToUnixTimeSeconds() });
    }

    static Mark? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<Mark>(json);

    [LoggerMessage(Level = LogLevel.Error, Message = "Secrets cannot be used: {Problem}")]
    partial void Locked(string problem);
}
