using Marquee.Catalog;
using Marquee.Catalog.Ages;
using Marquee.Texts;

namespace Marquee.Tests.Catalog;

public sealed class AgePlanTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_round_is_due_at_once_and_so_is_one_after_a_clock_that_was_wrong()
    {
        Assert.Equal(Now, AgePlan.Next(new AgeRoundState(), Now, TimeZoneInfo.Utc));
        Assert.Equal(Now, AgePlan.Next(new AgeRoundState { EndedAt = Now.AddDays(400) }, Now, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("2026-03-10T02:00:00Z", "2026-03-10T03:30:00Z")]
    [InlineData("2026-03-10T03:40:00Z", "2026-03-11T03:30:00Z")]
    [InlineData("2026-03-09T23:59:00Z", "2026-03-10T03:30:00Z")]
    public void After_a_good_round_it_is_the_next_night(string ended, string next) =>
        Assert.Equal(Instant(next), AgePlan.Next(new AgeRoundState { EndedAt = Instant(ended) }, Now, TimeZoneInfo.Utc));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(30, 720)]
    public void After_failures_it_is_sooner_and_ever_later(int failures, int minutes) =>
        Assert.Equal(Now.AddMinutes(minutes), AgePlan.Next(new AgeRoundState { EndedAt = Now, Failures = failures }, Now, TimeZoneInfo.Utc));

    [Fact]
    public void A_pause_that_was_asked_for_is_kept() =>
        Assert.Equal(Now.AddDays(2), AgePlan.Next(new AgeRoundState { EndedAt = Now, Failures = 1, NotBefore = Now.AddDays(2) }, Now, TimeZoneInfo.Utc));

    [Fact]
    public void None_is_asked_about_again_after_ninety_days_an_age_well_before_it_is_forgotten_and_a_failure_soon()
    {
        Assert.Equal(90 * 86_400, AgePlan.Pause(Answer(), 0));
        Assert.True(AgePlan.Pause(Answer(new KnownCertificate("DE", "12", 12)), 0) <= (AgePlan.Kept - TimeSpan.FromDays(60)).TotalSeconds);
        Assert.Equal([1L, 2, 4, 32, 32], new[] { 1, 2, 3, 6, 40 }.Select(failures => AgePlan.Pause(Answer() with { Failure = new Text("ages.noKey") }, failures) / 86_400));
    }

    static AgeAnswer Answer(params KnownCertificate[] certificates) => new(new AgeQuestion(new TitleId(1), null, 0), null, null, certificates);

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
