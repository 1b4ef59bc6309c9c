using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Radarr;

/// <summary>Drives one Radarr by its API v3 (Radarr 5 and later).</summary>
public sealed class RadarrClient : ServarrClient
{
    internal RadarrClient(ServarrApi api) : base(api)
    {
    }

    /// <summary>Every film, handed over while the list comes in: <c>GET movie</c>.</summary>
    /// <returns>How many there are; only then was the list whole.</returns>
    public Task<ServarrAnswer<int>> Films(Func<RadarrFilm, CancellationToken, ValueTask> each, CancellationToken ct) =>
        Api.Stream("movie?excludeLocalCovers=true", RadarrJson.Default.RadarrFilm, each, ct);

    public Task<ServarrAnswer<RadarrFilm>> Film(int id, CancellationToken ct) => Api.Get(FormattableString.Invariant($"movie/{id}"), RadarrJson.Default.RadarrFilm, ct);

    /// <returns>Null when this Radarr does not have it.</returns>
    public Task<ServarrAnswer<RadarrFilm?>> FilmOf(int tmdbId, CancellationToken ct) =>
        Api.List(FormattableString.Invariant($"movie?tmdbId={tmdbId}"), RadarrJson.Default.IReadOnlyListRadarrFilm, ct).Only(film => film.TmdbId == tmdbId && film.IsWhole);

    /// <summary>
    /// What Radarr's own source knows. By the search, since <c>movie/lookup/tmdb</c> answers an unknown number with status 500 as
    /// if Radarr were ill.
    /// </summary>
    /// <returns>Null when it knows no such film.</returns>
    public Task<ServarrAnswer<RadarrFilm?>> Lookup(int tmdbId, CancellationToken ct) =>
        Api.List(FormattableString.Invariant($"movie/lookup?term=tmdb%3A{tmdbId}"), RadarrJson.Default.IReadOnlyListRadarrFilm, ct).Only(film => film.TmdbId == tmdbId);

    /// <param name="imdbId"><c>tt0111161</c>.</param>
    /// <returns>Null when it knows no such film.</returns>
    public Task<ServarrAnswer<RadarrFilm?>> Lookup(string imdbId, CancellationToken ct) =>
        Api.List($"movie/lookup?term=imdb%3A{Uri.EscapeDataString(imdbId)}", RadarrJson.Default.IReadOnlyListRadarrFilm, ct).Only(film => imdbId.Length > 0 && film.ImdbId == imdbId && film.TmdbId > 0);

    /// <summary>Adds it: <c>POST movie</c>. One that is there already is as good, also when our first try got through unheard.</summary>
    public async Task<ServarrAnswer<AddedFilm>> Add(FilmToAdd film, CancellationToken ct)
    {
        var answer = await Api.Send(HttpMethod.Post, "movie", MovieToAdd.From(film), RadarrJson.Default.MovieToAdd, RadarrJson.Default.RadarrFilm, ct);
        if (answer is NotGot<RadarrFilm>(Refused) && await FilmOf(film.TmdbId, ct) is Got<RadarrFilm?>({ } there))
        {
            return new Got<AddedFilm>(new AddedFilm(there, WasThere: true));
        }

        return answer is Got<RadarrFilm>({ IsWhole: false }) ? Api.Troubles.Layout("$.id") : answer.Map(added => new AddedFilm(added, WasThere: false));
    }

    public Task<ServarrAnswer<Done>> Monitor(IReadOnlyList<int> ids, bool monitored, CancellationToken ct) => Change(new MoviesToChange(ids) { Monitored = monitored }, ct);

    public Task<ServarrAnswer<Done>> ChangeProfile(IReadOnlyList<int> ids, int qualityProfileId, CancellationToken ct) =>
        Change(new MoviesToChange(ids) { QualityProfileId = qualityProfileId }, ct);

    /// <summary>Searches for films now; its state tells when the search is over.</summary>
    public Task<ServarrAnswer<CommandState>> Search(IReadOnlyList<int> ids, CancellationToken ct) => Commands.Start(new CommandToStart("MoviesSearch") { MovieIds = ids }, ct);

    /// <summary>Radarr forgets the film.</summary>
    /// <param name="files">Null keeps them.</param>
    /// <param name="never">Its import lists do not bring it back.</param>
    public Task<ServarrAnswer<Done>> Delete(int id, FilesToo? files, bool never, CancellationToken ct) => Delete(
        id, files, async token => (await Film(id, token)).Map(film => film.Path), filesToo => $"movie/{id}?deleteFiles={filesToo}&addImportExclusion={Word(never)}", ct);

    Task<ServarrAnswer<Done>> Change(MoviesToChange change, CancellationToken ct) => Api.Tell(HttpMethod.Put, "movie/editor", change, RadarrJson.Default.MoviesToChange, ct);
}
