using Marquee.Jobs;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Marquee.Tests.Jobs;

/// <summary>Whatever becomes of the clock, nothing waits for ever: stops of hours, clocks set forward and back, changed schedules.</summary>
public sealed class ClockJumpTests
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

    static void Often(IServiceCollection s) => s.AddSchedule<Counted>("test.often", "Often", TimeSpan.FromSeconds(2));

    static void Daily(IServiceCollection s) => s.AddSchedule<Counted>("test.daily", "Daily", TimeSpan.FromHours(24)).AddSchedule<Counted>("test.clock", "By the clock", "0 0 0/6 * * ?");

    [Theory, MemberData(nameof(Engines))]
    public async Task Schedules_of_a_clock_that_was_a_year_ahead_are_set_anew_at_the_next_start(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using (await Node.Start(house, time: new ShiftedTime(TimeSpan.FromDays(365)), more: Daily))
        {
        }

        await using var node = await Node.Start(house, more: Daily);
        await Sane(node, "test.daily", TimeSpan.FromHours(24.1));
        await Sane(node, "test.clock", TimeSpan.FromHours(6.1));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Schedules_and_runs_go_on_when_the_clock_is_set_back_by_days_under_a_running_node(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var clock = new MovedTime();
        await using var node = await Node.Start(house, time: clock, more: s =>
        {
            Often(s);
            Daily(s);
        });
        await Finished(node, 1);
        clock.Move(TimeSpan.FromDays(-3));
        var id = await node.Runs.Start("test.steered", new Steered("after the jump"), null, None);
        Assert.Equal(JobState.Done, (await node.Ended(id)).State);
        await Finished(node, node.Steering.Finished.Count + 2);
        await Eventually(async () => await Next(node, "test.daily") - clock.GetUtcNow() < TimeSpan.FromHours(24.1));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Schedules_and_runs_go_on_when_the_clock_is_set_forward_by_days_under_a_running_node(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var clock = new MovedTime();
        await using var node = await Node.Start(house, time: clock, more: Often);
        var held = await node.Runs.Start("test.steered", new Steered("long", Hold: true), null, None);
        await node.Until(held, r => r.Done == 1);
        await Finished(node, 1);
        clock.Move(TimeSpan.FromDays(3));
        var count = node.Steering.Finished.Count;
        await Finished(node, count + 2);
        // What ran through the jump lives, is not taken for gone, and ends once.
        node.Steering.Gate.SetResult();
        Assert.Equal((JobState.Done, 1), await node.Ended(held) is var run ? (run.State, run.Attempt) : default);
        Assert.Equal(1, node.Steering.Started.Count(s => s == "long"));
        // Three days of two-second steps are one missed step, not 129,600.
        Assert.InRange(node.Steering.Finished.Count, count + 2, count + 30);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Runs_and_intents_that_were_written_by_a_clock_ahead_are_done_all_the_same(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        long waiting, intent;
        await using (var wrong = await Node.Start(house, work: false, time: new ShiftedTime(TimeSpan.FromDays(30))))
        {
            waiting = await wrong.Runs.Start("test.steered", new Steered("run"), null, None);
            intent = await house.Database.Write(Store.House, w => wrong.Get<Intents>().Add(w, "test.keyed", new Steered("intent"), "k"), None);
        }

        await using var node = await Node.Start(house);
        Assert.Equal(JobState.Done, (await node.Ended(waiting)).State);
        await Eventually(() => Task.FromResult(node.Steering.Finished.Contains("intent")));
        Assert.NotEqual(0, intent);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_waiting_run_of_Quartz_with_a_time_far_ahead_runs_now(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        long held;
        await using (var wrong = await Node.Start(house, time: new ShiftedTime(TimeSpan.FromDays(30))))
        {
            held = await wrong.Runs.Start("test.steered", new Steered("run", Hold: true), null, None);
            await wrong.Until(held, r => r.Done == 1);
        }

        var steering = new Steering();
        steering.Gate.SetResult();
        await using var node = await Node.Start(house, more: s => s.AddSingleton(steering));
        Assert.Equal(JobState.Done, (await node.Ended(held)).State);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_changed_schedule_takes_effect_though_the_old_one_was_due_in_a_standstill(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using (await Node.Start(house, more: s => s.AddSchedule<Counted>("test.moved", "Moved", TimeSpan.FromHours(1))))
        {
        }

        await using var node = await Node.Start(house, time: new ShiftedTime(TimeSpan.FromHours(7)), more: s => s.AddSchedule<Counted>("test.moved", "Moved", TimeSpan.FromSeconds(2)));
        await Finished(node, 2);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_step_with_nothing_due_starts_no_run(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        var (asked, due) = (0, false);
        await using var node = await Node.Start(house, more: s => s.AddSchedule<Counted>("test.asked", "Asked", TimeSpan.FromSeconds(1), (_, _) =>
        {
            asked++;
            return Task.FromResult(due);
        }));
        await Eventually(() => Task.FromResult(asked >= 2));
        Assert.Empty(await node.Runs.Recent(10, None));
        due = true;
        await Finished(node, 1);
    }

    static async Task<DateTimeOffset> Next(Node node, string schedule) =>
        (await node.Get<JobScheduler>().Quartz!.GetTrigger(new TriggerKey(schedule, Schedules.Group), None))!.NextFireTimeUtc!.Value;

    static async Task Sane(Node node, string schedule, TimeSpan most) => Assert.InRange(await Next(node, schedule) - TimeProvider.System.GetUtcNow(), TimeSpan.Zero, most);

    static Task Finished(Node node, int times) => Eventually(() => Task.FromResult(node.Steering.Finished.Count(f => f == "counted") >= times));

    static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("it never came to that");
    }
}
