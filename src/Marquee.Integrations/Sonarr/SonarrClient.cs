using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Sonarr;

/// <summary>Drives one Sonarr by its API v3 (Sonarr 4 and later) or v5.</summary>
public sealed class SonarrClient : ServarrClient
{
    readonly SeasonMarks _seasons;

    internal SonarrClient(ServarrApi api) : base(api) => _seasons = new SeasonMarks(api);

    public SonarrVersion Version => Api.Version == "v5" ? SonarrVersion.V5 : SonarrVersion.V3;

    /// <summary>Every series with its seasons, handed over while the list comes in: <c>GET series</c>.</summary>
    /// <returns>How many there are; only then was the list whole.</returns>
    public Task<ServarrAnswer<int>> AllSeries(Func<SonarrSeries, CancellationToken, ValueTask> each, CancellationToken ct) => Api.Stream("series", SonarrJson.Default.SonarrSeries, each, ct);

    public Task<ServarrAnswer<SonarrSeries>> Series(int id, CancellationToken ct) => Api.Get(FormattableString.Invariant($"series/{id}"), SonarrJson.Default.SonarrSeries, ct);

    /// <returns>Null when this Sonarr does not have it.</returns>
    public Task<ServarrAnswer<SonarrSeries?>> SeriesOf(int tvdbId, CancellationToken ct) =>
        Api.List(FormattableString.Invariant($"series?tvdbId={tvdbId}"), SonarrJson.Default.IReadOnlyListSonarrSeries, ct).Only(series => series.TvdbId == tvdbId && series.IsWhole);

    /// <summary>What Sonarr's own source knows: <c>GET series/lookup</c>.</summary>
    /// <returns>Null when it knows no such series.</returns>
    public Task<ServarrAnswer<SonarrSeries?>> Lookup(int tvdbId, CancellationToken ct) => Lookup($"tvdb:{tvdbId}", series => series.TvdbId == tvdbId, ct);

    /// <returns>Null when it knows no such series; that of another one is not taken.</returns>
    public Task<ServarrAnswer<SonarrSeries?>> LookupTmdb(int tmdbId, CancellationToken ct) => Lookup($"tmdb:{tmdbId}", series => tmdbId > 0 && series.TmdbId == tmdbId && series.TvdbId > 0, ct);

    /// <param name="imdbId"><c>tt0903747</c>.</param>
    /// <returns>Null when it knows no such series; that of another one is not taken.</returns>
    public Task<ServarrAnswer<SonarrSeries?>> LookupImdb(string imdbId, CancellationToken ct) => Lookup($"imdb:{imdbId}", series => imdbId.Length > 0 && series.ImdbId == imdbId && series.TvdbId > 0, ct);

    /// <summary>
    /// Adds it: <c>POST series</c>. One that is there already is as good, also when our first try got through unheard. Sonarr
    /// reads the episodes afterwards and sets their marks then.
    /// </summary>
    public async Task<ServarrAnswer<AddedSeries>> Add(SeriesToAdd series, CancellationToken ct)
    {
        var answer = await Api.Send(HttpMethod.Post, "series", SeriesBody.From(series), SonarrJson.Default.SeriesBody, SonarrJson.Default.SonarrSeries, ct);
        if (answer is NotGot<SonarrSeries>(Refused) && await SeriesOf(series.Found.TvdbId, ct) is Got<SonarrSeries?>({ } there))
        {
            return new Got<AddedSeries>(new AddedSeries(there, WasThere: true));
        }

        return answer is Got<SonarrSeries>({ IsWhole: false }) ? Api.Troubles.Layout("$.id") : answer.Map(added => new AddedSeries(added, WasThere: false));
    }

    /// <summary>The episodes of a series with their files, handed over while the list comes in: <c>GET episode</c>.</summary>
    /// <returns>How many there are; 0 as long as Sonarr has not read them.</returns>
    public Task<ServarrAnswer<int>> Episodes(int seriesId, Func<SonarrEpisode, CancellationToken, ValueTask> each, CancellationToken ct) =>
        Api.Stream(
            FormattableString.Invariant($"episode?seriesId={seriesId}&{(Version == SonarrVersion.V5 ? "includeSubresources=episodeFile" : "includeEpisodeFile=true")}"), SonarrJson.Default.SonarrEpisode, each, ct);

