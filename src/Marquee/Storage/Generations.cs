using Dapper;

namespace Marquee.Storage;

/// <summary>Which catalog generation is current, as its row in <c>house</c> says.</summary>
public sealed class Generations(Database database, TimeProvider time)
{
    /// <summary>Generation 0 is the empty catalog of a new house.</summary>
    public sealed record Current
    {
        public int Number { get; init; }

        /// <summary>The built-in sample, not IMDb's own files.</summary>
        public bool Sample { get; init; }

        /// <summary>Which part of IMDb was imported, in the catalog's own words; null for everything. A sample leaves it as it was.</summary>
        public string? Part { get; init; }

        /// <summary>Unix seconds; null for generation 0.</summary>
        public long? SwitchedAt { get; init; }
    }

    public async Task<Current> Find(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<Current>(new CommandDefinition("select number, sample, part, switched_at as switchedat from house.generation", cancellationToken: ct))
            ?? new Current();
    }

    /// <summary>Makes a finished generation the one that new requests read, in one step.</summary>
    public Task SwitchTo(int number, bool sample, string? part, CancellationToken ct) =>
        Adopt(new Current { Number = number, Sample = sample, Part = part, SwitchedAt = time.GetUtcNow().ToUnixTimeSeconds() }, ct);

    /// <summary>The same with all that another database said of it.</summary>
    public async Task Adopt(Current generation, CancellationToken ct)
    {
        await database.Write(Store.House, w => w.Execute("""
            insert into house.generation (one, number, sample, part, switched_at) values (1, @Number, @Sample, @Part, @SwitchedAt)
            on conflict (one) do update set number = excluded.number, sample = excluded.sample, part = excluded.part, switched_at = excluded.switched_at
            """, generation), ct);
        database.SwitchTo(generation.Number);
    }
}
