namespace Marquee.Integrations.Sonarr;

/// <summary>The body of <c>POST series</c>.</summary>
sealed record SeriesBody(
    int TvdbId, string Title, int QualityProfileId, string RootFolderPath, bool Monitored, string MonitorNewItems, bool SeasonFolder, SeriesType SeriesType, IReadOnlyList<SonarrSeason> Seasons,
    IReadOnlyList<int> Tags, SeriesAddOptions AddOptions)
{
    public static SeriesBody From(SeriesToAdd series) => new(
        series.Found.TvdbId, series.Found.Title ?? "", series.QualityProfileId, series.RootFolder, Monitored: true, series.Monitoring.Later ? "all" : "none", SeasonFolder: true, series.Type,
        [.. (series.Found.Seasons ?? []).OfType<SonarrSeason>().Select(season => season with { Monitored = series.Monitoring.Marked.Contains(season.SeasonNumber) })],
        series.Tags, new SeriesAddOptions(series.Monitoring.Word, series.Search));
}

sealed record SeriesAddOptions(string Monitor, bool SearchForMissingEpisodes);
