using System.Globalization;

namespace Marquee.Upkeep;

/// <summary>Which backups of a folder are kept: the newest of each of the last days and of each of the last weeks that have one.</summary>
static class KeptBackups
{
    const string Start = "marquee-";

    const string Stamp = "yyyyMMdd-HHmmss";

    public static string Name(DateTimeOffset at) => Start + at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + ".zip";

    /// <returns>When the plan made the file (UTC); null for every other file, which is nobody's to delete.</returns>
    public static DateTime? MadeAt(string file) =>
        Path.GetFileName(file) is var name && name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(".zip", StringComparison.Ordinal)
        && DateTime.TryParseExact(name[Start.Length..^4], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;

    /// <returns>The files that are kept no longer, of those that the plan made.</returns>
    public static IReadOnlyList<string> Surplus(IEnumerable<string> files, int days, int weeks)
    {
        var made = files.Select(file => (File: file, At: MadeAt(file))).Where(f => f.At is not null).Select(f => (f.File, At: f.At!.Value)).OrderByDescending(f => f.At).ToList();
        var kept = made.DistinctBy(f => f.At.Date).Take(days)
            .Concat(made.DistinctBy(f => (ISOWeek.GetYear(f.At), ISOWeek.GetWeekOfYear(f.At))).Take(weeks))
            .Select(f => f.File).ToHashSet(StringComparer.Ordinal);
        // Whatever was asked for, the newest one stays.
        return [.. made.Skip(1).Select(f => f.File).Where(file => !kept.Contains(file))];
    }
}
