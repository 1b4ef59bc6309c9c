using Dapper;
using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Tests.Jobs;

public sealed class IntentTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static CancellationToken None => CancellationToken.None;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_intent_that_is_rolled_back_never_runs_and_one_that_commits_runs_once(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var intents = node.Get<Intents>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => node.Database.Write(Store.House, async w =>
        {
            await intents.Add(w, "test.steered", new Steered("rolled back"), null);
            throw new InvalidOperationException("on purpose");
        }, None));
        var id = await node.Database.Write(Store.House, w => intents.Add(w, "test.steered", new Steered("kept"), null, member: 5), None);
        await Settled(node, id, "done");
        await Task.Delay(1500);
        Assert.Equal(["kept"], node.Steering.Started);
        var run = Assert.Single(await node.Runs.Recent(10, None));
        Assert.Equal((JobState.Done, 5L), (run.State, run.Member));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_run_of_an_intent_is_known_right_after_the_commit(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var id = await node.Database.Write(Store.House, w => node.Get<Intents>().Add(w, "test.keyed", new Steered("x"), "x"), None);
        var run = await node.Get<Intents>().Run(id, None);
        Assert.Equal(JobState.Done, (await node.Ended(run!.Value)).State);
        Assert.Null(await node.Get<Intents>().Run(id + 1000, None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Sweeping_twice_after_a_death_between_the_stores_is_still_one_run(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var id = await node.Database.Write(Store.House, w => node.Get<Intents>().Add(w, "test.steered", new Steered("once"), null), None);
        await Settled(node, id, "done");
        // As if the process had died after the run was stored and before the intent knew of it.
        await node.Database.Write(Store.House, w => w.Execute("update house.intent set state = 'waiting', run = null, due_at = 0, settled_at = null"), None);
        await Settled(node, id, "done");
        Assert.Equal(["once"], node.Steering.Started);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Intents_of_the_same_work_wait_for_each_other_and_none_is_lost(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var ids = await node.Database.Write(Store.House, async w => new[]
        {
            await node.Get<Intents>().Add(w, "test.steered", new Steered("a"), null),
            await node.Get<Intents>().Add(w, "test.steered", new Steered("b"), null),
        }, None);
        await Settled(node, ids[0], "done");
        await Settled(node, ids[1], "done");
        Assert.Equal(["a", "b"], node.Steering.Started);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_intent_whose_runs_fail_is_tried_three_times_and_given_up_visibly(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house);
        var id = await node.Database.Write(Store.House, w => node.Get<Intents>().Add(w, "test.steered", new Steered("x", Fail: "The disk is full."), null), None);
        for (var i = 1; i <= 2; i++)
        {
            await Until(node, id, row => row.Attempts == i);
            await node.Database.Write(Store.House, w => w.Execute("update house.intent set due_at = 0"), None);
        }

        await Settled(node, id, "failed");
        Assert.Equal(3, node.Steering.Started.Count);
        Assert.All(await node.Runs.Recent(10, None), run => Assert.Equal("The disk is full.", run.Error!.ToString()));
    }

    [Fact]
    public async Task Two_nodes_that_sweep_at_once_take_different_intents()
    {
        await using var house = await TestHouse.Open(Engine.Postgres);
        await using var node = await Node.Start(house, work: false);
        await node.Database.Write(Store.House, async w =>
        {
            for (var i = 0; i < 40; i++)
            {
                await node.Get<Intents>().Add(w, "test.keyed", new Steered($"{i}"), $"{i}");
            }
        }, None);
        await using var one = await Node.Start(house);
        await using var two = await Node.Start(house);
        for (var id = 1; id <= 40; id++)
        {
            await Settled(one, id, "done");
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}").Order(), one.Steering.Started.Concat(two.Steering.Started).Order());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 16)]
    [InlineData(9, 60)]
    public void Retries_come_later_and_later(int failures, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), IntentSweep.BackOff(failures));

    static Task Settled(Node node, long id, string state) => Until(node, id, row => row.State == state);

    static async Task Until(Node node, long id, Func<IntentRow, bool> good)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await node.Get<IntentStore>().Find(id, None) is { } row && good(row))
            {
                return;
            }

            await Task.Delay(50);
        }

        await using var connection = await node.Database.Read(None);
        Assert.Fail("The intent never came that far: " + string.Join("; ", (await connection.QueryAsync("select * from house.intent")).Select(r => $"{r}")));
    }
}
