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

/// <summary>Reads the page of a person: who it is and everything the catalog credits them with, once a generation.</summary>
public sealed class PersonPages(Database database, Titles titles, KindMeans means, CatalogCache cache)
{
    sealed record Key(int Generation, PersonId Person);

    /// <returns>Null when neither name.basics nor any credit knows the person.</returns>
    public async Task<PersonPage?> Find(PersonId id, CancellationToken ct) =>
        await cache.Of(new Key(database.Generation, id), () => Read(id, ct), page => page?.Filmography.Bytes ?? 0, ct);

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

    async Task<PersonPage?> Read(PersonId id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var person = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition("""
            select name, birth_year as birthyear, death_year as deathyear, professions, known_for as knownfor from catalog.person where id = @id
            """, new { id = id.Number }, cancellationToken: ct));
        var films = await FilmReading.All(connection, database.Dialect, id, ct);
        return person is null && films.Count == 0 ? null : new PersonPage
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
