using Marquee.Catalog;

namespace Marquee.Acquisition.Wishes.Rights;

/// <summary>How much room a wish is likely to take, before anything is known of a release: by its minutes, as an ordinary file in 1080 lines has them.</summary>
public static class WishSize
{
    const long BytesPerMinute = 60_000_000;
    const int MinutesOfFilm = 110;
    const int MinutesOfEpisode = 42;

    /// <param name="episodes">How many episodes are wanted; 1 for a film.</param>
    public static long Estimate(WishKind kind, int? runtime, int episodes) =>
        BytesPerMinute * (runtime is > 0 and < 1000 ? runtime.Value : kind == WishKind.Film ? MinutesOfFilm : MinutesOfEpisode) * Math.Max(1, episodes);

    /// <returns>How many episodes of the series a part is, by the catalog; at least one.</returns>
    public static int Episodes(WishPart part, IReadOnlyList<TitleFacts> all, int? thisYear) => Math.Max(1, part.Extent switch
    {
        WishExtent.Episodes => part.Episodes.Count,
        WishExtent.FirstEpisode => 1,
        WishExtent.FirstSeason => all.Count(e => e.Series?.Season == 1),
        WishExtent.Seasons => all.Count(e => e.Series?.Season is { } season && part.Seasons.Contains(season)),
        WishExtent.Future => all.Count(e => e.Year is null || e.Year >= thisYear),
        _ => all.Count,
    });
}
