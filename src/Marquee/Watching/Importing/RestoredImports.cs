using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>The runs that worked on a backup's imports are not in it; another house's run of that number says nothing about them.</summary>
sealed class RestoredImports : IRestoreStep
{
    public Task Take(RestoredHouse house, CancellationToken ct) => house.Execute("update house.import set job = null");
}
