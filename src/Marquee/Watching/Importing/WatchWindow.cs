namespace Marquee.Watching.Importing;

/// <summary>When two instants tell of one watch, as SQL.</summary>
static class WatchWindow
{
    /// <summary>
    /// A day without a time is kept as its noon (UTC) and is the same watch as any of about that day: 18 hours reach from noon to every
    /// hour of the day in every inhabited time zone but the outermost, and not to the next day's noon.
    /// </summary>
    public const int SameDay = 18 * 3600;

    const string Noon = "86400 = 43200";

    public static string Same(string one, string other) =>
        $"abs({one} - {other}) <= (case when {one} % {Noon} or {other} % {Noon} then {SameDay} else {Watches.SameWatch} end)";

    /// <summary>The same, in words that an index on <paramref name="column"/> understands.</summary>
    public static string Reaches(string column, string other) =>
        $"({column} between {other} - {SameDay} and {other} + {SameDay} and {Same(column, other)})";
}
