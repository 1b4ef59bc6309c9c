using Marquee.Jobs;

namespace Marquee.Tests.Jobs;

public sealed class PaceTests
{
    readonly SteppedTime _time = new();

    [Fact]
    public void A_steady_count_has_its_rate_and_the_time_that_is_left()
    {
        var rate = Steps(new Pace(_time), seconds: 30, perSecond: 1000);
        Assert.Equal(1000, rate!.Value, 1.0);
        Assert.Equal(70, Pace.Eta(30_000, 100_000, rate));
    }

    [Fact]
    public void Nothing_is_guessed_in_the_first_second()
    {
        var pace = new Pace(_time);
        _time.Move(TimeSpan.FromMilliseconds(500));
        Assert.Null(pace.Rate(10_000, "rows"));
        Assert.Null(Pace.Eta(10_000, 20_000, null));
    }

    [Fact]
    public void A_hiccup_does_not_decide_and_a_standstill_fades()
    {
        var pace = new Pace(_time);
        Steps(pace, seconds: 30, perSecond: 1000);
        _time.Move(TimeSpan.FromSeconds(1));
        Assert.InRange(pace.Rate(30_000, "rows")!.Value, 850, 950);
        _time.Move(TimeSpan.FromSeconds(60));
        Assert.InRange(pace.Rate(30_000, "rows")!.Value, 0, 5);
    }

    [Fact]
    public void A_new_rate_is_believed_within_half_a_minute()
    {
        var pace = new Pace(_time);
        Steps(pace, seconds: 30, perSecond: 1000);
        Assert.Equal(100, Steps(pace, seconds: 30, perSecond: 100, from: 30_000)!.Value, 50.0);
    }

    [Fact]
    public void Another_unit_begins_anew()
    {
        var pace = new Pace(_time);
        Steps(pace, seconds: 30, perSecond: 1000);
        _time.Move(TimeSpan.FromSeconds(1));
        Assert.Null(pace.Rate(40_000, "files"));
        _time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal(1, pace.Rate(40_002, "files")!.Value, 0.01);
    }

    [Fact]
    public void No_time_is_left_when_more_is_done_than_was_thought() => Assert.Equal(0, Pace.Eta(12, 10, 1));

    double? Steps(Pace pace, int seconds, int perSecond, int from = 0)
    {
        double? rate = null;
        for (var i = 1; i <= 2 * seconds; i++)
        {
            _time.Move(TimeSpan.FromMilliseconds(500));
            rate = pace.Rate(from + i * perSecond / 2, "rows");
        }

        return rate;
    }
}
