using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog.Matching;

/// <summary>Reads what a batch of questions needs to know of the catalog: a few queries a thousand titles, never one each.</summary>
/// <param name="sight">What a ceiling hides of it is not there: not for a name, not for an id, and not as a rival of what is seen.</param>
sealed class MatchSources(DbConnection connection, Dialect dialect, Titles titles, Sight sight)
{
    public async Task<Dictionary<TitleId, TitleFacts>> Facts(IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        var facts = await titles.Find(connection, ids, alsoKnown: true, ct);
        return sight.Only is null ? facts : facts.Where(title => sight.Only.Has(title.Value.Id)).ToDictionary();
    }

    /// <summary>What titles are called elsewhere.</summary>
    public async Task<ILookup<long, NameWords>> Akas(IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        var rows = new List<NameRow>();
        foreach (var some in ids.Select(id => id.Number).Distinct().Chunk(IdList.Batch))
        {
            rows.AddRange(await connection.QueryAsync<NameRow>(new CommandDefinition(
                $"select title, name from catalog.aka where title {IdList.In(dialect)}", IdList.Of(dialect, some), cancellationToken: ct)));
        }

        return rows.ToLookup(row => row.Title, row => NameWords.Of(row.Name));
    }

    /// <summary>All episodes of some series, with all their names.</summary>
    public async Task<ILookup<TitleId, EpisodeOfSeries>> Episodes(IReadOnlyCollection<TitleId> series, CancellationToken ct)
    {
        var episodes = new List<EpisodeRow>();
        var names = new List<NameRow>();
        foreach (var some in series.Select(id => id.Number).Distinct().Chunk(IdList.Batch))
        {
            episodes.AddRange(await connection.QueryAsync<EpisodeRow>(new CommandDefinition($"""
                select e.title as id, e.series, e.season, e.number, t.title, t.original
                from catalog.episode e join catalog.title t on t.id = e.title where e.series {IdList.In(dialect)}
                """, IdList.Of(dialect, some), cancellationToken: ct)));
            names.AddRange(await connection.QueryAsync<NameRow>(new CommandDefinition($"""
                select a.title, a.name from catalog.episode e join catalog.aka a on a.title = e.title where e.series {IdList.In(dialect)}
                """, IdList.Of(dialect, some), cancellationToken: ct)));
        }

        var akas = names.ToLookup(name => name.Title, name => NameWords.Of(name.Name));
        return episodes.Where(episode => sight.Only?.Has(new TitleId(episode.Id)) != false).ToLookup(episode => new TitleId(episode.Series), episode => new EpisodeOfSeries(
            new TitleId(episode.Id), episode.Season, episode.Number,
            [NameWords.Of(episode.Title), .. episode.Original is { } original ? [NameWords.Of(original)] : Array.Empty<NameWords>(), .. akas[episode.Id]]));
    }

    sealed record NameRow
    {
        public long Title { get; init; }

        public string Name { get; init; } = "";
    }

    sealed record EpisodeRow
    {
        public long Id { get; init; }

        public long Series { get; init; }

        public int? Season { get; init; }

        public int? Number { get; init; }

        public string Title { get; init; } = "";

        public string? Original { get; init; }
    }
}
