namespace Marquee.Watching;

/// <summary>A moment as the clock of a member shows it.</summary>
/// <param name="Hour">-1: only the day is known.</param>
readonly record struct LocalMoment(DateOnly Day, int Hour);

/// <summary>
/// Days and hours in a time zone. A day whose time nobody noted is kept as its noon (UTC): it stays that day wherever the member
/// lives, and has no hour.
/// </summary>
sealed class LocalMoments(TimeZoneInfo zone)
{
    const long Day = 86_400;
    const long Noon = Day / 2;

    /// <summary>By day (UTC); null where the clock changes.</summary>
    readonly Dictionary<long, long?> _offsets = [];

    /// <param name="at">Unix seconds.</param>
    public LocalMoment Of(long at)
    {
        var day = (long)Math.Floor(at / (double)Day);
        if (at - (day * Day) == Noon)
        {
            return new LocalMoment(DayOf(at), -1);
        }

        if (!_offsets.TryGetValue(day, out var offset))
        {
            offset = Offset(day * Day);
            _offsets[day] = offset = offset == Offset((day + 1) * Day) ? offset : null;
        }

        var local = at + (offset ?? Offset(at));
        var midnight = (long)Math.Floor(local / (double)Day) * Day;
        return new LocalMoment(DayOf(local), (int)((local - midnight) / 3600));
    }

    long Offset(long at) => (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(at)).TotalSeconds;

    static DateOnly DayOf(long seconds) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
}
