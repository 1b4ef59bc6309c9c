using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Tests.Watching;

namespace Marquee.Tests.Merging;

/// <summary>Merging as a command does it: the decision, then the work that follows, here.</summary>
static class Merges
{
    public static async Task<long> Merge(this WatchingHouse house, Viewer viewer, TitleId from, TitleId into)
    {
        var started = await house.Get<TitleMerges>().Merge(viewer, from, into, CancellationToken.None);
        await house.FinishMerge(started.Merge);
        return started.Merge;
    }

    public static async Task<long> Part(this WatchingHouse house, Viewer viewer, long merge)
    {
        var started = (await house.Get<TitleMerges>().Undo(viewer, merge, CancellationToken.None))!;
        await house.FinishMerge(merge);
        return started.Fact;
    }

    public static Task<JobRun> FinishMerge(this WatchingHouse house, long merge) =>
        house.Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(merge), null, CancellationToken.None, key: TitleMergeWork.Key(merge));

    public static async Task Clear(Database database)
    {
        await database.Write(Store.House, w => w.Execute("delete from house.title_merge"), CancellationToken.None);
        await database.Write(Store.House, w => w.Execute("delete from house.title_merge_part"), CancellationToken.None);
        await database.Write(Store.House, w => w.Execute("delete from house.merge_proposal"), CancellationToken.None);
        await database.Write(Store.House, w => w.Execute("delete from house.intent"), CancellationToken.None);
        await database.Write(Store.Known, w => w.Execute("delete from known.title_merge_kept"), CancellationToken.None);
        await database.Write(Store.Jobs, w => w.Execute("delete from jobs.run"), CancellationToken.None);
    }
}
