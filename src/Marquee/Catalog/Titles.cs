using System.Data.Common;
using Dapper;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>
/// Facts about titles by id: from the catalog, else what was kept of them. A few queries a thousand ids, never one each. A number
/// that was merged into another one gives the facts of the title that it is now, with that title's id.
/// </summary>
public sealed class Titles(Database database)
{
    /// <summary>Titles of one page: what is read of them is kept. A file's thousands would push it out.</summary>
    const int OfPage = 250;

    readonly RecentFacts _recent = new();

    public async Task<TitleFacts?> Find(TitleId id, CancellationToken ct) => (await Find([id], ct)).GetValueOrDefault(id);

    /// <returns>Without those that neither the catalog nor a member's file knows.</returns>
    public async Task<IReadOnlyDictionary<TitleId, TitleFacts>> Find(IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await Find(connection, ids, alsoKnown: true, ct);
    }

    /// <returns>The facts in the order of <paramref name="ids"/>, each once, without those that nobody knows.</returns>
    public async Task<IReadOnlyList<TitleFacts>> InOrder(IReadOnlyList<TitleId> ids, CancellationToken ct)
    {
        var found = await Find(ids, ct);
        return [.. ids.Select(id => found.GetValueOrDefault(id)).OfType<TitleFacts>().DistinctBy(title => title.Id)];
    }

    /// <summary>Those of the ids that the current catalog has, without anything kept from elsewhere.</summary>
    public async Task<IReadOnlySet<TitleId>> InCatalog(IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var found = new HashSet<TitleId>(ids.Count);
        foreach (var some in Chunks(ids))
        {
            found.UnionWith((await connection.QueryAsync<long>(new CommandDefinition(
                $"select id from catalog.title where id {IdList.In(database.Dialect)}", IdList.Of(database.Dialect, some), cancellationToken: ct))).Select(id => new TitleId(id)));
        }

        return found;
    }

    /// <param name="alsoKnown">False for IMDb's own lists: only what the catalog has, and as the catalog has it, without merges.</param>
    internal async Task<Dictionary<TitleId, TitleFacts>> Find(DbConnection connection, IReadOnlyCollection<TitleId> ids, bool alsoKnown, CancellationToken ct)
    {
        var found = new Dictionary<TitleId, TitleFacts>(ids.Count);
        foreach (var asked in Chunks(ids))
        {
            var merged = alsoKnown ? await MergedTitles.Among(connection, database.Dialect, asked, ct) : [];
            var some = merged.Count == 0 ? asked : [.. asked.Select(id => merged.GetValueOrDefault(id, id)).Distinct()];
            foreach (var title in await OfCatalog(connection, some, ct))
            {
                found[title.Id] = title;
            }

            if (alsoKnown && some.Where(id => !found.ContainsKey(new TitleId(id))).ToArray() is { Length: > 0 } missing)
            {
                foreach (var row in await connection.QueryAsync<TitleRow>(new CommandDefinition(
                    $"select {KnownTitles.Columns} from known.title k where k.id {IdList.In(database.Dialect)}", IdList.Of(database.Dialect, missing), cancellationToken: ct)))
                {
                    found[new TitleId(row.Id)] = row.Facts(known: true);
                }
            }

            foreach (var (old, current) in merged)
            {
                if (found.TryGetValue(new TitleId(current), out var facts))
                {
                    found[new TitleId(old)] = facts;
                }
            }
        }

        return found;
    }

    async Task<IReadOnlyList<TitleFacts>> OfCatalog(DbConnection connection, long[] ids, CancellationToken ct)
    {
        if (ids.Length > OfPage || !database.IsPinned)
        {
            return await Read(connection, ids, ct);
        }

        var (generation, found, missing) = (database.Generation, new List<TitleFacts>(ids.Length), new List<long>());
        foreach (var id in ids)
        {
            if (_recent.Find(generation, id) is { } kept)
            {
                found.Add(kept);
            }
            else
            {
                missing.Add(id);
            }
        }

        if (missing.Count > 0)
        {
            foreach (var title in await Read(connection, [.. missing], ct))
            {
                _recent.Keep(generation, title);
                found.Add(title);
            }
        }

        return found;
    }

    async Task<IReadOnlyList<TitleFacts>> Read(DbConnection connection, long[] ids, CancellationToken ct)
    {
        var rows = (await connection.QueryAsync<TitleRow>(new CommandDefinition(
            $"select {TitleRow.Columns} {TitleRow.From} where t.id {IdList.In(database.Dialect)}", IdList.Of(database.Dialect, ids), cancellationToken: ct))).AsList();
        var countries = (await connection.QueryAsync<CountryRow>(new CommandDefinition(
            $"select title, country from catalog.country where title {IdList.In(database.Dialect)} order by title, position, country", IdList.Of(database.Dialect, ids), cancellationToken: ct)))
            .ToLookup(c => c.Title, c => c.Country);
        return rows.ConvertAll(row => row.Facts([.. countries[row.Id]]));
    }

    static IEnumerable<long[]> Chunks(IEnumerable<TitleId> ids) => ids.Select(id => id.Number).Distinct().Chunk(IdList.Batch);

    sealed record CountryRow
    {
        public long Title { get; init; }

        public string Country { get; init; } = "";
    }
}
