using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>Leads from a number that was merged into another one to the title that it is now.</summary>
public sealed class MergedTitles(Database database)
{
    const string One = "select into_title from house.title_merge where redirects = @title";

    public async Task<TitleId> Current(TitleId id, CancellationToken ct) => (await Current([id], ct)).GetValueOrDefault(id, id);

    /// <returns>The merged ones among <paramref name="ids"/> with the title that each is now; the others are left out.</returns>
    public async Task<IReadOnlyDictionary<TitleId, TitleId>> Current(IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var merged = new Dictionary<TitleId, TitleId>();
        foreach (var some in ids.Select(id => id.Number).Distinct().Chunk(IdList.Batch))
        {
            foreach (var (from, to) in await Among(connection, database.Dialect, some, ct))
            {
                merged[new TitleId(from)] = new TitleId(to);
            }
        }

        return merged;
    }

    /// <summary>The same inside a transaction on <c>house</c>, so that nothing is written under a number that is gone.</summary>
    public static async Task<TitleId> Current(Writing house, TitleId id)
    {
        while (await house.First<long?>(One, new { title = id.Number }) is { } next)
        {
            id = new TitleId(next);
        }

        return id;
    }

    /// <returns>With the numbers that were merged into one of <paramref name="ids"/>: the catalog may still have them.</returns>
    public async Task<IReadOnlySet<TitleId>> WithMerged(IEnumerable<TitleId> ids, CancellationToken ct)
    {
        var all = ids.ToHashSet();
        await using var connection = await database.Read(ct);
        var merged = await connection.QueryAsync<RedirectRow>(new CommandDefinition(
            "select redirects as title, into_title as intotitle from house.title_merge where redirects is not null order by id desc", cancellationToken: ct));
        // The latest first: what was merged into a title that is merged itself comes after it.
        foreach (var merge in merged)
        {
            if (all.Contains(new TitleId(merge.IntoTitle)))
            {
                all.Add(new TitleId(merge.Title));
            }
        }

        return all;
    }

    /// <returns>A word that is another one as soon as titles are merged or parted.</returns>
    internal static async Task<string> State(DbConnection connection, CancellationToken ct) => await connection.ExecuteScalarAsync<string>(new CommandDefinition(
        "select count(*) || '/' || coalesce(max(id), 0) from house.title_merge where redirects is not null", cancellationToken: ct)) ?? "";

    /// <returns>Every merged number with the title that it is now.</returns>
    internal static async Task<Dictionary<long, long>> All(DbConnection connection, CancellationToken ct)
    {
        var merged = (await connection.QueryAsync<RedirectRow>(new CommandDefinition(
            "select redirects as title, into_title as intotitle from house.title_merge where redirects is not null", cancellationToken: ct))).ToDictionary(r => r.Title, r => r.IntoTitle);
        foreach (var from in merged.Keys.ToList())
        {
            while (merged.TryGetValue(merged[from], out var further))
            {
                merged[from] = further;
            }
        }

        return merged;
    }

    internal static async Task<Dictionary<long, long>> Among(DbConnection connection, Dialect dialect, long[] ids, CancellationToken ct)
    {
        var merged = await Step(ids);
        for (var further = merged; further.Count > 0;)
        {
            further = await Step([.. further.Values.Distinct()]);
            foreach (var (from, to) in merged.ToList())
            {
                merged[from] = further.GetValueOrDefault(to, to);
            }
        }

        return merged;

        async Task<Dictionary<long, long>> Step(long[] some) => (await connection.QueryAsync<RedirectRow>(new CommandDefinition(
            $"select redirects as title, into_title as intotitle from house.title_merge where redirects {IdList.In(dialect)}",
            IdList.Of(dialect, some), cancellationToken: ct))).ToDictionary(r => r.Title, r => r.IntoTitle);
    }

    sealed record RedirectRow
    {
        public long Title { get; init; }

        public long IntoTitle { get; init; }
    }
}
