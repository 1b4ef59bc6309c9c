using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What a person did for a title.</summary>
/// <param name="Category">IMDb's word: actor, director, composer.</param>
/// <param name="Characters">Of a series with very many episodes, those of the newest.</param>
public sealed record FilmRole(string Category, IReadOnlyList<string> Characters);

/// <summary>A title somebody worked on, as a page shows it.</summary>
public sealed record FilmCredit(Film Film, IReadOnlyList<FilmRole> Roles);

/// <summary>Who somebody is, and their whole career.</summary>
public sealed record PersonPage
{
    public PersonId Id { get; init; }

    public string Name { get; init; } = "";

    public int? BirthYear { get; init; }

    public int? DeathYear { get; init; }

    /// <summary>IMDb's words: actor, director, soundtrack.</summary>
    public IReadOnlyList<string> Professions { get; init; } = [];

    public IReadOnlyList<TitleId> KnownFor { get; init; } = [];

    /// <summary>Adult titles too.</summary>
    public required Filmography Filmography { get; init; }
}

/// <summary>What a person's page shows before anybody asks for more.</summary>
/// <param name="Total">Films of all portions.</param>
/// <param name="Credits">The first portion, newest first.</param>
/// <param name="Facts">Of the portion, the best, the worst and what they are known for.</param>
public sealed record PersonFront(int Total, FilmPlace? Next, IReadOnlyList<FilmCredit> Credits, IReadOnlyList<TitleFacts> Facts)
{
    /// <summary>About what it takes in memory.</summary>
    internal long Bytes => Facts.Count * 450L + Credits.Sum(c => 350L + c.Roles.Sum(r => 60L + r.Characters.Sum(name => 30L + 2 * name.Length)));
}

/// <summary>Reads the page of a person: who it is and everything the catalog credits them with, once a generation.</summary>
public sealed class PersonPages(Database database, Titles titles, KindMeans means, CatalogCache cache)
{
    sealed record Key(int Generation, PersonId Person, long Sight);

    sealed record FrontKey(Key Of, bool Adult, int Limit);

    /// <returns>Null when neither name.basics nor any credit knows the person, and under a ceiling when nothing of theirs is seen.</returns>
    public async Task<PersonPage?> Find(PersonId id, Sight sight, CancellationToken ct) =>
        await cache.Of(KeyOf(id, sight), () => Read(id, sight.Only, ct), page => page?.Filmography.Bytes ?? 0, ct);

    /// <summary>The first films with what else the page shows, read once a generation too: of a busy person it is most of the page's work.</summary>
    /// <param name="limit">Films of the portion.</param>
    public async Task<PersonFront> Front(PersonPage page, Sight sight, int limit, CancellationToken ct) =>
        await cache.Of(new FrontKey(KeyOf(page.Id, sight), sight.Adult, limit), async () =>
        {
            var career = page.Filmography.For(sight.Adult);
            var portion = career.Portion(FilmSort.Year, null, null, limit);
            var ends = career.Extremes.Best.Concat(career.Extremes.Worst).Select(weighed => weighed.Title);
            return new PersonFront(
                portion.Total, portion.Next, await Credits(page.Id, portion.Films, ct),
                await Facts([.. portion.Films.Concat(ends).Select(film => film.Id), .. page.KnownFor], ct));
        }, front => front.Bytes, ct);

    /// <summary>Films with what the person did for them, in the same order.</summary>
    public async Task<IReadOnlyList<FilmCredit>> Credits(PersonId person, IReadOnlyList<Film> films, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var characters = await FilmReading.Characters(connection, database.Dialect, person, films, ct);
        return [.. films.Select(film => new FilmCredit(film, [.. film.Categories.Select(category => new FilmRole(
            category, [.. film.Credited.SelectMany(title => characters[(title, category)]).Distinct(StringComparer.Ordinal)]))]))];
    }

    /// <summary>Facts of titles as the catalog has them.</summary>
    public async Task<IReadOnlyList<TitleFacts>> Facts(IEnumerable<TitleId> ids, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return [.. (await titles.Find(connection, [.. ids], alsoKnown: false, ct)).Values];
    }

    /// <summary>Of one without a ceiling the whole is kept for all; <see cref="Filmography.For"/> then leaves adult titles out.</summary>
    Key KeyOf(PersonId id, Sight sight) => new(database.Generation, id, (sight.Only is null ? Sight.Everything : sight).Number);

    async Task<PersonPage?> Read(PersonId id, VisibleTitles? only, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var person = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition("""
            select name, birth_year as birthyear, death_year as deathyear, professions, known_for as knownfor from catalog.person where id = @id
            """, new { id = id.Number }, cancellationToken: ct));
        var films = await FilmReading.All(connection, database.Dialect, id, only, ct);
        return films.Count == 0 && (person is null || only is not null) ? null : new PersonPage
        {
            Id = id,
            Name = person?.Name ?? id.ToString(),
            BirthYear = person?.BirthYear,
            DeathYear = person?.DeathYear,
            Professions = Split(person?.Professions),
            KnownFor = [.. Split(person?.KnownFor).Select(text => TitleId.TryParse(text, null, out var title) ? title : default).Where(title => title != default)],
            Filmography = new Filmography(films, await means.Find(ct)),
        };
    }

    static string[] Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    sealed record PersonRow
    {
        public string Name { get; init; } = "";

        public int? BirthYear { get; init; }

        public int? DeathYear { get; init; }

        public string? Professions { get; init; }

        public string? KnownFor { get; init; }
    }
}
