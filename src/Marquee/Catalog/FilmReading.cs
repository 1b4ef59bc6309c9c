using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>Reads what somebody is credited with: everything once for the whole career, and what a portion of it shows.</summary>
static class FilmReading
{
    /// <summary>Credits of one film that are read for the names of characters: daily shows have thousands.</summary>
    const int MostCredited = 40;

    /// <summary>One row a credit; an episode whose series the catalog lacks stands for itself.</summary>
    const string Credits = """
        select c.title as title, c.category as category, s.id as series
        from (
          select title, category from catalog.principal where person = @id
          union all
          select title, case role when 1 then 'director' else 'writer' end from catalog.crew where person = @id
        ) c
        left join catalog.episode e on e.title = c.title
        left join catalog.title s on s.id = e.series
        """;

    /// <param name="only">What is seen; null for all.</param>
    /// <returns>Every film once, without those that the catalog lacks.</returns>
    public static async Task<List<Film>> All(DbConnection connection, Dialect dialect, PersonId person, VisibleTitles? only, CancellationToken ct)
    {
        var careers = new Dictionary<long, Credited>();
        var titles = new HashSet<long>();
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await connection.QueryAsync<CreditRow>(new CommandDefinition(Credits, new { id = person.Number }, cancellationToken: ct)))
        {
            var film = row.Series ?? row.Title;
            if (only is not null && !(only.Has(new TitleId(row.Title)) && only.Has(new TitleId(film))))
            {
                continue;
            }

            if (!careers.TryGetValue(film, out var credited))
            {
                careers[film] = credited = new Credited();
            }

            credited.Add(words.TryGetValue(row.Category, out var word) ? word : words[row.Category] = row.Category);
            if (titles.Add(row.Title))
            {
                credited.Titles.Add(row.Title);
            }
        }

        var films = new List<Film>(careers.Count);
        foreach (var some in careers.Keys.Chunk(IdList.Batch))
        {
            var rows = await connection.QueryAsync<FilmRow>(new CommandDefinition(
                $"select id, kind, adult, year, rating, votes from catalog.title where id {IdList.In(dialect)}", IdList.Of(dialect, some), cancellationToken: ct));
            films.AddRange(rows.Select(row => Film(row, careers[row.Id])));
        }

        return films;
    }

    /// <summary>
    /// Whom the person plays in some films, by credited title and category. The sum keeps the engines from the index over persons: a
    /// title has a dozen credits, a busy person a hundred thousand.
    /// </summary>
    public static async Task<ILookup<(long Title, string Category), string>> Characters(
        DbConnection connection, Dialect dialect, PersonId person, IReadOnlyList<Film> films, CancellationToken ct)
    {
        var rows = new List<CharacterRow>();
        foreach (var some in films.SelectMany(f => f.Credited).Chunk(IdList.Batch))
        {
            rows.AddRange(await connection.QueryAsync<CharacterRow>(new CommandDefinition(
                $"select title, category, characters from catalog.principal where person + 0 = @person and title {IdList.In(dialect)} and characters is not null",
                IdList.Of(dialect, some, new { person = person.Number }), cancellationToken: ct)));
        }

        return rows.SelectMany(row => Catalog.Characters.Parse(row.Characters), (row, name) => (row.Title, row.Category, Name: name))
            .ToLookup(c => (c.Title, c.Category), c => c.Name);
    }

    static Film Film(FilmRow row, Credited credited) => new()
    {
        Id = new TitleId(row.Id),
        Kind = (TitleKind)row.Kind,
        Adult = row.Adult,
        Year = row.Year,
        Rating = row.Rating / 10.0,
        Votes = row.Votes,
        Episodes = credited.Titles.Count(title => title != row.Id),
        Categories = credited.Categories,
        Credited = [.. credited.Titles.OrderDescending().Take(MostCredited)],
    };

    sealed class Credited
    {
        public List<long> Titles { get; } = new(1);

        public List<string> Categories { get; } = new(1);

        public void Add(string category)
        {
            if (!Categories.Contains(category))
            {
                Categories.Add(category);
            }
        }
    }

    sealed record CreditRow
    {
        public long Title { get; init; }

        public string Category { get; init; } = "";

        public long? Series { get; init; }
    }

    sealed record CharacterRow
    {
        public long Title { get; init; }

        public string Category { get; init; } = "";

        public string? Characters { get; init; }
    }

    sealed record FilmRow
    {
        public long Id { get; init; }

        public int Kind { get; init; }

        public bool Adult { get; init; }

        public int? Year { get; init; }

        public int? Rating { get; init; }

        public int? Votes { get; init; }
    }
}
