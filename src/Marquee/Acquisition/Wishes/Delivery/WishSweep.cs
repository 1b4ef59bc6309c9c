using Dapper;
using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>Finds the wishes whose next try is due, also those that a crash or a restored backup left behind, and starts a delivery for each.</summary>
sealed class WishSweep(Database database, Intents intents, TimeProvider time) : IWork<NoArguments>
{
    public const string Name = "wishes.sweep";

    const int AtOnce = 200;

    /// <summary>How long a delivery that was started may wait for its turn before another one is started.</summary>
    static readonly TimeSpan Started = TimeSpan.FromMinutes(5);

    /// <summary>What is due later than in a week was written by a clock that was ahead.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromDays(8);

    const string Due = """
        from house.wish where state = 'buffer' and (coalesce(next_try_at, 0) <= @now or next_try_at > @ahead) and (look_at is null or look_at <= @now or look_at > @ahead)
        """;

    object Parameters => new { now = time.GetUtcNow().ToUnixTimeSeconds(), ahead = (time.GetUtcNow() + Ahead).ToUnixTimeSeconds(), until = (time.GetUtcNow() + Started).ToUnixTimeSeconds() };

    public async Task<bool> IsDue(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) {Due}", Parameters, cancellationToken: ct)) > 0;
    }

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        var started = 0;
        for (var some = AtOnce; some == AtOnce; started += some)
        {
            some = await database.Write(Store.House, Start, ct);
        }

        return new { started };
    }

    async Task<int> Start(Writing house)
    {
        var due = await house.Query<string>($"""
            update house.wish set look_at = @until, next_try_at = case when next_try_at > @ahead then @now else next_try_at end
            where id in (select id {Due} order by next_try_at, id limit {AtOnce}) returning id
            """, Parameters);
        foreach (var id in due)
        {
            await intents.Add(house, DeliverWish.Name, new WishArguments(id), key: id);
        }

        return due.Count;
    }
}
