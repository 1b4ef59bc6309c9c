namespace Marquee.Watching;

/// <param name="Days">Days on end with a play.</param>
public sealed record Streak(int Days, DateOnly From, DateOnly To)
{
    /// <param name="days">Those with a play, in their order; any may stand there several times.</param>
    /// <returns>The first of the longest; null without a day.</returns>
    public static Streak? Longest(IEnumerable<DateOnly> days)
    {
        Streak? longest = null;
        var (from, before) = (default(DateOnly), default(DateOnly?));
        foreach (var day in days)
        {
            from = before is { } last && day.DayNumber - last.DayNumber <= 1 ? from : day;
            before = day;
            var count = day.DayNumber - from.DayNumber + 1;
            longest = longest is null || count > longest.Days ? new Streak(count, from, day) : longest;
        }

        return longest;
    }
}
