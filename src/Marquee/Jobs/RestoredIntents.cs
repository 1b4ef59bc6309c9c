using Marquee.Storage;

namespace Marquee.Jobs;

/// <summary>The runs of a backup's intents are not in it: what had begun begins again.</summary>
sealed class RestoredIntents : IRestoreStep
{
    public async Task Take(RestoredHouse house, CancellationToken ct)
    {
        await house.Execute("update house.intent set run = null");
        await house.Execute("update house.intent set state = 'waiting' where state = 'started'");
    }
}
