using System.Globalization;

namespace Marquee.Watching.Export;

/// <summary>
/// The days of instants where the member lives, for tables that know no times. A day without a time is kept as its noon (UTC), and is
/// that day everywhere.
/// </summary>
/// <param name="zone">An IANA name; null, and one that is none, is UTC.</param>
sealed class OwnDays(string? zone)
{
    const long Day = 86_400;

    readonly TimeZoneInfo _zone = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;

    /// <returns><c>2024-01-31</c>; empty when nobody knows.</returns>
    public string Of(long? seconds)
    {
        if (Instants.Instant(seconds) is not { } at)
        {
            return "";
        }

        var there = (seconds!.Value % Day) + (seconds < 0 ? Day : 0) == Day / 2 ? at : TimeZoneInfo.ConvertTime(at, _zone);
        return there.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public string Of(DateTimeOffset? at) => Of(Instants.Seconds(at));
}
