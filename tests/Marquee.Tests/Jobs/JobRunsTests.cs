using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Tests.Jobs;

public sealed class JobRunsTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static CancellationToken None => CancellationToken.None;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_run_ends_with_its_result_and_its_last_progress(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var id = await node.Runs.Start("test.steered", new Steered("hello"), member: 7, None);
        var run = await node.Ended(id);
        Assert.Equal((JobState.Done, 4, 4, "steps", "All steps taken."), (run.State, run.Done, run.Total, run.Unit, run.Sentence!.ToString()));
        Assert.Equal("hello", run.Result!.Value.GetProperty("say").GetString());
        Assert.Equal((1, 7L, null), (run.Attempt, run.Member, run.Error));
        Assert.True(run.StartedAt <= run.EndedAt);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_members_run_is_listed_however_many_others_ran_since(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var mine = await node.Runs.Start("test.steered", new Steered("mine"), member: 7, None);
        await node.Ended(mine);
        for (var i = 0; i < 3; i++)
        {
            await node.Ended(await node.Runs.Start("test.steered", new Steered("another's"), member: 8, None));
        }

        var shared = await node.Runs.Start("test.steered", new Steered("the house's"), member: null, None);
        await node.Ended(shared);
        Assert.Equal([shared, mine], (await node.Runs.Recent(2, None, member: 7)).Select(r => r.Id));
        Assert.Equal(5, (await node.Runs.Recent(10, None)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Progress_is_seen_while_it_runs(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var id = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), null, None);
        var run = await node.Until(id, r => r.Done == 1);
        Assert.Equal((JobState.Running, 4, "Taking the first step."), (run.State, run.Total, run.Sentence!.ToString()));
        node.Steering.Gate.SetResult();
        Assert.Equal(JobState.Done, (await node.Ended(id)).State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_work_runs_one_at_a_time(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var first = await node.Runs.Start("test.steered", new Steered("one", Hold: true), null, None);
        await node.Until(first, r => r.State == JobState.Running);
        Assert.Equal(first, await node.Runs.Start("test.steered", new Steered("two"), null, None));
        node.Steering.Gate.SetResult();
        await node.Ended(first);
        var second = await node.Runs.Start("test.steered", new Steered("three"), null, None);
        Assert.NotEqual(first, second);
        await node.Ended(second);
        Assert.Equal(["one", "three"], node.Steering.Started);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Work_with_a_key_runs_once_per_key(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var a = await node.Runs.Start("test.keyed", new Steered("a", Hold: true), null, None, key: "a");
        var b = await node.Runs.Start("test.keyed", new Steered("b"), null, None, key: "b");
        Assert.Equal(a, await node.Runs.Start("test.keyed", new Steered("a again"), null, None, key: "a"));
        Assert.Equal(JobState.Done, (await node.Ended(b)).State);
        node.Steering.Gate.SetResult();
        Assert.Equal(JobState.Done, (await node.Ended(a)).State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Many_starts_at_once_are_one_run(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => node.Runs.Start("test.steered", new Steered($"{i}", Hold: true), null, None)));
        Assert.Single(ids.Distinct());
        node.Steering.Gate.SetResult();
        await node.Ended(ids[0]);
        Assert.Single(node.Steering.Started);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_running_job_can_be_cancelled(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var id = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), null, None);
        await node.Until(id, r => r.State == JobState.Running);
        await node.Runs.Cancel(id, None);
        var run = await node.Ended(id);
        Assert.Equal((JobState.Cancelled, null, null), (run.State, run.Result, run.Error));
        Assert.Empty(node.Steering.Finished);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refusal_is_told_as_it_is_and_a_fault_without_its_inside(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var refused = await node.Ended(await node.Runs.Start("test.steered", new Steered("no", Fail: "The folder is empty."), null, None));
        Assert.Equal((JobState.Failed, "The folder is empty."), (refused.State, refused.Error!.ToString()));
        var faulted = await node.Ended(await node.Runs.Start("test.steered", new Steered("no", Fail: ""), null, None));
        Assert.Equal(JobState.Failed, faulted.State);
        Assert.Equal($"It stopped with a fault (InvalidOperationException). The log says more under run {faulted.Id}.", faulted.Error!.ToString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_process_starts_that_does_not_work_is_run_by_one_that_does(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var web = await Node.Start(house, work: false);
        var id = await web.Runs.Start("test.steered", new Steered("later"), null, None);
        Assert.Equal(JobState.Queued, (await web.Runs.Find(id, None))!.State);
        await using var worker = await Node.Start(house);
        Assert.Equal(JobState.Done, (await worker.Ended(id)).State);
        Assert.Empty(web.Steering.Started);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Changes_begin_with_what_runs_and_go_on_to_the_end(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        await node.Ended(await node.Runs.Start("test.keyed", new Steered("old"), null, None, key: "old"));
        var id = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), null, None);
        await node.Until(id, r => r.State == JobState.Running);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var seen = new List<JobRun>();
        await foreach (var run in node.Runs.Changes(patience.Token))
        {
            seen.Add(run);
            node.Steering.Gate.TrySetResult();
            if (run.Ended)
            {
                break;
            }
        }

        Assert.All(seen, run => Assert.Equal(id, run.Id));
        Assert.Equal(JobState.Running, seen[0].State);
        Assert.Equal(JobState.Done, seen[^1].State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Recent_runs_begin_with_those_that_run(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var held = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), null, None);
        var ended = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            ended.Add(await node.Runs.Start("test.keyed", new Steered("x"), null, None, key: "x"));
            await node.Ended(ended[^1]);
        }

        ended.Reverse();
        Assert.Equal([held, .. ended], (await node.Runs.Recent(10, None)).Select(r => r.Id));
        Assert.Equal([held, ended[0]], (await node.Runs.Recent(2, None)).Select(r => r.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task History_keeps_the_newest_runs(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var held = await node.Runs.Start("test.steered", new Steered("hold", Hold: true), null, None);
        var ended = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            ended.Add(await node.Runs.Start("test.keyed", new Steered("x"), null, None, key: "x"));
            await node.Ended(ended[^1]);
        }

        Assert.Equal(3, await node.Get<RunStore>().Prune(2, before: 0, None));
        Assert.Equal([held, ended[4], ended[3]], (await node.Runs.Recent(10, None)).Select(r => r.Id));
        Assert.Equal(2, await node.Get<RunStore>().Prune(500, before: long.MaxValue, None));
        Assert.Equal([held], (await node.Runs.Recent(10, None)).Select(r => r.Id));
    }

    [Fact]
    public async Task Unknown_work_and_wrong_arguments_are_refused_at_the_start()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var node = await Node.Start(house, work: false);
        await Assert.ThrowsAsync<ArgumentException>(() => node.Runs.Start("test.unknown", new Steered("x"), null, None));
        await Assert.ThrowsAsync<ArgumentException>(() => node.Runs.Start("test.steered", new NoArguments(), null, None));
    }
}
