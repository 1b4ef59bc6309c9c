using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What somebody did for a title or for episodes of it.</summary>
/// <param name="Episodes">In how many episodes; 0 when it was for the title itself.</param>
public sealed record SharedRole(string Category, IReadOnlyList<string> Characters, int Episodes);

/// <summary>Somebody who worked on two titles.</summary>
public sealed record CommonPerson(PersonName Person, IReadOnlyList<SharedRole> Here, IReadOnlyList<SharedRole> There);

/// <param name="Total">Of all people in common; more than are listed where the two have very many.</param>
public sealed record CommonPeopleList(IReadOnlyList<CommonPerson> People, int Total);

/// <summary>Who worked on both of two titles. A series counts with all its episodes.</summary>
public sealed class CommonPeople(Database database, People people)
{
    /// <summary>People an answer names.</summary>
    const int Most = 100;

    /// <summary>The titles of both sides: each title itself and its episodes.</summary>
    /// <param name="hidden">Episodes that are not seen: a few, if any.</param>
    static string Part(IReadOnlyCollection<long> hidden) => $"""
        with part as (
          select 1 as side, cast(@one as bigint) as title union all select 1, title from catalog.episode where series = @one {But(hidden)}
          union all select 2, cast(@other as bigint) union all select 2, title from catalog.episode where series = @other {But(hidden)}
        )
        """;

    static string But(IReadOnlyCollection<long> hidden) => hidden.Count == 0 ? "" : $"and title not in ({string.Join(", ", hidden)})";

    static async Task<IReadOnlyCollection<long>> Hidden(DbConnection connection, TitleId one, TitleId other, Sight sight, CancellationToken ct) => sight.Only is not { } only ? [] :
    [
        .. (await connection.QueryAsync<long>(new CommandDefinition(
            "select title from catalog.episode where series in (@one, @other)", new { one = one.Number, other = other.Number }, cancellationToken: ct)))
            .Where(episode => !only.Has(new TitleId(episode))),
    ];

    /// <summary>The more prominent in both, the earlier: IMDb's order of the credits.</summary>
    public async Task<CommonPeopleList> Of(TitleId one, TitleId other, Sight sight, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var part = Part(await Hidden(connection, one, other, sight, ct));
        var common = (await connection.QueryAsync<long>(new CommandDefinition($"""
            {part}, credit as (
              select part.side, p.person, min(p.ordering) as place from part join catalog.principal p on p.title = part.title group by part.side, p.person
              union all
              select part.side, c.person, min(c.ordering) from part join catalog.crew c on c.title = part.title group by part.side, c.person
            )
            select person from (select side, person, min(place) as place from credit group by side, person) credited
            group by person having count(*) = 2 order by sum(place), person
            """, new { one = one.Number, other = other.Number }, cancellationToken: ct))).AsList();
        var shown = common.Take(Most).Select(person => new PersonId(person)).ToList();
        var names = await people.Find(connection, shown, ct);
        var roles = await Roles(connection, part, one, other, shown, ct);
        return new CommonPeopleList([.. shown.Select(id => new CommonPerson(names[id], Shared(roles[(id, 1)]), Shared(roles[(id, 2)])))], common.Count);
    }

    async Task<ILookup<(PersonId Person, int Side), Credit>> Roles(DbConnection connection, string part, TitleId one, TitleId other, List<PersonId> shown, CancellationToken ct)
    {
        var some = IdList.In(database.Dialect);
        var credits = await connection.QueryAsync<Credit>(new CommandDefinition($"""
            {part}
            select credit.side as Side, credit.person as Person, credit.category as Category, max(credit.characters) as Characters,
              count(distinct case when credit.title in (@one, @other) then null else credit.title end) as Episodes, min(credit.place) as Place
            from (
              select part.side, p.person, p.category, p.characters, p.title, p.ordering as place
              from part join catalog.principal p on p.title = part.title where p.person {some}
              union all
              select part.side, c.person, case c.role when 1 then 'director' else 'writer' end, null, c.title, c.ordering
              from part join catalog.crew c on c.title = part.title where c.person {some}
            ) credit group by credit.side, credit.person, credit.category
            """, IdList.Of(database.Dialect, [.. shown.Select(id => id.Number)], new { one = one.Number, other = other.Number }), cancellationToken: ct));
        return credits.ToLookup(c => (new PersonId(c.Person), c.Side));
    }

    static List<SharedRole> Shared(IEnumerable<Credit> credits) =>
        [.. credits.OrderBy(c => c.Place).ThenBy(c => c.Category, StringComparer.Ordinal).Select(c => new SharedRole(c.Category, Characters.Parse(c.Characters), (int)c.Episodes))];

    sealed record Credit
    {
        public int Side { get; init; }

        public long Person { get; init; }

        public string Category { get; init; } = "";

        public string? Characters { get; init; }

        public long Episodes { get; init; }

        public int Place { get; init; }
    }
}
