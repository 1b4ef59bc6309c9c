using System.Globalization;
using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Imdb;

/// <summary>Single cells of an export, in every spelling that IMDb and spreadsheets have given them.</summary>
static partial class ImdbValues
{
    static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["movie"] = "movie",
        ["featurefilm"] = "movie",
        ["feature"] = "movie",
        ["documentary"] = "movie",
        ["short"] = "short",
        ["shortfilm"] = "short",
        ["tvmovie"] = "tvMovie",
        ["tvseries"] = "tvSeries",
        ["tvminiseries"] = "tvMiniSeries",
        ["miniseries"] = "tvMiniSeries",
        ["tvepisode"] = "tvEpisode",
        ["episode"] = "tvEpisode",
        ["tvshort"] = "tvShort",
        ["tvspecial"] = "tvSpecial",
        ["tvpilot"] = "tvPilot",
        ["video"] = "video",
        ["videogame"] = "videoGame",
        ["game"] = "videoGame",
    };

    /// <summary>Genres whose spelling is not simply one capital letter first.</summary>
    static readonly Dictionary<string, string> Genres = new(StringComparer.Ordinal)
    {
        ["scifi"] = "Sci-Fi",
        ["filmnoir"] = "Film-Noir",
        ["talkshow"] = "Talk-Show",
        ["realitytv"] = "Reality-TV",
        ["gameshow"] = "Game-Show",
    };

    /// <param name="cell">The Const cell.</param>
    /// <param name="url">The URL cell, which stands in for a missing Const.</param>
    /// <param name="problem">Why there is no id.</param>
    /// <returns>The number of the id; 0 when there is none.</returns>
    public static long Id(string cell, string url, out ExportRemark? problem)
    {
        problem = null;
        var id = cell.Length < 30 && Const().Match(cell) is { Success: true } match ? Number(match) : 0;
        var link = url.Length < 500 && Link().Match(url) is { Success: true } linked ? Number(linked) : 0;
        if (id > 0 && link > 0 && id != link)
        {
            problem = new ExportRemark("exports.row.twoIds", ("id", ShortText.Of(cell, 100)), ("link", ShortText.Of(url, 100)));
            return 0;
        }

        if (id == 0 && link == 0)
        {
            problem = cell.Length == 0 && url.Length == 0 ? new ExportRemark("exports.row.noId")
                : cell.StartsWith("nm", StringComparison.OrdinalIgnoreCase) ? new ExportRemark("exports.row.person", ("id", ShortText.Of(cell, 100)))
                : new ExportRemark("exports.row.badId", ("id", ShortText.Of(cell.Length > 0 ? cell : url, 100)));
        }

        return id > 0 ? id : link;
    }

    /// <returns>Null when the cell is empty, or with a <paramref name="problem"/> when it holds something else than 1 to 10.</returns>
    public static int? Rating(string cell, out ExportRemark? problem)
    {
        problem = null;
        if (cell.Length == 0)
        {
            return null;
        }

        if (cell.Length == 1 && cell[0] is >= '1' and <= '9')
        {
            return cell[0] - '0';
        }

        var match = OwnRating().Match(cell.Length < 20 ? cell : "");
        if (match.Success && int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var rating) && rating is >= 1 and <= 10)
        {
            return rating;
        }

        problem = new ExportRemark("exports.row.badRating", ("rating", ShortText.Of(cell, 100)));
        return null;
    }

    public static string? Kind(string cell) =>
        cell.Length == 0 ? null : Kinds.GetValueOrDefault(CsvHeader.Fold(cell), "other");

    public static ExportKind OfKind(string? kind) => kind switch
    {
        "movie" or "short" or "tvMovie" or "tvSpecial" or "video" or "tvShort" => ExportKind.Film,
        "tvSeries" or "tvMiniSeries" => ExportKind.Series,
        "tvEpisode" => ExportKind.Episode,
        _ => ExportKind.Unknown,
    };

    public static IReadOnlyList<string> GenreNames(string cell) => cell.Length is 0 or > 500 ? [] :
    [
        .. from part in cell.Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let name = CsvHeader.Fold(part)
           where name.Length > 1
           select Genres.GetValueOrDefault(name) ?? char.ToUpperInvariant(name[0]) + name[1..],
    ];

    static long Number(Match match) => long.Parse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // "tt0111161", "TT0111161", "'tt0111161", "0111161": IMDb pads to seven digits, so fewer are a broken id.
    [GeneratedRegex(@"^'?(tt)?(?<n>[0-9]{7,10})/?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Const();

    // "https://www.imdb.com/title/tt0111161/", "http://www.imdb.com/de/title/tt0111161?ref_=x"
    [GeneratedRegex(@"/title/tt(?<n>[0-9]{7,10})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    // "9", "9.0", "9,0", "9/10"
    [GeneratedRegex(@"^(?<n>[0-9]{1,2})([.,]0+)?(\s*/\s*10)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnRating();
}
