using System.Globalization;
using System.Text;

namespace Marquee.Screens;

/// <summary>What files that a member takes along are called: by the name their readers know them by, or by whose they are and the day.</summary>
public static class ExportNames
{
    public const string Ratings = "ratings.csv";

    public const string Watchlist = "watchlist.csv";

    const int Longest = 80;

    public static string Archive(string member, DateTimeOffset now) => $"marquee-{Safe(member)}-{Day(now)}.json";

    public static string Letterboxd(string member, DateTimeOffset now) => $"marquee-{Safe(member)}-letterboxd-{Day(now)}.zip";

    /// <summary>A folder for IMDb's several files.</summary>
    public static string Imdb(string member, DateTimeOffset now) => $"marquee-{Safe(member)}-imdb-{Day(now)}";

    /// <summary>The name of the file is all that tells whose list it is; those of ratings and watchlist are taken.</summary>
    public static string List(string name) => Safe(name) is var safe && safe.ToLowerInvariant() is "ratings" or "watchlist" or "checkins" or "list" ? $"list {safe}.csv" : $"{Safe(name)}.csv";

    static string Day(DateTimeOffset now) => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Without what no file may be called on some system, and what would lead elsewhere.</summary>
    static string Safe(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            safe.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse || "\\/:*?\"<>|".Contains((char)(rune.IsBmp ? rune.Value : 'x')) ? "-" : rune.ToString());
            if (safe.Length >= Longest)
            {
                break;
            }
        }

        var kept = safe.ToString().Trim(' ', '.');
        return kept.Length == 0 ? "list" : kept;
    }
}
