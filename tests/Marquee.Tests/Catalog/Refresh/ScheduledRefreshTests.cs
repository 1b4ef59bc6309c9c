using Marquee.Catalog;
using Marquee.Catalog.Refresh;
using Marquee.Jobs;
using Marquee.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Catalog.Refresh;

public sealed class ScheduledRefreshTests
{
    static void Catalog(IServiceCollection services) => RefreshHouse.Configure(services.AddCatalog());

    static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_catalog_refreshes_itself_once_it_is_switched_on_and_the_clock_says_so()
    {
        await using var it = await RefreshHouse.Open();
        await it.Refresh();
        var schedule = it.House.Get<RefreshSchedule>();
        Assert.Null(await schedule.Due(None));
        await schedule.Set(new RefreshSettings { On = true, Address = it.Server.Address }, None);
        Assert.Null(await schedule.Due(None));
        it.ServeRatings("\"2\"", 100, 5);

        // The node's first start makes its triggers.
        await using (await Node.Start(it.House, more: Catalog))
        {
        }

        // Two days later, by the clock: the step that was missed is made up for at the start, and finds ratings due.
        await using (var node = await Node.Start(it.House, time: new ShiftedTime(TimeSpan.FromHours(50)), more: Catalog))
        {
            var run = await First(node);
            Assert.Equal((JobState.Done, "loaded"), (run.State, run.Result!.Value.GetProperty("outcome").GetString()));
            Assert.Equal("title.ratings", run.Result!.Value.GetProperty("files")[0].GetProperty("name").GetString());
            Assert.Null(run.Member);
            Assert.Null(await node.Get<RefreshSchedule>().Due(None));
            var facts = await node.Get<RefreshFacts>().Find(None);
            Assert.InRange(facts.Ratings.Next!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(50), TimeSpan.FromHours(50 + 49));
            Assert.Null(facts.Ratings.Failure);
        }
    }

    static async Task<JobRun> First(Node node)
    {
        for (var i = 0; i < 600; i++)
        {
            if ((await node.Runs.Recent(10, None)).FirstOrDefault(r => r is { Name: ScheduledRefreshWork.Name, Ended: true }) is { } run)
            {
                return run;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("no scheduled run came");
    }
}
