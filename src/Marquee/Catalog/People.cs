using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <param name="Name">The id's spelling when name.basics lacks the person.</param>
public sealed record PersonName(PersonId Id, string Name);

/// <summary>Names of people by id, a thousand a query.</summary>
public sealed class People(Database database)
{
    public async Task<IReadOnlyDictionary<PersonId, PersonName>> Find(IReadOnlyCollection<PersonId> ids, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await Find(connection, ids, ct);
    }

    /// <returns>An entry for every id.</returns>
    internal async Task<Dictionary<PersonId, PersonName>> Find(DbConnection connection, IReadOnlyCollection<PersonId> ids, CancellationToken ct)
    {
        var found = ids.Distinct().ToDictionary(id => id, id => new PersonName(id, id.ToString()));
        foreach (var some in found.Keys.Select(id => id.Number).ToArray().Chunk(IdList.Batch))
        {
            foreach (var row in await connection.QueryAsync<NameRow>(new CommandDefinition(
                $"select id, name from catalog.person where id {IdList.In(database.Dialect)}", IdList.Of(database.Dialect, some), cancellationToken: ct)))
            {
                var id = new PersonId(row.Id);
                found[id] = new PersonName(id, row.Name);
            }
        }

        return found;
    }

    sealed record NameRow
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";
    }
}
