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

        /// <summary>Which part of IMDb it holds, in the catalog's own words; null for everything.</summary>
        public string? Part { get; init; }

        /// <summary>Which part was last asked for; null for everything. It stays while a sample or an earlier generation serves.</summary>
        public string? Wanted { get; init; }

        /// <summary>Unix seconds; null for generation 0.</summary>
        public long? SwitchedAt { get; init; }
    }

    public async Task<Current> Find(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<Current>(new CommandDefinition("select number, sample, part, wanted, switched_at as switchedat from house.generation", cancellationToken: ct))
            ?? new Current();
    }

    /// <summary>Makes a finished generation the one that new requests read, in one step.</summary>
    /// <param name="sample">Then what the house wants stays as it was.</param>
    public async Task SwitchTo(int number, bool sample, string? part, CancellationToken ct) => await Adopt(
        new Current { Number = number, Sample = sample, Part = part, Wanted = sample ? (await Find(ct)).Wanted : part, SwitchedAt = Now }, ct);

    /// <summary>The same for one that holds what the current one holds, newer.</summary>
    public async Task Renew(int number, CancellationToken ct) => await Adopt(await Find(ct) with { Number = number, SwitchedAt = Now }, ct);

    /// <summary>Lets an earlier generation serve again because the current one is gone: with what was said of it, as far as that is known.</summary>
    public async Task GoBackTo(int number, CancellationToken ct)
    {
        await using var connection = await database.Read(0, ct);
        var before = await connection.QueryFirstOrDefaultAsync<Current>(new CommandDefinition("""
            select before_number as number, before_sample as sample, before_part as part, before_at as switchedat from house.generation where before_number = @number
            """, new { number }, cancellationToken: ct));
        await Adopt((before ?? new Current { Number = number, Sample = number == 0, SwitchedAt = Now }) with { Wanted = (await Find(ct)).Wanted }, ct);
    }

    /// <summary>Makes a generation current with all that is said of it.</summary>
    public async Task Adopt(Current generation, CancellationToken ct)
    {
        await database.Write(Store.House, w => w.Execute("""
            insert into house.generation (one, number, sample, part, wanted, switched_at) values (1, @Number, @Sample, @Part, @Wanted, @SwitchedAt)
            on conflict (one) do update set
              before_number = generation.number, before_sample = generation.sample, before_part = generation.part, before_at = generation.switched_at,
              number = excluded.number, sample = excluded.sample, part = excluded.part, wanted = excluded.wanted, switched_at = excluded.switched_at
            """, generation), ct);
        database.SwitchTo(generation.Number);
    }

    long Now => time.GetUtcNow().ToUnixTimeSeconds();
}
