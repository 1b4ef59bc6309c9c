namespace Marquee.Integrations.Sonarr;

/// <summary>What of a series is wanted when it is added, specials never unless they are named.</summary>
/// <param name="Word">Sonarr's word for it (<c>addOptions.monitor</c>).</param>
/// <param name="Later">Whether seasons that come later are wanted too.</param>
public sealed record SeriesMonitoring(string Word, bool Later)
{
    /// <summary>Sonarr goes by the marks of the seasons and touches no episode by itself.</summary>
    const string AsMarked = "skip";

    /// <summary>What is there and what comes.</summary>
    public static SeriesMonitoring Everything { get; } = new("all", Later: true);

    /// <summary>What has not been aired yet.</summary>
    public static SeriesMonitoring Future { get; } = new("future", Later: true);

    public static SeriesMonitoring FirstEpisode { get; } = new("pilot", Later: false);

    /// <summary>The newest season and what comes.</summary>
    public static SeriesMonitoring LatestSeason { get; } = new("lastSeason", Later: true);

    /// <summary>Nothing yet: single episodes are marked when Sonarr has read them. Unlike <c>none</c> it leaves the series monitored.</summary>
    public static SeriesMonitoring EpisodesLater { get; } = new(AsMarked, Later: false);

    /// <summary>Of <see cref="Seasons"/>; else empty.</summary>
    public IReadOnlyList<int> Marked { get; private init; } = [];

    /// <param name="numbers">0 for specials.</param>
    public static SeriesMonitoring Seasons(params IReadOnlyList<int> numbers) => new(AsMarked, Later: false) { Marked = numbers };
}
