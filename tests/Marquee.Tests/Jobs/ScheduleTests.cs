using Marquee.Jobs;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Marquee.Tests.Jobs;

public sealed class ScheduleTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static CancellationToken None => CancellationToken.None;

    sealed class Counted(Steering steering) : IWork<NoArguments>
    {
        public Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
        {
            steering.Finished.Enqueue("counted");
            return Task.FromResult<object?>(null);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Work_on_a_schedule_runs_by_itself(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, more: s => s.AddSchedule<Counted>("test.often", "Often", TimeSpan.FromSeconds(1)));
        await Finished(node, 2);
        Assert.Contains(await node.Runs.Recent(20, None), run => run is { Name: "test.often", Title.Code: "Often", Member: null });
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_work_that_runs_often_only_the_latest_runs_are_kept(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, more: s => s.AddSchedule<Counted>("test.often", "Often", TimeSpan.FromSeconds(1), often: true));
        foreach (var (name, ended, inline) in new[] { ("test.often", 1, false), ("test.often", 2, true), ("test.other", 1, false) })
        {
            await node.Database.Write(Store.Jobs, w => w.Execute(
                "insert into jobs.run (name, title, arguments, state, inline, queued_at, changed_at, ended_at) values (@name, 'old', '{}', 'done', @inline, 1, 1, @ended)", new { name, ended, inline }), None);
        }

        await Finished(node, 3);
        await Task.Delay(500); // the last word about a run comes after its work
        var left = await node.Runs.Recent(50, None);
        Assert.Equal(["test.often True", "test.other True"], left.Where(r => r.Title.ToString() == "old").Select(r => $"{r.Name} {r.Ended}").Order());
        Assert.True(left.Count(r => r.Name == "test.often") >= 3);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_schedule_that_was_due_often_during_a_standstill_runs_once(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        // Half an hour away from now, so that it is due by itself neither before nor after the standstill.
        var minute = (TimeProvider.System.GetUtcNow().Minute + 30) % 60;
        void Hourly(IServiceCollection s) => s.AddSchedule<Counted>("test.hourly", "Hourly", TimeSpan.FromHours(1))
            .AddSchedule<Counted>("test.clock", "By the clock", $"0 {minute} * * * ?");
        await using (var first = await Node.Start(house, more: Hourly))
        {
            Assert.Empty(first.Steering.Finished);
        }

        await using var second = await Node.Start(house, time: new ShiftedTime(TimeSpan.FromHours(7)), more: Hourly);
        await Finished(second, 2);
        await Task.Delay(2000);
        Assert.Equal(2, second.Steering.Finished.Count);
        var next = await second.Get<JobScheduler>().Quartz!.GetTrigger(new TriggerKey("test.hourly", Schedules.Group), None);
        Assert.InRange(next!.NextFireTimeUtc!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(7), TimeSpan.FromHours(8.1));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_schedule_that_is_no_longer_registered_is_forgotten_and_a_changed_one_replaced(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using (await Node.Start(house, more: s => s.AddSchedule<Counted>("test.gone", "Gone", "0 0 3 * * ?").AddSchedule<Counted>("test.moved", "Moved", "0 0 3 * * ?")))
        {
        }

        await using var node = await Node.Start(house, more: s => s.AddSchedule<Counted>("test.moved", "Moved", "0 0 5 * * ?"));
        var quartz = node.Get<JobScheduler>().Quartz!;
        Assert.Null(await quartz.GetTrigger(new TriggerKey("test.gone", Schedules.Group), None));
        var moved = (ICronTrigger)(await quartz.GetTrigger(new TriggerKey("test.moved", Schedules.Group), None))!;
        Assert.Equal("0 0 5 * * ?", moved.CronExpressionString);
    }

    static async Task Finished(Node node, int times)
    {
        for (var i = 0; i < 400 && node.Steering.Finished.Count < times; i++)
        {
            await Task.Delay(50);
        }

        Assert.True(node.Steering.Finished.Count >= times, $"ran {node.Steering.Finished.Count} times");
    }
}
