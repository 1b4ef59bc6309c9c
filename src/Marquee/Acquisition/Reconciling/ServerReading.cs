using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Servers;
using Marquee.Catalog;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;

namespace Marquee.Acquisition.Reconciling;

/// <summary>Reads all that a server has, one film or series at a time, so that a large library is never held.</summary>
public sealed class ServerReading(ServarrClients clients, TimeProvider time)
{
    /// <summary>Lists of episodes that are asked for at once.</summary>
    const int AtOnce = 4;

    /// <summary>A download in one of these states is not on its way any more.</summary>
    static readonly HashSet<string> Over = new(StringComparer.OrdinalIgnoreCase) { "imported", "failed", "failedPending", "ignored" };

    /// <param name="each">One after the other, never two at once.</param>
    /// <returns>How many there are; only then was everything read.</returns>
    public Task<ServarrAnswer<int>> Each(Connection connection, ServarrConnection where, Func<HeldItem, CancellationToken, ValueTask> each, CancellationToken ct) =>
        connection.Kind == ServarrProgram.Radarr
            ? Films(clients.Radarr(where), each, ct)
            : Series(clients.Sonarr(where, connection.SonarrVersion), each, ct);

    async Task<ServarrAnswer<int>> Films(RadarrClient radarr, Func<HeldItem, CancellationToken, ValueTask> each, CancellationToken ct)
    {
        var grabbed = new Dictionary<int, string?>();
        return await (await radarr.Activity.Downloads((download, _) =>
        {
            if (download.MovieId is { } film && !Over.Contains(download.TrackedDownloadState ?? ""))
            {
                grabbed[film] = download.DownloadId;
            }

            return default;
        }, ct)).Then(_ => radarr.Films((film, token) => each(Film(film, grabbed), token), ct));
    }

    async Task<ServarrAnswer<int>> Series(SonarrClient sonarr, Func<HeldItem, CancellationToken, ValueTask> each, CancellationToken ct)
    {
        var grabbed = new Dictionary<int, string?>();
        var queue = await sonarr.Activity.Downloads((download, _) =>
        {
            if (!Over.Contains(download.TrackedDownloadState ?? ""))
            {
                foreach (var episode in download.Episodes)
                {
                    grabbed[episode] = download.DownloadId;
                }
            }

            return default;
        }, ct);
        var all = new List<SonarrSeries>();
        var listed = await queue.Then(_ => sonarr.AllSeries((series, _) =>
        {
            all.Add(series);
            return default;
        }, ct));
        return await listed.Then(_ => WithEpisodes(sonarr, all, grabbed, each, ct));
    }

    async Task<ServarrAnswer<int>> WithEpisodes(
        SonarrClient sonarr, List<SonarrSeries> all, Dictionary<int, string?> grabbed, Func<HeldItem, CancellationToken, ValueTask> each, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var turn = new SemaphoreSlim(1);
        ServarrTrouble? trouble = null;
        try
        {
            await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = enough.Token }, async (series, token) =>
            {
                var episodes = new List<SonarrEpisode>();
                var answer = await sonarr.Episodes(series.Id, (episode, _) =>
                {
                    episodes.Add(episode);
                    return default;
                }, token);
                if (answer is NotGot<int>(var why))
                {
                    Interlocked.CompareExchange(ref trouble, why, null);
                    await enough.CancelAsync();
                    return;
                }

                await turn.WaitAsync(token);
                try
                {
                    await each(OneSeries(series, episodes, grabbed), token);
                }
                finally
                {
                    turn.Release();
                }
            });
        }
        catch (OperationCanceledException) when (trouble is not null && !ct.IsCancellationRequested)
        {
        }

        return trouble is { } told ? told : new Got<int>(all.Count);
    }

    HeldItem Film(RadarrFilm film, Dictionary<int, string?> grabbed) => new()
    {
        OutsideId = film.TmdbId,
        Item = film.Id,
        Name = film.Title ?? "",
        Year = Some(film.Year),
        Tmdb = film.TmdbId,
        Imdb = Imdb(film.ImdbId),
        Folder = film.Path,
        Monitored = film.Monitored,
        AddedAt = film.Added?.ToUnixTimeSeconds(),
        File = File(film.MovieFile),
        GrabbedAt = grabbed.ContainsKey(film.Id) ? Now : null,
        Download = grabbed.GetValueOrDefault(film.Id),
    };

    HeldItem OneSeries(SonarrSeries series, List<SonarrEpisode> episodes, Dictionary<int, string?> grabbed) => new()
    {
        OutsideId = series.TvdbId,
        Item = series.Id,
        Name = series.Title ?? "",
        Year = Some(series.Year),
        Tmdb = Some(series.TmdbId),
        Tvdb = series.TvdbId,
        Imdb = Imdb(series.ImdbId),
        Folder = series.Path,
        Monitored = series.Monitored,
        AddedAt = series.Added?.ToUnixTimeSeconds(),
        Seasons = [.. (series.Seasons ?? []).DistinctBy(s => s.SeasonNumber).OrderBy(s => s.SeasonNumber).Select(s => new HeldSeason(s.SeasonNumber, s.Monitored))],
        Episodes =
        [
            .. episodes.DistinctBy(e => (e.SeasonNumber, e.EpisodeNumber)).OrderBy(e => e.SeasonNumber).ThenBy(e => e.EpisodeNumber).Select(e => new HeldEpisode
            {
                Season = e.SeasonNumber, Number = e.EpisodeNumber, Item = e.Id, AirsAt = e.AirDateUtc?.ToUnixTimeSeconds(), Monitored = e.Monitored,
                File = e.HasFile ? File(e.EpisodeFile) ?? new HeldFile(0, null, 0, null) : null, GrabbedAt = grabbed.ContainsKey(e.Id) ? Now : null, Download = grabbed.GetValueOrDefault(e.Id),
            }),
        ],
    };

    long Now => time.GetUtcNow().ToUnixTimeSeconds();

    static HeldFile? File(ServarrFile? file) => file is null ? null : new HeldFile(file.Id, file.Quality?.Name, file.Size, file.DateAdded?.ToUnixTimeSeconds());

    /// <summary>0 and empty are no ids: two titles without one are not the same title.</summary>
    internal static long? Imdb(string? id) => id is { Length: > 2 } && id.StartsWith("tt", StringComparison.Ordinal) && TitleId.TryParse(id, null, out var title) ? title.Number : null;

    static int? Some(int number) => number > 0 ? number : null;
}
