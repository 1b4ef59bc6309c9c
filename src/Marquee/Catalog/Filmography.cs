namespace Marquee.Catalog;

/// <summary>In how many films somebody did something.</summary>
public sealed record RoleCount(string Category, int Films);

/// <summary>A year of a career.</summary>
/// <param name="Films">Of the cinema and of television.</param>
/// <param name="Series">Series of any kind; single episodes only where their series is unknown.</param>
/// <param name="Others">Shorts, videos, games.</param>
public sealed record CareerYear(int Year, int Films, int Series, int Others);

/// <param name="Years">Those with a film, the first one first.</param>
/// <param name="Undated">Films whose year nobody knows.</param>
public sealed record Career(IReadOnlyList<CareerYear> Years, int Undated);

/// <param name="Total">Films that fit.</param>
/// <param name="Next">Null on the last portion.</param>
public sealed record FilmPortion(IReadOnlyList<Film> Films, int Total, FilmPlace? Next);

/// <summary>
/// All that somebody worked on, and what is said about it as a whole. It is counted when it is first asked for: the summary of
/// ten thousand films costs more than a portion of sixty.
/// </summary>
public sealed class Filmography
{
    readonly IReadOnlyList<Film> _films;
    readonly IReadOnlyDictionary<TitleKind, double> _means;
    readonly Lazy<IReadOnlyList<RoleCount>> _roles;
    readonly Lazy<Career> _career;
    readonly Lazy<BestAndWorst> _extremes;
    readonly Lazy<Filmography> _withoutAdult;

    /// <param name="films">Each once, in any order.</param>
    /// <param name="means">The mean vote of each kind.</param>
    public Filmography(IEnumerable<Film> films, IReadOnlyDictionary<TitleKind, double> means)
    {
        _films = [.. films.OrderBy(f => FilmPlace.Of(f, FilmSort.Year), FilmPlace.Order)];
        _means = means;
        _roles = new(CountRoles);
        _career = new(CountYears);
        _extremes = new(() => BestAndWorst.Of([.. _films.Where(f => f.IsWork)], _means));
        _withoutAdult = new(() => _films.Any(f => f.Adult) ? new Filmography(_films.Where(f => !f.Adult), _means) : this);
    }

    public int Count => _films.Count;

    /// <summary>The most frequent one first.</summary>
    public IReadOnlyList<RoleCount> Roles => _roles.Value;

    public Career Career => _career.Value;

    /// <summary>Of what they worked on, without appearances as themselves and archive material.</summary>
    public BestAndWorst Extremes => _extremes.Value;

    /// <summary>The part that the asking one may see.</summary>
    public Filmography For(bool adult) => adult ? this : _withoutAdult.Value;

    /// <param name="role">A category; null for all.</param>
    /// <param name="after">Null for the first portion.</param>
    public FilmPortion Portion(FilmSort sort, string? role, FilmPlace? after, int limit)
    {
        var fitting = _films.Where(f => role is null || f.Categories.Contains(role, StringComparer.Ordinal));
        var all = (sort == FilmSort.Year ? fitting : fitting.OrderBy(f => FilmPlace.Of(f, sort), FilmPlace.Order)).ToList();
        var from = after is { } place ? all.FindIndex(f => FilmPlace.Order.Compare(FilmPlace.Of(f, sort), place) > 0) : 0;
        List<Film> some = from < 0 ? [] : [.. all.Skip(from).Take(limit)];
        return new FilmPortion(some, all.Count, from >= 0 && from + limit < all.Count ? FilmPlace.Of(some[^1], sort) : null);
    }

    /// <summary>About what it takes in memory.</summary>
    internal long Bytes => _films.Sum(f => 200L + (8 * f.Credited.Count));

    IReadOnlyList<RoleCount> CountRoles() =>
        [.. _films.SelectMany(f => f.Categories).CountBy(c => c, StringComparer.Ordinal).Select(c => new RoleCount(c.Key, c.Value)).OrderByDescending(r => r.Films)];

    Career CountYears() => new(
        [.. _films.Where(f => f.Year is not null).GroupBy(f => f.Year!.Value).OrderBy(y => y.Key).Select(year => new CareerYear(
            year.Key,
            year.Count(f => f.Kind is TitleKind.Movie or TitleKind.TvMovie),
            year.Count(f => f.Kind is TitleKind.TvSeries or TitleKind.TvMiniSeries or TitleKind.TvEpisode),
            year.Count(f => f.Kind is not (TitleKind.Movie or TitleKind.TvMovie or TitleKind.TvSeries or TitleKind.TvMiniSeries or TitleKind.TvEpisode))))],
        _films.Count(f => f.Year is null));
}
