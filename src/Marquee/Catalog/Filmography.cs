using System.Numerics;

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
    readonly PackedFilms _films;
    readonly IReadOnlyDictionary<TitleKind, double> _means;
    readonly Lazy<IReadOnlyList<RoleCount>> _roles;
    readonly Lazy<Career> _career;
    readonly Lazy<BestAndWorst> _extremes;
    readonly Lazy<Filmography> _withoutAdult;

    /// <param name="films">Each once, in any order.</param>
    /// <param name="means">The mean vote of each kind.</param>
    public Filmography(IEnumerable<Film> films, IReadOnlyDictionary<TitleKind, double> means)
        : this(PackedFilms.Of(films), means)
    {
    }

    Filmography(PackedFilms films, IReadOnlyDictionary<TitleKind, double> means)
    {
        (_films, _means) = (films, means);
        _roles = new(CountRoles);
        _career = new(CountYears);
        _extremes = new(FindExtremes);
        _withoutAdult = new(() => _films.WithoutAdult() is var some && some != _films ? new Filmography(some, _means) : this);
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
        var all = _films.Ordered(sort, role);
        var from = after is { } place ? Array.FindIndex(all, f => FilmPlace.Order.Compare(f.Place(sort), place) > 0) : 0;
        var some = from < 0 ? [] : all[from..Math.Min(from + limit, all.Length)];
        return new FilmPortion(
            Array.ConvertAll(some, f => _films.Unpack(f)), all.Length, from >= 0 && from + limit < all.Length ? some[^1].Place(sort) : null);
    }

    /// <summary>About what it takes in memory, with the part that most may see.</summary>
    internal long Bytes => _films.Bytes + (_withoutAdult.Value == this ? 0 : _withoutAdult.Value.Bytes);

    IReadOnlyList<RoleCount> CountRoles()
    {
        var films = new int[_films.Words.Count];
        foreach (ref readonly var film in _films.Entries)
        {
            for (var words = film.Words; words != 0; words &= words - 1)
            {
                films[BitOperations.TrailingZeroCount(words)]++;
            }
        }

        return [.. _films.Words.Zip(films, (word, count) => new RoleCount(word, count)).Where(r => r.Films > 0).OrderByDescending(r => r.Films)];
    }

    /// <summary>The films stand newest first, those without a year last.</summary>
    Career CountYears()
    {
        var (years, undated) = (new List<CareerYear>(), 0);
        foreach (ref readonly var film in _films.Entries)
        {
            if (film.Year < 0)
            {
                undated++;
                continue;
            }

            if (years.Count == 0 || years[^1].Year != film.Year)
            {
                years.Add(new CareerYear(film.Year, 0, 0, 0));
            }

            var year = years[^1];
            years[^1] = film.Kind switch
            {
                TitleKind.Movie or TitleKind.TvMovie => year with { Films = year.Films + 1 },
                TitleKind.TvSeries or TitleKind.TvMiniSeries or TitleKind.TvEpisode => year with { Series = year.Series + 1 },
                _ => year with { Others = year.Others + 1 },
            };
        }

        years.Reverse();
        return new Career(years, undated);
    }

    BestAndWorst FindExtremes()
    {
        var voted = new List<Film>();
        foreach (ref readonly var film in _films.Entries)
        {
            if (film.Tenths >= 0 && _films.Unpack(film) is { IsWork: true } work)
            {
                voted.Add(work);
            }
        }

        return BestAndWorst.Of(voted, _means);
    }
}
