using Marquee.Watching;

namespace Marquee.Tests.Watching;

public sealed class LocalMomentsTests
{
    [Theory]
    [InlineData("UTC", "2023-12-31T23:30:00Z", "2023-12-31", 23)]
    [InlineData("Europe/Stockholm", "2023-12-31T23:30:00Z", "2024-01-01", 0)]
    [InlineData("America/New_York", "2024-01-01T04:59:59Z", "2023-12-31", 23)]
    [InlineData("America/New_York", "2024-01-01T05:00:00Z", "2024-01-01", 0)]
    // The clock changes at one in the morning (UTC).
    [InlineData("Europe/Stockholm", "2024-03-31T00:59:59Z", "2024-03-31", 1)]
    [InlineData("Europe/Stockholm", "2024-03-31T01:00:00Z", "2024-03-31", 3)]
    [InlineData("Europe/Stockholm", "2024-10-27T00:30:00Z", "2024-10-27", 2)]
    [InlineData("Europe/Stockholm", "2024-10-27T01:30:00Z", "2024-10-27", 2)]
    [InlineData("Asia/Kolkata", "2024-05-01T18:29:59Z", "2024-05-01", 23)]
    [InlineData("Asia/Kolkata", "2024-05-01T18:30:00Z", "2024-05-02", 0)]
    // Before 1970 seconds are negative.
    [InlineData("UTC", "1969-12-31T23:59:59Z", "1969-12-31", 23)]
    [InlineData("UTC", "1931-05-01T00:00:00Z", "1931-05-01", 0)]
    // A day without a time is its noon (UTC): that day everywhere, and no hour.
    [InlineData("Pacific/Auckland", "2024-05-01T12:00:00Z", "2024-05-01", -1)]
    [InlineData("Pacific/Pago_Pago", "1931-05-01T12:00:00Z", "1931-05-01", -1)]
    [InlineData("Pacific/Auckland", "2024-05-01T12:00:01Z", "2024-05-02", 0)]
    public void A_moment_is_a_day_and_an_hour_of_the_members_clock(string zone, string instant, string day, int hour) =>
        Assert.Equal(
            new LocalMoment(DateOnly.Parse(day, null), hour),
            new LocalMoments(TimeZoneInfo.FindSystemTimeZoneById(zone)).Of(DateTimeOffset.Parse(instant, null).ToUnixTimeSeconds()));
}
