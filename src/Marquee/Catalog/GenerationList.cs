using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <param name="MadeAt">When its files were finished; of the current one on PostgreSQL, when it became current.</param>
/// <param name="Rows">Rows made from IMDb's files.</param>
/// <param name="Bytes">With its search index; 0 where the engine keeps it elsewhere.</param>
public sealed record GenerationFacts(int Number, bool Current, bool Sample, DateTimeOffset? MadeAt, long Bytes, long Rows);

/// <summary>The catalog generations that are kept, newest first. Those that are being built are not among them.</summary>
public sealed class GenerationList(Database database, DataFolder folder, Generations generations, Footprint footprint)
{
    public async Task<IReadOnlyList<GenerationFacts>> All(CancellationToken ct)
    {
        var current = await generations.Find(ct);
        var all = new List<GenerationFacts>();
        foreach (var number in (await database.GenerationsThere(ct)).Where(number => number > 0 && number <= current.Number).OrderDescending())
        {
            var isCurrent = number == current.Number;
            all.Add(new GenerationFacts(number, isCurrent, isCurrent && current.Sample, MadeAt(number, current), footprint.OfGeneration(number), await Rows(number, ct)));
        }

        return all;
    }

    DateTimeOffset? MadeAt(int number, Generations.Current current) => database.Dialect.Engine == Engine.Postgres
        ? number == current.Number && current.SwitchedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null
        : new DateTimeOffset(File.GetLastWriteTimeUtc(folder.CatalogFile(number)), TimeSpan.Zero);

    async Task<long> Rows(int number, CancellationToken ct)
    {
        await using var connection = await database.Read(number, ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select sum(stored) from catalog.source_file", cancellationToken: ct)) ?? 0;
    }
}
