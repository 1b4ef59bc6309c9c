using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Tests.Jobs;

public sealed class InlineJobsTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static CancellationToken None => CancellationToken.None;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_command_runs_work_itself_and_the_history_has_it(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, work: false);
        var seen = new List<JobRun>();
        var run = await node.Get<InlineJobs>().Run("test.steered", new Steered("cli"), seen.Add, None, member: 2);
        Assert.Equal((JobState.Done, 2L), (run.State, run.Member));
        Assert.Equal("cli", run.Result!.Value.GetProperty("say").GetString());
        Assert.Equal(4, seen[^1].Done);
        Assert.Equal(run.Id, Assert.Single(await node.Runs.Recent(5, None)).Id);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Ctrl_C_cancels_the_run(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, work: false);
        using var ctrlC = new CancellationTokenSource();
        var run = await node.Get<InlineJobs>().Run("test.steered", new Steered("cli", Hold: true), _ => ctrlC.Cancel(), ctrlC.Token);
        Assert.Equal(JobState.Cancelled, run.State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refusal_reaches_the_command_and_the_history(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, work: false);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => node.Get<InlineJobs>().Run("test.steered", new Steered("cli", Fail: "No such folder."), null, None));
        Assert.Equal("No such folder.", refusal.Message);
        Assert.Equal("No such folder.", Assert.Single(await node.Runs.Recent(5, None)).Error!.ToString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_command_does_not_start_what_runs_already_but_takes_the_place_of_what_only_waits(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, work: false);
        var waits = await node.Runs.Start("test.steered", new Steered("waits"), null, None);
        var held = node.Get<InlineJobs>().Run("test.steered", new Steered("held", Hold: true), null, None);
        while (node.Steering.Started.IsEmpty)
        {
            await Task.Delay(20);
        }

        Assert.Equal(JobState.Cancelled, (await node.Runs.Find(waits, None))!.State);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => node.Get<InlineJobs>().Run("test.steered", new Steered("second"), null, None));
        Assert.Equal(Refusal.Busy, refusal.ExitCode);
        node.Steering.Gate.SetResult();
        Assert.Equal(JobState.Done, (await held).State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_run_of_a_command_that_died_is_failed_by_the_server(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, work: false);
        var runs = node.Get<RunStore>();
        var id = (await runs.Add(new NewRun("test.steered", "x", null, "test.steered", null, "{}") { Inline = true }, None))!.Value;
        await runs.Claim(id, None);
        await using var server = await Node.Start(house, time: new ShiftedTime(TimeSpan.FromMinutes(5)));
        var run = await server.Ended(id);
        Assert.Equal((JobState.Failed, "The command ended before the work was done. Run it again."), (run.State, run.Error!.ToString()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_command_does_what_an_intent_asks_for_and_no_server_repeats_it(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var node = await Node.Start(house, work: false);
        var intent = await node.Database.Write(Store.House, w => node.Get<Intents>().Add(w, "test.steered", new Steered("apply"), null), None);
        var waits = (await node.Get<Intents>().Run(intent, None))!.Value;
        var run = await node.Get<InlineJobs>().RunWaiting(waits, null, None);
        Assert.Equal((waits, JobState.Done), (run.Id, run.State));
        await using var server = await Node.Start(house);
        await Task.Delay(2500);
        Assert.Empty(server.Steering.Started);
        Assert.Equal(("done", run.Id), await server.Get<IntentStore>().Find(intent, None) is { } row ? (row.State, row.Run!.Value) : default);
        await Assert.ThrowsAsync<Refusal>(() => node.Get<InlineJobs>().RunWaiting(waits, null, None));
    }
}
