namespace Marquee.Catalog.Search;

/// <summary>
/// How likely somebody means this title before a word is typed, from 0 to 1: logarithm of the votes, scaled by kind,
/// so that films and series stand above episodes, shorts and games that are known as well.
/// </summary>
internal static class Popularity
{
    private const double LogOfMostVotes = 6.5;

    /// <param name="votes">Negative when unknown.</param>
    public static float Of(TitleKind kind, int votes, bool adult)
    {
        var (scale, floor) = kind switch
        {
            TitleKind.Movie or TitleKind.TvSeries => (0.94, 0.06),
            TitleKind.TvMiniSeries => (0.93, 0.055),
            TitleKind.TvMovie => (0.88, 0.05),
            TitleKind.TvSpecial => (0.82, 0.03),
            TitleKind.Video => (0.82, 0.035),
            TitleKind.Short or TitleKind.TvShort => (0.82, 0.02),
            TitleKind.TvPilot => (0.82, 0.02),
            TitleKind.VideoGame => (0.78, 0.015),
            TitleKind.TvEpisode => (0.74, 0.0),
            _ => (0.74, 0.01),
        };
        var known = votes <= 0 ? 0 : Math.Min(1, Math.Log10(1.0 + votes) / LogOfMostVotes);
        return (float)((floor + scale * known) * (adult ? 0.8 : 1));
    }
}