    /// <summary>The episodes of a series that was just added: asks more and more seldom until they are the awaited ones.</summary>
    /// <returns>Those that were there when <paramref name="areThere"/> said so or patience was over.</returns>
    public Task<ServarrAnswer<IReadOnlyList<SonarrEpisode>>> EpisodesWhen(int seriesId, Func<IReadOnlyList<SonarrEpisode>, bool> areThere, TimeSpan patience, CancellationToken ct) =>
        Patience.Ask<IReadOnlyList<SonarrEpisode>>(
            async token =>
            {
                var found = new List<SonarrEpisode>();
                return (await Episodes(seriesId, (episode, _) =>
                {
                    found.Add(episode);
                    return default;
                }, token)).Map<IReadOnlyList<SonarrEpisode>>(_ => found);
            },
            areThere, patience, Api.Time, ct);

    public Task<ServarrAnswer<Done>> Monitor(IReadOnlyList<int> ids, bool monitored, CancellationToken ct) => Change(new SeriesToChange(ids) { Monitored = monitored }, ct);

    public Task<ServarrAnswer<Done>> ChangeProfile(IReadOnlyList<int> ids, int qualityProfileId, CancellationToken ct) =>
        Change(new SeriesToChange(ids) { QualityProfileId = qualityProfileId }, ct);

    /// <summary>Seasons with all their episodes.</summary>
    /// <returns>Trouble <see cref="NotThere"/> when the series has no such season.</returns>
    public Task<ServarrAnswer<Done>> MonitorSeasons(int seriesId, IReadOnlyList<int> seasons, bool monitored, CancellationToken ct) => _seasons.Set(seriesId, seasons, monitored, ct);

    public Task<ServarrAnswer<Done>> MonitorEpisodes(IReadOnlyList<int> ids, bool monitored, CancellationToken ct) =>
        Api.Tell(HttpMethod.Put, "episode/monitor", new EpisodesToMonitor(ids, monitored), SonarrJson.Default.EpisodesToMonitor, ct);

    /// <summary>Searches for what is monitored of a series; its state tells when the search is over.</summary>
    public Task<ServarrAnswer<CommandState>> SearchSeries(int id, CancellationToken ct) => Commands.Start(new CommandToStart("SeriesSearch") { SeriesId = id }, ct);

    public Task<ServarrAnswer<CommandState>> SearchSeason(int seriesId, int season, CancellationToken ct) =>
        Commands.Start(new CommandToStart("SeasonSearch") { SeriesId = seriesId, SeasonNumber = season }, ct);

    public Task<ServarrAnswer<CommandState>> SearchEpisodes(IReadOnlyList<int> ids, CancellationToken ct) => Commands.Start(new CommandToStart("EpisodeSearch") { EpisodeIds = ids }, ct);

    /// <summary>Sonarr forgets the series.</summary>
    /// <param name="files">Null keeps them.</param>
    /// <param name="never">Its import lists do not bring it back.</param>
    public Task<ServarrAnswer<Done>> Delete(int id, FilesToo? files, bool never, CancellationToken ct) => Delete(
        id, files, async token => (await Series(id, token)).Map(series => series.Path), filesToo => $"series/{id}?deleteFiles={filesToo}&addImportListExclusion={Word(never)}", ct);

    Task<ServarrAnswer<SonarrSeries?>> Lookup(string term, Func<SonarrSeries, bool> isIt, CancellationToken ct) =>
        Api.List($"series/lookup?term={Uri.EscapeDataString(term)}", SonarrJson.Default.IReadOnlyListSonarrSeries, ct).Only(isIt);

    Task<ServarrAnswer<Done>> Change(SeriesToChange change, CancellationToken ct) => Api.Tell(HttpMethod.Put, "series/editor", change, SonarrJson.Default.SeriesToChange, ct);
}
