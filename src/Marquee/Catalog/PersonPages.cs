using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What a person did for a title.</summary>
/// <param name="Category">IMDb's word: actor, director, composer.</param>
public sealed record FilmRole(string Category, IReadOnlyList<string> Characters);

/// <summary>A title somebody worked on. Episodes stand as their series.</summary>
/// <param name="Episodes">In how many episodes of the series; 0 for what is no series or was worked on as a whole.</param>
public sealed record FilmCredit(TitleFacts Title, IReadOnlyList<FilmRole> Roles, int Episodes);

public sealed record PersonPage
{
    public PersonId Id { get; init; }

    public string Name { get; init; } = "";

    public int? BirthYear { get; init; }

    public int? DeathYear { get; init; }

    /// <summary>IMDb's words: actor, director, soundtrack.</summary>
    public IReadOnlyList<string> Professions { get; init; } = [];

    public IReadOnlyList<TitleFacts> KnownFor { get; init; } = [];

    /// <summary>Newest first; without a year last.</summary>
    public IReadOnlyList<FilmCredit> Films { get; init; } = [];
}

/// <summary>Reads the page of a person: who it is and everything the catalog credits them with.</summary>
public sealed class PersonPages(Database database, Titles titles)
{
    /// <param name="adult">Also adult titles.</param>
    /// <returns>Null when neither name.basics nor any credit knows the person.</returns>
    public async Task<PersonPage?> Find(PersonId id, bool adult, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var person = await connection.QueryFirstOrDefaultAsync<PersonRow>(new CommandDefinition("""
            select name, birth_year as birthyear, death_year as deathyear, professions, known_for as knownfor from catalog.person where id = @id
            """, new { id = id.Number }, cancellationToken: ct));
        var credits = (await connection.QueryAsync<CreditRow>(new CommandDefinition("""
            select title, category, characters from catalog.principal where person = @id
            union all
            select title, case role when 1 then 'director' else 'writer' end, null from catalog.crew where person = @id
            """, new { id = id.Number }, cancellationToken: ct))).AsList();
        if (person is null && credits.Count == 0)
        {
            return null;
        }

        var knownFor = Split(person?.KnownFor).Select(text => TitleId.TryParse(text, null, out var title) ? title : default).Where(title => title != default).ToList();
        var facts = await titles.Find(connection, [.. credits.Select(c => new TitleId(c.Title)).Concat(knownFor)], alsoKnown: false, ct);
        var series = await titles.Find(connection, [.. facts.Values.Select(f => f.Series?.Id).OfType<TitleId>()], alsoKnown: false, ct);
        return new PersonPage
        {
            Id = id,
            Name = person?.Name ?? id.ToString(),
            BirthYear = person?.BirthYear,
            DeathYear = person?.DeathYear,
            Professions = Split(person?.Professions),
            KnownFor = [.. knownFor.Select(title => facts.GetValueOrDefault(title)).OfType<TitleFacts>().Where(f => adult || !f.Adult)],
            Films = Films(credits, facts, series, adult),
        };
    }

    static List<FilmCredit> Films(List<CreditRow> credits, Dictionary<TitleId, TitleFacts> facts, Dictionary<TitleId, TitleFacts> series, bool adult) =>
    [
        .. from credit in credits
           let title = facts.GetValueOrDefault(new TitleId(credit.Title))
           where title is not null
           let whole = title.Series is { } of ? series.GetValueOrDefault(of.Id) ?? title : title
           where adult || !whole.Adult
           group (credit, title) by whole.Id into credited
           let film = series.GetValueOrDefault(credited.Key) ?? facts[credited.Key]
           orderby film.Year is null, film.Year descending, film.Votes descending, film.Id
           select new FilmCredit(film, Roles(credited.Select(c => c.credit)), credited.Select(c => c.title.Id).Distinct().Count(title => title != film.Id)),
    ];

    static List<FilmRole> Roles(IEnumerable<CreditRow> credits) =>
    [
        .. from credit in credits
           group credit by credit.Category into role
           select new FilmRole(role.Key, [.. role.SelectMany(c => Characters.Parse(c.Characters)).Distinct()]),
    ];

    static string[] Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    sealed record PersonRow
    {
        public string Name { get; init; } = "";

        public int? BirthYear { get; init; }

        public int? DeathYear { get; init; }

        public string? Professions { get; init; }

        public string? KnownFor { get; init; }
    }

    sealed record CreditRow
    {
        public long Title { get; init; }

        public string Category { get; init; } = "";

        public string? Characters { get; init; }
    }
}
