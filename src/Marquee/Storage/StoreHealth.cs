using Dapper;

namespace Marquee.Storage;

/// <summary>Asks the engine whether each store is whole.</summary>
public sealed class StoreHealth(Database database)
{
    /// <returns>For each store <c>ok</c>, or the engine's first complaint.</returns>
    public async Task<IReadOnlyList<(string Store, string Verdict)>> Look(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var verdicts = new List<(string, string)>();
        foreach (var store in Enum.GetValues<Store>())
        {
            var verdict = database.Dialect.Engine == Engine.Postgres
                ? await connection.ExecuteScalarAsync<string>(new CommandDefinition($"select 'ok' from (select count(*) from {store.Name()}.migration) as there", cancellationToken: ct))
                : await connection.ExecuteScalarAsync<string>(new CommandDefinition($"pragma {store.Name()}.quick_check(1)", cancellationToken: ct));
            verdicts.Add((store.Name(), verdict ?? "no answer"));
        }

        return verdicts;
    }
}
