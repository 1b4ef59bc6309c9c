namespace Marquee.Tests.Catalog.Matching;

/// <param name="Precision">Of what is applied without asking in the whole file.</param>
/// <param name="ChangedPrecision">The same among the rows that the damage changed.</param>
sealed record MatchFloor(double Precision, double Matched, double ChangedPrecision, double ChangedMatched);

/// <summary>
/// A little under what was reached. Promised are 99 and 93 of 100, of a damaged file 99 and 85. Below that stay files without years, and by
/// name and year alone a file whose years are all one off. See docs/decisions/0031.
/// </summary>
static class MatchFloors
{
    /// <summary>Names with original titles and lengths, as far as the source has them.</summary>
    public static readonly IReadOnlyDictionary<string, MatchFloor> All = new Dictionary<string, MatchFloor>
    {
        ["as it is"] = new(0.994, 0.965, 0.994, 0.965),
        ["accents stripped"] = new(0.993, 0.965, 0.985, 0.95),
        ["articles moved"] = new(0.993, 0.965, 0.985, 0.95),
        ["subtitles dropped"] = new(0.991, 0.955, 0.97, 0.85),
        ["year off by one"] = new(0.992, 0.95, 0.992, 0.95),
        ["year lost"] = new(0.991, 0.72, 0.991, 0.72),
        ["punctuation lost"] = new(0.993, 0.965, 0.993, 0.965),
    };

    /// <summary>Nothing but a name and a year: many are English titles of films that the genuine catalog knows by the original one only.</summary>
    public static readonly IReadOnlyDictionary<string, MatchFloor> NameAndYear = new Dictionary<string, MatchFloor>
    {
        ["as it is"] = new(0.99, 0.93, 0.99, 0.93),
        ["accents stripped"] = new(0.99, 0.925, 0.96, 0.85),
        ["articles moved"] = new(0.99, 0.925, 0.985, 0.91),
        ["subtitles dropped"] = new(0.99, 0.91, 0.97, 0.7),
        ["year off by one"] = new(0.99, 0.88, 0.99, 0.88),
        ["year lost"] = new(0.988, 0.7, 0.988, 0.7),
        ["punctuation lost"] = new(0.99, 0.92, 0.99, 0.92),
    };

    /// <summary>None of its rows may be taken for another title, but one whose remake is far better known when the year is lost.</summary>
    public static readonly IReadOnlyDictionary<string, MatchFloor> MadeUp = new Dictionary<string, MatchFloor>
    {
        ["as it is"] = new(1, 0.93, 1, 0.93),
        ["accents stripped"] = new(1, 0.93, 1, 0.93),
        ["articles moved"] = new(1, 0.93, 1, 0.93),
        ["subtitles dropped"] = new(1, 0.93, 1, 0.93),
        ["year off by one"] = new(1, 0.93, 1, 0.93),
        ["year lost"] = new(0.98, 0.85, 0.98, 0.85),
        ["punctuation lost"] = new(1, 0.93, 1, 0.93),
    };

    public const double TakenForAnother = 0.18;
}
