using Marquee.Storage;

namespace Marquee.Sync;

/// <summary>
/// A restored database gives sequences out again that devices have seen with other changes behind them. As another instance it
/// is read from the beginning, which costs a comparison of revisions and loses nothing.
/// </summary>
sealed class RestoredSync : IRestoreStep
{
    public Task Take(RestoredHouse house, CancellationToken ct) =>
        house.Execute("update house.sync_database set instance = @instance", new { instance = SyncDatabases.NewInstance() });
}
