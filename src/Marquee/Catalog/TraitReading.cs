using System.Data.Common;
using Dapper;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>Reads the traits of a hundred thousand titles: few queries, and no object for a row.</summary>
static class TraitReading
{
    /// <summary>Titles a query; half a second's work may be cancelled between two of them.</summary>
    const int Batch = 10_000;

    /// <param name="t">The table with the columns of a title.</param>
    static string Columns(char t) => $"""
        {t}.id, cast({t}.kind as bigint), case when {t}.adult then 1 else 0 end, cast(coalesce({t}.year, 0) as bigint), cast(coalesce({t}.runtime, 0) as bigint), {t}.genres
        """;

    /// <param name="before">What was read earlier of the same generation; only what it lacks is read.</param>
    public static async Task<TitleTraits> Of(DbConnection connection, Dialect dialect, IEnumerable<long> titles, TitleTraits before, CancellationToken ct)
    {
        var merged = await MergedTitles.All(connection, ct);
        var moved = merged.Count != before.Merged.Count || merged.Except(before.Merged).Any();
        var fresh = Missing(titles, before.Titles);
        if (fresh.Length == 0 && !moved)
        {
            return before;
        }

        var (traits, works) = (new Dictionary<long, TitleTrait>(before.Titles), new Dictionary<long, TitleCredits>(before.Works));
        await Read(connection, dialect, fresh, traits, ct);
        var changed = moved ? traits.Keys.ToArray() : fresh;
        await Read(connection, dialect, Missing(changed.Select(title => SeriesOf(traits.GetValueOrDefault(title))).Where(series => series != 0), traits), traits, ct);
        var now = new TitleTraits(traits, works, merged);
        await ReadCredits(connection, dialect, Missing(changed.Select(now.WorkOf), works), works, ct);
        return now;

        long SeriesOf(TitleTrait trait) => merged.GetValueOrDefault(trait.Series, trait.Series);
    }

    static long[] Missing<T>(IEnumerable<long> titles, IReadOnlyDictionary<long, T> known) => [.. titles.Where(title => !known.ContainsKey(title)).Distinct()];

    static async Task Read(DbConnection connection, Dialect dialect, long[] titles, Dictionary<long, TitleTrait> traits, CancellationToken ct)
    {
        foreach (var some in titles.Chunk(Batch))
        {
            await foreach (var row in Rows(connection, $"select {Columns('t')}, coalesce(e.series, 0) from catalog.title t left join catalog.episode e on e.title = t.id where t.id {IdList.In(dialect)}", dialect, some, ct))
            {
                Add(row);
            }

            await foreach (var row in Rows(connection, $"select {Columns('k')}, coalesce(k.series, 0) from known.title k where k.id {IdList.In(dialect)}", dialect, Missing(some, traits), ct))
            {
                Add(row);
            }
        }

        void Add(DbDataReader row)
        {
            traits[row.GetInt64(0)] = new TitleTrait(
                (TitleKind)row.GetInt64(1), row.GetInt32(2) != 0, (int)row.GetInt64(3), (int)row.GetInt64(4), new Genres(row.GetInt64(5)), row.GetInt64(6));
        }
    }

    static async Task ReadCredits(DbConnection connection, Dialect dialect, long[] works, Dictionary<long, TitleCredits> credits, CancellationToken ct)
    {
        foreach (var some in works.Chunk(Batch))
        {
            var (countries, directors, actors) = (new Dictionary<long, List<string>>(), new Dictionary<long, List<long>>(), new Dictionary<long, List<long>>());
            await foreach (var row in Rows(connection, $"select title, country from catalog.country where title {IdList.In(dialect)}", dialect, some, ct))
            {
                Add(countries, row.GetInt64(0), string.Intern(row.GetString(1)));
            }

            await foreach (var row in Rows(connection, $"select title, person from catalog.crew where title {IdList.In(dialect)} and role = 1", dialect, some, ct))
            {
                Add(directors, row.GetInt64(0), row.GetInt64(1));
            }

            await foreach (var row in Rows(connection, $"select title, person from catalog.principal where title {IdList.In(dialect)} and category in ('actor', 'actress')", dialect, some, ct))
            {
                Add(actors, row.GetInt64(0), row.GetInt64(1));
            }

            foreach (var work in some)
            {
                credits[work] = countries.ContainsKey(work) || directors.ContainsKey(work) || actors.ContainsKey(work)
                    ? new TitleCredits(Of(countries, work), Of(directors, work), Of(actors, work))
                    : TitleCredits.None;
            }
        }
    }

    static void Add<T>(Dictionary<long, List<T>> lists, long title, T value)
    {
        if (!lists.TryGetValue(title, out var list))
        {
            lists[title] = list = [];
        }

        if (!list.Contains(value))
        {
            list.Add(value);
        }
    }

    static T[] Of<T>(Dictionary<long, List<T>> lists, long title) => lists.TryGetValue(title, out var list) ? [.. list] : [];

    static async IAsyncEnumerable<DbDataReader> Rows(
        DbConnection connection, string sql, Dialect dialect, long[] some, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (some.Length == 0)
        {
            yield break;
        }

        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, IdList.Of(dialect, some), cancellationToken: ct));
        while (await reader.ReadAsync(ct))
        {
            yield return reader;
        }
    }
}
