using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>Who directed titles, by name, for tables that other programs read.</summary>
public sealed class Directors(Database database)
{
    /// <returns>In IMDb's order; without titles whose directors nobody knows.</returns>
    public async Task<IReadOnlyDictionary<TitleId, IReadOnlyList<string>>> Of(IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        var found = new Dictionary<TitleId, IReadOnlyList<string>>();
        await using var connection = await database.Read(ct);
        foreach (var some in ids.Select(id => id.Number).Distinct().Chunk(IdList.Batch))
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
                select c.title as Title, p.name as Name from catalog.crew c join catalog.person p on p.id = c.person
                where c.role = 1 and c.title {IdList.In(database.Dialect)} order by c.title, c.ordering
                """, IdList.Of(database.Dialect, some), cancellationToken: ct));
            foreach (var title in rows.GroupBy(row => row.Title, row => row.Name))
            {
                found[new TitleId(title.Key)] = [.. title];
            }
        }

        return found;
    }

    sealed record Row
    {
        public long Title { get; init; }

        public string Name { get; init; } = "";
    }
}
