namespace Marquee.Catalog.Refresh;

/// <summary>
/// When the next refresh is due, from what is stored and the clock alone: there is no timer that a standstill, a changed setting
/// or a moved clock could leave behind.
/// </summary>
public static class RefreshPlan
{
    /// <summary>After a failure; doubled with each further one.</summary>
    static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(30);

    static readonly TimeSpan LastRetry = TimeSpan.FromHours(12);

    /// <summary>A last run that lies further ahead than this was written by a clock that was wrong.</summary>
    static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <param name="outcome">Null when it has never run.</param>
    /// <param name="now">Only decides whether stored instants can be true.</param>
    /// <param name="zone">The clock of the house.</param>
    /// <returns>An instant that may lie in the past: then it is due.</returns>
    public static DateTimeOffset Next(RefreshSettings settings, RefreshScope scope, RefreshOutcome? outcome, DateTimeOffset now, TimeZoneInfo zone)
    {
        var regular = Regular(settings, scope, outcome, now, zone);
        if (outcome is { Failures: > 0, FailedAt: { } failed } && failed <= now + ClockSlack)
        {
            var pause = TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, FirstRetry.Ticks << Math.Min(outcome.Failures - 1, 10)));
            return failed + pause < regular ? failed + pause : regular;
        }

        return regular;
    }

    static DateTimeOffset Regular(RefreshSettings settings, RefreshScope scope, RefreshOutcome? outcome, DateTimeOffset now, TimeZoneInfo zone)
    {
        var jitter = TimeSpan.FromMinutes(settings.JitterMinutes);
        if (outcome is not null && outcome.AttemptedAt <= now + ClockSlack)
        {
            // A run that began late in its minutes of grace belongs to the day on which it was due.
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(outcome.AttemptedAt - jitter, zone).DateTime);
            return At(settings, day.AddDays(settings.Days(scope)), zone);
        }

        var since = DateTimeOffset.FromUnixTimeSeconds(settings.Since);
        since = since <= now + ClockSlack ? since : now;
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(since, zone).DateTime);
        var due = At(settings, first, zone);
        return due >= since ? due : At(settings, first.AddDays(1), zone);
    }

    static DateTimeOffset At(RefreshSettings settings, DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(settings.At).AddMinutes(Minutes(settings, day));
        // In spring an hour is missing: what falls into it happens when it would have been over.
        local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    static int Minutes(RefreshSettings settings, DateOnly day)
    {
        var mixed = unchecked((uint)((settings.Seed * 31) + day.DayNumber) * 2654435761u) >> 8;
        return (int)(mixed % (uint)(settings.JitterMinutes + 1));
    }
}
