using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Ceilings;

/// <summary>What the rule of a ceiling takes in one generation, before a host's word about single titles.</summary>
/// <param name="Episodes">Of its series, as far as the catalog knows them.</param>
sealed record RuleTitles(IReadOnlyList<long> Titles, IReadOnlyList<long> Episodes);

/// <summary>
/// Finds everything that a child sees in one generation: by the rule, which takes a pass over the catalog, and by what was said of
/// single titles, which does not.
/// </summary>
static class VisibleReading
{
    const string Wanted = "and not t.adult and (t.genres & @without) = 0";

    /// <summary>A series that a host lets through against one of its genres is let through with its episodes; a further such genre of an episode hides that one.</summary>
    /// <param name="series">The genres of the series, as SQL.</param>
    static string WantedOf(string series) => $"and not t.adult and (t.genres & @without & ~coalesce({series}, 0)) = 0";

    public static async Task<RuleTitles> ByRule(DbConnection connection, Dialect dialect, Ceiling ceiling, CancellationToken ct)
    {
        if (ceiling.Rule.IsEmpty)
        {
            return new RuleTitles([], []);
        }

        var titles = (await connection.QueryAsync<long>(new CommandDefinition(
            $"select t.id from catalog.title t where {ceiling.Rule.Sql} {Wanted}", ceiling.Rule.Parameters(ceiling.Without), commandTimeout: 0, cancellationToken: ct))).AsList();
        return new RuleTitles(titles, await Following(connection, dialect, titles, ceiling.Without, ct));
    }

    public static async Task<VisibleTitles> Of(DbConnection connection, Dialect dialect, CeilingState state, RuleTitles byRule, CancellationToken ct)
    {
        var without = state.Ceiling.Without;
        var facts = await Facts(connection, dialect, [.. state.Ages.Select(a => a.Title.Number).Concat(state.Titles.Select(t => t.Title.Number)).Distinct()], ct);
        var decided = state.Decided(title => facts.TryGetValue(title, out var fact) && (fact.Genres & without.Bits) != 0);
        var (titles, episodes) = (byRule.Titles.ToHashSet(), byRule.Episodes.ToHashSet());
        var (added, removed, single) = (new List<long>(), new List<long>(), new Dictionary<long, bool>());
        foreach (var (title, said) in decided)
        {
            var fact = facts.GetValueOrDefault(title);
            var shown = said && fact?.Adult != true;
            if (fact?.Kind == (int)TitleKind.TvEpisode)
            {
                single[title] = shown;
            }
            else if (shown ? titles.Add(title) : titles.Remove(title))
            {
                (shown ? added : removed).Add(title);
            }
        }

        episodes.ExceptWith(await Following(connection, dialect, removed, without, ct));
        episodes.UnionWith(await LetThrough(connection, dialect, added, without, ct));
        episodes.UnionWith((await Known(connection, without, ct)).Where(episode => titles.Contains(episode.Series)).Select(episode => episode.Id));
        foreach (var (episode, shown) in single)
        {
            _ = shown ? episodes.Add(episode) : episodes.Remove(episode);
        }

        return new VisibleTitles(titles, episodes);
    }

    /// <summary>Of single titles; where the catalog lacks one, what a member's file says of it.</summary>
    static async Task<Dictionary<long, Fact>> Facts(DbConnection connection, Dialect dialect, long[] ids, CancellationToken ct)
    {
        var facts = (await connection.QueryAsync<Fact>(new CommandDefinition(
            $"select t.id, t.kind, t.adult, t.genres from catalog.title t where t.id {IdList.In(dialect)}", IdList.Of(dialect, ids), cancellationToken: ct))).ToDictionary(f => f.Id);
        foreach (var known in await connection.QueryAsync<Fact>(new CommandDefinition(
            $"select k.id, k.kind, k.adult, k.genres from known.title k where k.id {IdList.In(dialect)}", IdList.Of(dialect, ids), cancellationToken: ct)))
        {
            facts.TryAdd(known.Id, known);
        }

        return facts;
    }

    static async Task<List<long>> Following(DbConnection connection, Dialect dialect, List<long> series, Genres without, CancellationToken ct) => series.Count == 0 ? [] :
        (await connection.QueryAsync<long>(new CommandDefinition(
            $"select e.title from catalog.episode e join catalog.title t on t.id = e.title where e.series {IdList.In(dialect)} {Wanted}",
            IdList.Of(dialect, [.. series], new { without = without.Bits }), commandTimeout: 0, cancellationToken: ct))).AsList();

    /// <summary>Of single series, few enough to look each up.</summary>
    static async Task<List<long>> LetThrough(DbConnection connection, Dialect dialect, List<long> series, Genres without, CancellationToken ct) => series.Count == 0 ? [] :
        (await connection.QueryAsync<long>(new CommandDefinition(
            $"select e.title from catalog.episode e join catalog.title t on t.id = e.title left join catalog.title s on s.id = e.series where e.series {IdList.In(dialect)} {WantedOf("s.genres")}",
            IdList.Of(dialect, [.. series], new { without = without.Bits }), commandTimeout: 0, cancellationToken: ct))).AsList();

    /// <summary>Episodes that earlier catalogs knew and this one lacks. What a member's file calls an episode of a series is no word of anybody's.</summary>
    static Task<IEnumerable<KnownEpisode>> Known(DbConnection connection, Genres without, CancellationToken ct) => connection.QueryAsync<KnownEpisode>(new CommandDefinition($"""
        select t.id, t.series from known.title t
        where t.series is not null and t.from_catalog and not exists (select 1 from catalog.title c where c.id = t.id)
          {WantedOf("(select s.genres from catalog.title s where s.id = t.series), (select k.genres from known.title k where k.id = t.series)")}
        """, new { without = without.Bits }, cancellationToken: ct));

    sealed record KnownEpisode
    {
        public long Id { get; init; }

        public long Series { get; init; }
    }

    sealed record Fact
    {
        public long Id { get; init; }

        public int Kind { get; init; }

        public bool Adult { get; init; }

        public long Genres { get; init; }
    }
}
