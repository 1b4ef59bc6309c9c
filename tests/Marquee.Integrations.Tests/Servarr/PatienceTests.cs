using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Tests.Servarr;

public sealed class PatienceTests
{
    static readonly Unavailable Down = new(null, "servarr.ailing");
    static readonly Unauthorized Locked = new("servarr.unauthorized");

    readonly NotedTime _time = new();

    Task<ServarrAnswer<string>> Ask(TimeSpan longEnough, params ServarrAnswer<string>[] answers)
    {
        var next = 0;
        return Patience.Ask(_ => Task.FromResult(answers[Math.Min(next++, answers.Length - 1)]), state => state == "over", longEnough, _time, CancellationToken.None);
    }

    [Fact]
    public async Task The_pauses_grow_and_stay_below_a_bound()
    {
        await Ask(TimeSpan.FromMinutes(5), new Got<string>("begun"));
        Assert.Equal(TimeSpan.FromMilliseconds(250), _time.Pauses[0]);
        Assert.All(_time.Pauses.Zip(_time.Pauses.Skip(1)), pair => Assert.True(pair.Second > pair.First || pair.Second == TimeSpan.FromSeconds(10)));
        Assert.InRange(_time.Pauses.Count, 30, 45);
        Assert.True(_time.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause) <= TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_is_awaited_ends_it()
    {
        Assert.Equal("over", (await Ask(TimeSpan.FromMinutes(5), new Got<string>("begun"), new Got<string>("over"))).Value());
        Assert.Single(_time.Pauses);
    }

    [Fact]
    public async Task A_server_that_is_down_in_between_is_waited_for_and_one_that_refuses_is_not()
    {
        Assert.Equal("over", (await Ask(TimeSpan.FromMinutes(5), new Got<string>("begun"), Down, Down, new Got<string>("over"))).Value());
        Assert.Equal(Locked, (await Ask(TimeSpan.FromMinutes(5), new Got<string>("begun"), Locked, new Got<string>("over"))).Trouble());
        Assert.Equal(Down, (await Ask(TimeSpan.FromSeconds(1), Down)).Trouble());
    }

    /// <summary>Nobody waits, and every pause is noted.</summary>
    sealed class NotedTime : TimeProvider
    {
        TimeSpan _now;

        public List<TimeSpan> Pauses { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
            {
                Pauses.Add(dueTime);
                _now += dueTime;
            }

            return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
        }
    }
}
