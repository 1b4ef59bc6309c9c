namespace Marquee.Integrations.Radarr;

/// <summary>The body of <c>POST movie</c>.</summary>
sealed record MovieToAdd(
    int TmdbId, string Title, int QualityProfileId, string RootFolderPath, bool Monitored, MinimumAvailability MinimumAvailability, IReadOnlyList<int> Tags, MovieAddOptions AddOptions)
{
    public static MovieToAdd From(FilmToAdd film) =>
        new(film.TmdbId, film.Title, film.QualityProfileId, film.RootFolder, film.Monitored, film.From, film.Tags, new MovieAddOptions(film.Monitored ? "movieOnly" : "none", film.Search));
}

/// <param name="Monitor"><c>movieAndCollection</c> would get the other films of its collection too.</param>
sealed record MovieAddOptions(string Monitor, bool SearchForMovie);
