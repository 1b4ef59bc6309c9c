using Marquee.Catalog.Refresh;

namespace Marquee.Tests.Catalog.Refresh;

public sealed class RefreshPlanTests
{
    static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    static readonly RefreshSettings Settings = new() { On = true, JitterMinutes = 0, Since = At("2026-03-01 12:00").ToUnixTimeSeconds(), Seed = 7 };

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture);

    static RefreshOutcome Ran(string utc) => new() { AttemptedAt = At(utc), SucceededAt = At(utc) };

    static DateTimeOffset Next(RefreshOutcome? outcome, string now, RefreshScope scope = RefreshScope.Ratings, RefreshSettings? settings = null) =>
        RefreshPlan.Next(settings ?? Settings, scope, outcome, At(now), Stockholm);

    [Theory]
    [InlineData("2026-03-01 12:00", "2026-03-02 03:30")] // half past four in Stockholm, in winter
    [InlineData("2026-03-01 02:00", "2026-03-01 03:30")]
    public void The_first_comes_at_the_next_time_of_day_after_it_was_switched_on(string since, string expected) =>
        Assert.Equal(At(expected), Next(null, since, settings: Settings with { Since = At(since).ToUnixTimeSeconds() }));

    [Theory]
    [InlineData(RefreshScope.Ratings, "2026-03-06 03:30")]
    [InlineData(RefreshScope.Everything, "2026-03-12 03:30")]
    public void The_next_comes_an_interval_later_at_the_time_of_day(RefreshScope scope, string expected) =>
        Assert.Equal(At(expected), Next(Ran("2026-03-05 03:41"), "2026-03-05 04:00", scope));

    [Fact]
    public void A_standstill_of_weeks_makes_it_due_and_only_once()
    {
        Assert.True(Next(Ran("2026-03-05 03:41"), "2026-05-20 10:00") < At("2026-05-20 10:00"));
        Assert.Equal(At("2026-05-21 02:30"), Next(Ran("2026-05-20 10:01"), "2026-05-20 10:05"));
    }

    [Fact]
    public void Minutes_are_spread_and_a_late_run_does_not_slip_a_day()
    {
        var late = Settings with { At = new TimeOnly(23, 30), JitterMinutes = 120 };
        var all = Enumerable.Range(1, 200).Select(seed => Next(Ran("2026-03-05 20:00"), "2026-03-05 21:00", settings: late with { Seed = seed })).ToList();
        Assert.All(all, at => Assert.InRange(at, At("2026-03-06 22:30"), At("2026-03-07 00:30")));
        Assert.True(all.Distinct().Count() > 60, $"{all.Distinct().Count()} different minutes");
        // It began after midnight and was due the evening before.
        Assert.InRange(Next(Ran("2026-03-07 00:10"), "2026-03-07 00:20", settings: late), At("2026-03-07 22:30"), At("2026-03-08 00:30"));
    }

    [Fact]
    public void A_failure_is_repeated_soon_then_less_often_but_never_later_than_it_was_due_anyway()
    {
        RefreshOutcome Failed(int times) => new() { AttemptedAt = At("2026-03-05 03:41"), FailedAt = At("2026-03-05 03:41"), Failures = times };
        Assert.Equal(At("2026-03-05 04:11"), Next(Failed(1), "2026-03-05 04:00"));
        Assert.Equal(At("2026-03-05 05:41"), Next(Failed(3), "2026-03-05 04:00"));
        Assert.Equal(At("2026-03-05 15:41"), Next(Failed(30), "2026-03-05 04:00", RefreshScope.Everything));
    }

    [Fact]
    public void A_run_that_a_clock_ahead_has_dated_counts_as_none()
    {
        Assert.Equal(At("2026-03-02 03:30"), Next(Ran("2027-01-01 00:00"), "2026-03-01 13:00"));
        Assert.Equal(At("2026-03-02 03:30"), Next(new RefreshOutcome { AttemptedAt = At("2027-01-01 00:00"), FailedAt = At("2027-01-01 00:00"), Failures = 2 }, "2026-03-01 13:00"));
        // Also when the switch itself was dated by it: due at the next time of day, which comes.
        Assert.Equal(At("2026-03-02 03:30"), Next(null, "2026-03-01 13:00", settings: Settings with { Since = At("2027-01-01 00:00").ToUnixTimeSeconds() }));
    }

    [Fact]
    public void The_hour_that_spring_skips_and_the_one_that_autumn_repeats_have_one_refresh_each()
    {
        var night = Settings with { At = new TimeOnly(2, 30) };
        Assert.Equal(At("2026-03-29 01:30"), Next(Ran("2026-03-28 02:00"), "2026-03-28 03:00", settings: night));
        var autumn = Next(Ran("2026-10-24 01:00"), "2026-10-24 03:00", settings: night);
        Assert.InRange(autumn, At("2026-10-25 00:30"), At("2026-10-25 01:30"));
        Assert.True(Next(Ran("2026-10-25 00:35"), "2026-10-25 01:40", settings: night) > At("2026-10-26 00:00"));
    }

    [Theory]
    [InlineData(1000, 951, false)]
    [InlineData(1000, 950, false)]
    [InlineData(1000, 949, true)]
    [InlineData(1000, 0, true)]
    [InlineData(1000, 2000, false)]
    [InlineData(0, 0, false)]
    public void More_than_five_percent_fewer_rows_are_held_back(long before, long now, bool held) => Assert.Equal(held, ShrinkGuard.Holds(before, now, 5));

    [Fact]
    public void The_question_names_file_share_and_day() => Assert.Equal(
        "title.basics has 9.1 % fewer rows than on 3/1/2026 4:30 AM (10,000 instead of 11,000). Load it anyway?",
        new HeldFile("title.basics", 10_000, 11_000, At("2026-03-01 04:30")).Question.In(Marquee.Texts.Language.English).Replace('\u202f', ' '));
}
