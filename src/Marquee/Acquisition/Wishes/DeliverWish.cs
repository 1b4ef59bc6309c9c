using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes;

/// <summary>Brings one wish to its server.</summary>
sealed class DeliverWish(Database database, WishMoves moves, TimeProvider time) : IWork<WishArguments>
{
    public const string Name = "wishes.deliver";

    public async Task<object?> Run(WishArguments arguments, JobProgress progress, CancellationToken ct)
    {
        await database.Write(Store.House, async house =>
        {
            if (await WishStore.Find(house, arguments.Wish) is { State: WishState.Buffer } wish)
            {
                await moves.Move(house, wish, wish with { Why = new Text("wishes.noServer"), NextTryAt = time.GetUtcNow().AddMinutes(5) }, null);
            }
        }, ct);
        return null;
    }
}
