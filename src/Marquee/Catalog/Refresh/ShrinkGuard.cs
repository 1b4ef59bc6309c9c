using System.Text.Json.Serialization;
using Marquee.Texts;

namespace Marquee.Catalog.Refresh;

/// <summary>A file that is not believed because it has lost many rows.</summary>
/// <param name="Name">Of the file: <c>title.basics</c>.</param>
/// <param name="Rows">Data lines of the new file.</param>
/// <param name="RowsBefore">Data lines of the one that was loaded last.</param>
/// <param name="LoadedAt">When that was.</param>
public sealed record HeldFile(string Name, long Rows, long RowsBefore, DateTimeOffset LoadedAt)
{
    public double Percent => ShrinkGuard.Lost(RowsBefore, Rows);

    /// <summary>The question to the host.</summary>
    [JsonIgnore]
    public Text Question => new(
        "refresh.question", ("file", Name), ("percent", Math.Round(Percent, 1)), ("at", LoadedAt.ToUnixTimeSeconds()), ("rows", Rows), ("before", RowsBefore));
}

/// <summary>No remote answer may empty the catalog.</summary>
public static class ShrinkGuard
{
    public static bool Holds(long before, long now, double mostPercent) => Lost(before, now) > mostPercent;

    /// <returns>In percent; 0 when it grew.</returns>
    public static double Lost(long before, long now) => before <= 0 || now >= before ? 0 : 100.0 * (before - now) / before;
}
