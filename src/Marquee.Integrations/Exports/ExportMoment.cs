using System.Globalization;

namespace Marquee.Integrations.Exports;

/// <summary>When something happened: an instant, or only a day, or unknown.</summary>
readonly record struct ExportMoment(DateTimeOffset? At, DateOnly? On)
{
    static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd' 'HH:mm:ss 'UTC'",
    ];

    public static ExportMoment Unknown => default;

    /// <summary>
    /// An instant of a program, as <c>2021-03-22T06:33:24.000Z</c>; one without an offset is UTC. Programs write the beginning of
    /// 1970 for "unknown".
    /// </summary>
    public static ExportMoment? Instant(string? cell)
    {
        if (cell is not { Length: > 15 and < 40 }
            || !DateTimeOffset.TryParseExact(cell, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return null;
        }

        return at.UtcDateTime.Year <= 1970 ? Unknown : new ExportMoment(at.ToUniversalTime(), null);
    }

    /// <summary>An instant where the cell has one, else the day that <paramref name="dates"/> reads.</summary>
    public static ExportMoment Of(string cell, ExportDates dates, out ExportRemark? note)
    {
        note = null;
        return Instant(cell) ?? new ExportMoment(null, dates.Read(cell, out note) is { Year: > 1970 } day ? day : null);
    }
}
