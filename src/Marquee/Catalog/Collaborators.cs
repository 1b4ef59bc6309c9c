using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>Somebody who worked on the same titles.</summary>
/// <param name="Works">Titles in common; a series is one, however many episodes.</param>
/// <param name="Titles">Some of them, the best known first.</param>
public sealed record Collaborator(PersonName Person, int Works, IReadOnlyList<TitleFacts> Titles);

/// <param name="Looked">Titles and episodes that were looked at, adult ones too.</param>
/// <param name="Credits">Those the person is credited with, adult ones too; more than were looked at only for the very busiest.</param>
public sealed record CollaboratorList(IReadOnlyList<Collaborator> People, int Looked, int Credits);

/// <summary>With whom a person works most. Use of archive material is no work together.</summary>
public sealed class Collaborators(Database database, People people, Titles titles, CatalogCache cache)
{
    sealed record Key(int Generation, PersonId Person, bool Adult, int Limit);

    /// <summary>The newest titles that are looked at: hosts of daily shows have more, and the answer must not take seconds.</summary>
    const int MostTitles = 2500;

    const int NamedTitles = 3;

    const string Own = """
        with own as (
          select title from catalog.principal where person = @person and category not in ('archive_footage', 'archive_sound')
          union select title from catalog.crew where person = @person
        )
        """;

    /// <summary>A thousand episodes are one work: that of their series.</summary>
    const string Together = Own + """
        , part as (
          select o.title as title, coalesce(e.series, o.title) as work
          from (select title from own order by title desc limit @most) o
          join catalog.title t on t.id = o.title and (@adult or not t.adult)
          left join catalog.episode e on e.title = o.title
        ), together as (
          select p.person as person, part.work as work from part join catalog.principal p on p.title = part.title
          where p.category not in ('archive_footage', 'archive_sound')
          union
          select c.person, part.work from part join catalog.crew c on c.title = part.title
        )
        """;

    /// <param name="adult">Also adult titles.</param>
    public ValueTask<CollaboratorList> Of(PersonId person, bool adult, int limit, CancellationToken ct) =>
        cache.Of(new Key(database.Generation, person, adult, limit), () => Read(person, adult, limit, ct), list => list.People.Count * 1500L, ct);

    async Task<CollaboratorList> Read(PersonId person, bool adult, int limit, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var parameters = new { person = person.Number, adult, limit, most = MostTitles };
        var credits = await connection.ExecuteScalarAsync<long>(new CommandDefinition(Own + " select count(*) from own", parameters, cancellationToken: ct));
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"""
            {Together}, most as (
              select person, count(*) as works from together where person <> @person group by person having count(*) > 1 order by count(*) desc, person limit @limit
            )
            select most.person as Person, most.works as Works, together.work as Work from most join together on together.person = most.person
            """, parameters, cancellationToken: ct))).ToLookup(r => r.Person);
        var found = await titles.Find(connection, [.. rows.SelectMany(r => r).Select(r => new TitleId(r.Work))], alsoKnown: false, ct);
        var names = await people.Find(connection, [.. rows.Select(r => new PersonId(r.Key))], ct);
        return new CollaboratorList(
            [.. rows.OrderByDescending(r => r.First().Works).ThenBy(r => r.Key).Select(r => new Collaborator(names[new PersonId(r.Key)], (int)r.First().Works, BestKnown(r, found, adult)))],
            (int)Math.Min(credits, MostTitles), (int)credits);
    }

    static List<TitleFacts> BestKnown(IEnumerable<Row> rows, Dictionary<TitleId, TitleFacts> found, bool adult) =>
    [
        .. rows.Select(r => found.GetValueOrDefault(new TitleId(r.Work))).OfType<TitleFacts>().Where(f => adult || !f.Adult)
            .OrderByDescending(f => f.Votes ?? 0).ThenByDescending(f => f.Year).ThenBy(f => f.Id).Take(NamedTitles),
    ];

    sealed record Row
    {
        public long Person { get; init; }

        public long Works { get; init; }

        public long Work { get; init; }
    }
}
