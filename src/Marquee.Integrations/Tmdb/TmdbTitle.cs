using System.Globalization;

namespace Marquee.Integrations.Tmdb;

/// <summary>A title by TMDB's number, which films and series count apart: <c>movie/218</c>, <c>tv/1396</c>.</summary>
public sealed record TmdbTitle(bool Series, long Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Series ? "tv" : "movie")}/{Number}");

    /// <returns>Null when the text is no such name.</returns>
    public static TmdbTitle? Parse(string? text) =>
        text?.Split('/') is [("tv" or "movie") and var kind, var digits] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new TmdbTitle(kind == "tv", number)
            : null;
}
