using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace Marquee.Storage;

/// <summary>Settings of the whole instance that people change while it runs; shared by all processes.</summary>
public sealed class Settings(Database database, TimeProvider time)
{
    /// <returns>The default value when the setting was never made.</returns>
    public async Task<T?> Find<T>(string name, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await Find<T>(connection, name, ct);
    }

    /// <summary>The same on a connection that reads more beside it.</summary>
    public static async Task<T?> Find<T>(DbConnection connection, string name, CancellationToken ct)
    {
        var value = await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select value from house.setting where name = @name", new { name }, cancellationToken: ct));
        return value is null ? default : JsonSerializer.Deserialize<T>(value);
    }

    /// <summary>The same inside a transaction on <c>house</c>.</summary>
    public static async Task<T?> Find<T>(Writing house, string name)
    {
        var value = await house.First<string?>("select value from house.setting where name = @name", new { name });
        return value is null ? default : JsonSerializer.Deserialize<T>(value);
    }

    public Task Set<T>(string name, T value, CancellationToken ct) => database.Write(Store.House, writing => Set(writing, name, value), ct);

    /// <summary>The same in one transaction with what follows from it.</summary>
    public Task Set<T>(Writing house, string name, T value) => house.Execute("""
        insert into house.setting (name, value, changed_at) values (@name, @value, @at)
        on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at
        """, new { name, value = JsonSerializer.Serialize(value), at = time.GetUtcNow().ToUnixTimeSeconds() });
}
