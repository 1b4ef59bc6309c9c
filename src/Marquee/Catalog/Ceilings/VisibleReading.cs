using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Ceilings;

/// <summary>Finds everything that a child sees in one generation.</summary>
static class VisibleReading
{
    public static async Task<VisibleTitles> Of(DbConnection connection, Dialect dialect, CeilingState state, CancellationToken ct)
    {
        var decided = state.Decided();
        var facts = (await connection.QueryAsync<Fact>(new CommandDefinition(
            $"select id, kind, adult from catalog.title where id {IdList.In(dialect)}", IdList.Of(dialect, [.. decided.Keys]), cancellationToken: ct))).ToDictionary(f => f.Id);
        var titles = await ByRule(connection, state.Ceiling.Rule, ct);
        var episodes = new HashSet<long>();
        foreach (var (title, shown) in decided)
        {
            var fact = facts.GetValueOrDefault(title);
            var among = fact?.Kind == (int)TitleKind.TvEpisode ? episodes : titles;
            _ = shown && fact?.Adult != true ? among.Add(title) : among.Remove(title);
        }

        episodes.UnionWith((await Following(connection, dialect, titles, ct)).Where(episode => decided.GetValueOrDefault(episode, true)));
        return new VisibleTitles(titles, episodes);
    }

    static async Task<HashSet<long>> ByRule(DbConnection connection, CeilingRule rule, CancellationToken ct) => rule.IsEmpty ? [] :
        [.. await connection.QueryAsync<long>(new CommandDefinition($"select t.id from catalog.title t where {rule.Sql}", rule.Parameters, cancellationToken: ct))];

    /// <summary>Episodes of what is seen, also those that only a member's file knows.</summary>
    static Task<IEnumerable<long>> Following(DbConnection connection, Dialect dialect, HashSet<long> titles, CancellationToken ct) =>
        connection.QueryAsync<long>(new CommandDefinition($"""
            select e.title from catalog.episode e join catalog.title t on t.id = e.title where e.series {IdList.In(dialect)} and not t.adult
            union
            select k.id from known.title k where k.series {IdList.In(dialect)} and not k.adult
            """, IdList.Of(dialect, [.. titles]), cancellationToken: ct));

    sealed record Fact
    {
        public long Id { get; init; }

        public int Kind { get; init; }

        public bool Adult { get; init; }
    }
}
