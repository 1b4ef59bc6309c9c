namespace Marquee.Catalog.Ages;

/// <summary>When a source is asked, from what is stored and the clock alone.</summary>
static class AgePlan
{
    /// <summary>TMDB lets its answers be kept for six months. What it has not said again by then is forgotten, also when it cannot be asked any more.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(182);

    /// <summary>Long enough before <see cref="Kept"/> that a source may fail for two months.</summary>
    static readonly TimeSpan Again = TimeSpan.FromDays(120);

    static readonly TimeSpan AgainWhenNone = TimeSpan.FromDays(90);

    static readonly TimeSpan LongestAgainWhenFailed = TimeSpan.FromDays(32);

    static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(30);

    static readonly TimeSpan LastRetry = TimeSpan.FromHours(12);

    /// <summary>A run that lies further ahead than this was written by a clock that was wrong.</summary>
    static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <summary>By the clock of the house; after backups and before people get up.</summary>
    static readonly TimeOnly Night = new(3, 30);

    /// <returns>Seconds until the title is asked about again.</returns>
    public static long Pause(AgeAnswer answer, int failures) => (long)(
        failures > 0 ? Shorter(TimeSpan.FromDays(1 << Math.Min(failures - 1, 10)), LongestAgainWhenFailed)
        : answer.Certificates.Count == 0 ? AgainWhenNone
        : Again).TotalSeconds;

    /// <returns>When the next round is due; an instant that has passed means now.</returns>
    public static DateTimeOffset Next(AgeRoundState round, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (round.EndedAt is not { } ended || ended > now + ClockSlack)
        {
            return now;
        }

        if (round.Failures > 0)
        {
            var again = ended + Shorter(FirstRetry * (1 << Math.Min(round.Failures - 1, 10)), LastRetry);
            return round.NotBefore is { } asked && asked > again ? asked : again;
        }

        var local = TimeZoneInfo.ConvertTime(ended, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        var night = (TimeOnly.FromDateTime(local) < Night ? day : day.AddDays(1)).ToDateTime(Night);
        // In spring an hour is missing: what falls into it happens when it would have been over.
        night = zone.IsInvalidTime(night) ? night.AddHours(1) : night;
        return new DateTimeOffset(night, zone.GetUtcOffset(night)).ToUniversalTime();
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
