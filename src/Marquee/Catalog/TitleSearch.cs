using Marquee.Catalog.Search;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <param name="Score">Above 0, up to 1; comparable within one answer only.</param>
public sealed record FoundTitle(TitleFacts Title, double Score);

/// <param name="Milliseconds">What finding took, without reading the facts.</param>
public sealed record SearchAnswer(string Query, IReadOnlyList<FoundTitle> Hits, double Milliseconds);

/// <summary>
/// Finds titles by any of their names, an id, a link, or an episode number, in the generation that the caller reads; titles
/// that only a member's file knows are found among them.
/// </summary>
public sealed class TitleSearch(Database database, SearchIndexes indexes, KnownSearch known, Titles titles, CatalogCache cache, CatalogMeter meter, TimeProvider time)
{
    /// <param name="Kinds">Their numbers in order.</param>
    sealed record Key(int Generation, string Text, string Kinds, int Limit, bool Adult, bool WhileTyping);

    public const int Most = 1000;

    /// <param name="kinds">Null or empty for every kind.</param>
    /// <param name="limit">Brought into 1 to <see cref="Most"/>.</param>
    public Task<SearchAnswer> Search(string text, IReadOnlyCollection<TitleKind>? kinds, int limit, bool includeAdult, CancellationToken ct) =>
        Find(text, kinds, limit, includeAdult, whileTyping: false, ct);

    /// <summary>The same for text that is still being typed: the last word may be only a beginning.</summary>
    public Task<SearchAnswer> Suggest(string text, IReadOnlyCollection<TitleKind>? kinds, int limit, bool includeAdult, CancellationToken ct) =>
        Find(text, kinds, limit, includeAdult, whileTyping: true, ct);

    async Task<SearchAnswer> Find(string text, IReadOnlyCollection<TitleKind>? kinds, int limit, bool includeAdult, bool whileTyping, CancellationToken ct)
    {
        var query = new SearchQuery
        {
            Text = text,
            Limit = Math.Clamp(limit, 1, Most),
            Kinds = kinds is { Count: > 0 } ? kinds.ToHashSet() : null,
            IncludeAdult = includeAdult,
        };
        var started = time.GetTimestamp();
        var generation = database.Generation;
        var hits = (await InCatalog(query, generation, whileTyping, ct)).Concat(await known.Search(query, whileTyping, ct))
            .OrderByDescending(hit => hit.Score)
            .DistinctBy(hit => hit.TitleId)
            .Take(query.Limit)
            .ToList();
        var took = time.GetElapsedTime(started);
        meter.Searched(took, whileTyping);
        await using var connection = await database.Read(generation, ct);
        var facts = await titles.Find(connection, [.. hits.Select(hit => new TitleId(hit.TitleId))], alsoKnown: true, ct);
        return new SearchAnswer(
            text,
            [.. (from hit in hits let found = facts.GetValueOrDefault(new TitleId(hit.TitleId)) where found is not null select new FoundTitle(found, hit.Score)).DistinctBy(f => f.Title.Id)],
            took.TotalMilliseconds);
    }

    ValueTask<IReadOnlyList<SearchHit>> InCatalog(SearchQuery query, int generation, bool whileTyping, CancellationToken ct)
    {
        var kinds = query.Kinds is null ? "" : string.Join(',', query.Kinds.Select(kind => (int)kind).Order());
        return cache.Of(
            new Key(generation, query.Text, kinds, query.Limit, query.IncludeAdult, whileTyping), () => Look(query, generation, whileTyping, ct),
            hits => (2L * query.Text.Length) + (200L * hits.Count), ct);
    }

    async Task<IReadOnlyList<SearchHit>> Look(SearchQuery query, int generation, bool whileTyping, CancellationToken ct)
    {
        using var lease = await indexes.Rent(generation, ct);
        return lease is null ? [] : whileTyping ? lease.Index.Suggest(query, ct) : lease.Index.Search(query, ct);
    }
}
