using Marquee.Integrations.Sonarr;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>Which of a series' episodes a wish is for, by Sonarr's counting, and how many of them are here.</summary>
static class WantedEpisodes
{
    /// <returns>In order; without specials, unless they are named.</returns>
    public static IReadOnlyList<SonarrEpisode> Of(WishPart part, DateTimeOffset askedAt, IEnumerable<SonarrEpisode> all)
    {
        var episodes = all.OrderBy(e => e.SeasonNumber).ThenBy(e => e.EpisodeNumber).ToList();
        return part.Extent switch
        {
            WishExtent.All => [.. episodes.Where(e => e.SeasonNumber > 0)],
            WishExtent.Future => [.. episodes.Where(e => e.SeasonNumber > 0 && e.AirDateUtc > askedAt)],
            WishExtent.FirstEpisode => [.. episodes.Where(e => e.SeasonNumber > 0).Take(1)],
            WishExtent.FirstSeason => [.. episodes.Where(e => e.SeasonNumber == 1)],
            WishExtent.Seasons => [.. episodes.Where(e => part.Seasons.Contains(e.SeasonNumber))],
            _ => [.. episodes.Where(e => part.Episodes.Contains(new WishedEpisode(e.SeasonNumber, e.EpisodeNumber)))],
        };
    }

    /// <returns>Those that have been aired and have no file.</returns>
    public static IReadOnlyList<SonarrEpisode> Missing(IEnumerable<SonarrEpisode> wanted, DateTimeOffset now) => [.. wanted.Where(e => !e.HasFile && e.AirDateUtc <= now)];

    /// <param name="ended">Nothing more comes of the series.</param>
    /// <returns>Here, partly here, or null when nothing is.</returns>
    public static WishState? Reached(WishPart part, IReadOnlyList<SonarrEpisode> wanted, bool ended, DateTimeOffset now)
    {
        var have = wanted.Count(e => e.HasFile);
        var whole = part.Extent switch
        {
            // Of a series that goes on all is here when all that was aired is; what comes is Sonarr's.
            WishExtent.All => Missing(wanted, now).Count == 0,
            WishExtent.Future => ended && have == wanted.Count,
            _ => have == wanted.Count,
        };
        return have == 0 ? null : whole ? WishState.Here : WishState.Partly;
    }
}
