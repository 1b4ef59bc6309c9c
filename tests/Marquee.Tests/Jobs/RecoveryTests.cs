using Marquee.Jobs;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Jobs;

/// <summary>What becomes of runs whose process stops or dies. The test with a real SIGKILL is in Marquee.App.Tests.</summary>
public sealed class RecoveryTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static CancellationToken None => CancellationToken.None;

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_stop_interrupts_waits_and_starts_again(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        long id;
        await using (var first = await Node.Start(house))
        {
            id = await first.Runs.Start("test.steered", new Steered("import", Hold: true), 3, None);
            await first.Until(id, r => r.Done == 1);
            await first.Stop();
            var waiting = (await first.Runs.Find(id, None))!;
            Assert.Equal((JobState.Queued, "Interrupted; it starts again when Marquee runs."), (waiting.State, waiting.Sentence!.ToString()));
        }

        await using var second = await Node.Start(house, more: s => s.AddSingleton(Open()));
        var run = await second.Ended(id);
        Assert.Equal((JobState.Done, 2, "All steps taken. (interrupted and started again)"), (run.State, run.Attempt, run.Sentence!.ToString()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_run_whose_process_died_is_finished_by_the_next_and_only_by_it(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var dead = await Node.Start(house);
        dead.Steering.Deaf = true;
        var id = await dead.Runs.Start("test.steered", new Steered("import", Hold: true), 3, None);
        await dead.Until(id, r => r.Done == 1);
        await dead.Get<JobScheduler>().Quartz!.Shutdown(waitForJobsToComplete: false);

        await using var next = await Node.Start(house);
        await next.Until(id, r => r is { Attempt: 2, Done: 1 });
        // The one that was taken for dead comes to its end all the same: nothing of that is written.
        dead.Steering.Gate.SetResult();
        while (dead.Steering.Finished.IsEmpty)
        {
            await Task.Delay(20);
        }

        await Task.Delay(1500);
        Assert.Equal((JobState.Running, 2, 1), await next.Runs.Find(id, None) is { } still ? (still.State, still.Attempt, still.Done) : default);
        next.Steering.Gate.SetResult();
        var run = await next.Ended(id);
        Assert.Equal((JobState.Done, 2, 2), (run.State, run.Attempt, run.Result!.Value.GetProperty("attempt").GetInt32()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_run_that_always_takes_its_process_with_it_is_given_up(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, work: false);
        var id = await node.Runs.Start("test.steered", new Steered("poison"), null, None);
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal((i, i - 1), await node.Get<RunStore>().Claim(id, None) is { } taken ? (taken.Attempt, taken.CutOff) : default);
        }

        await node.Get<WorkRunner>().Run(id, null, None);
        var run = (await node.Runs.Find(id, None))!;
        Assert.Equal((JobState.Failed, "Gave up: Marquee ended 3 times in the middle of it."), (run.State, run.Error!.ToString()));
        Assert.Empty(node.Steering.Started);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_run_that_Quartz_never_heard_of_is_taken_up(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var id = (await node.Get<RunStore>().Add(new NewRun("test.steered", "x", null, "test.steered", null, """{"say":"lost"}"""), None))!.Value;
        Assert.Equal(JobState.Done, (await node.Ended(id)).State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Runs_that_waited_through_hours_of_standstill_all_run(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var waiting = new List<long>();
        await using (var first = await Node.Start(house))
        {
            for (var i = 0; i < 12; i++)
            {
                waiting.Add(await first.Runs.Start("test.keyed", new Steered($"{i}", Hold: true), null, None, key: $"{i}"));
            }

            await first.Until(waiting[0], r => r.State == JobState.Running);
        }

        await using var second = await Node.Start(house, time: new ShiftedTime(TimeSpan.FromHours(9)), more: s => s.AddSingleton(Open()));
        foreach (var id in waiting)
        {
            Assert.Equal(JobState.Done, (await second.Ended(id)).State);
        }

        Assert.Equal(12, second.Steering.Finished.Count);
    }

    [Fact]
    public async Task A_run_of_one_node_is_cancelled_and_watched_from_another()
    {
        await using var house = await TestHouse.Open(Engine.Postgres);
        await using var one = await Node.Start(house);
        var id = await one.Runs.Start("test.steered", new Steered("hold", Hold: true), null, None);
        await one.Until(id, r => r.Done == 1);
        await using var other = await Node.Start(house, work: false);
        await other.Runs.Cancel(id, None);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var run in other.Runs.Changes(patience.Token))
        {
            if (run.Ended)
            {
                Assert.Equal(JobState.Cancelled, run.State);
                break;
            }
        }
    }

    [Fact]
    public async Task Two_nodes_share_the_work_and_each_run_happens_once()
    {
        await using var house = await TestHouse.Open(Engine.Postgres);
        await using var one = await Node.Start(house);
        await using var two = await Node.Start(house);
        var ids = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? one : two).Runs.Start("test.keyed", new Steered($"{i}"), null, None, key: $"{i}")));
        foreach (var id in ids)
        {
            Assert.Equal((JobState.Done, 1), await one.Ended(id) is var run ? (run.State, run.Attempt) : default);
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}").Order(), one.Steering.Finished.Concat(two.Steering.Finished).Order());
    }

    static Steering Open()
    {
        var steering = new Steering();
        steering.Gate.SetResult();
        return steering;
    }
}
