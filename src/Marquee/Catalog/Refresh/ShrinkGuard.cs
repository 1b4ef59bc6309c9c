using System.Globalization;

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
    public string Question => string.Create(
        CultureInfo.InvariantCulture, $"{Name} has {Percent:0.#} % fewer rows than on {LoadedAt:yyyy-MM-dd} ({Rows:N0} instead of {RowsBefore:N0}). Load it anyway?");
}

/// <summary>No remote answer may empty the catalog.</summary>
public static class ShrinkGuard
{
    public static bool Holds(long before, long now, double mostPercent) => Lost(before, now) > mostPercent;

    /// <returns>In percent; 0 when it grew.</returns>
    public static double Lost(long before, long now) => before <= 0 || now >= before ? 0 : 100.0 * (before - now) / before;
}
