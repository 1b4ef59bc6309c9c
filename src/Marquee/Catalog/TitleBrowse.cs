using System.Data.Common;
using Dapper;
using Marquee.Catalog.Browse;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <param name="Value">As <see cref="BrowseQuery"/> takes it.</param>
/// <param name="Count">Titles with every filter but those of the value's own facet.</param>
public sealed record FacetCount<T>(T Value, long Count);

/// <summary>By what the list can be narrowed or widened, the most frequent first; decades newest first. Only values that some title of the catalog has.</summary>
public sealed record BrowseFacets(
    IReadOnlyList<FacetCount<TitleKind>> Kinds, IReadOnlyList<FacetCount<string>> Genres, IReadOnlyList<FacetCount<int>> Decades,
    IReadOnlyList<FacetCount<string>> Countries, IReadOnlyList<FacetCount<string>> Languages);

/// <param name="Total">Titles that there would be without the filter.</param>
public sealed record BrowseRelief(BrowseFilter Filter, long Total);

/// <param name="Items">The page.</param>
/// <param name="Total">All that fit.</param>
/// <param name="Reliefs">When nothing fits: what each filter alone holds back, most first.</param>
/// <param name="Person">Of the query, by name.</param>
/// <param name="Milliseconds">What finding and counting took, without reading the facts.</param>
public sealed record BrowseAnswer(
    IReadOnlyList<TitleFacts> Items, long Total, BrowseFacets Facets, IReadOnlyList<BrowseRelief> Reliefs, PersonName? Person, double Milliseconds);

/// <summary>Titles by any combination of filters, counted and in order, in the generation that the caller reads.</summary>
public sealed class TitleBrowse(Database database, BrowseIndexes indexes, Titles titles, People people, TimeProvider time)
{
    /// <summary>How far a list can be paged; whoever goes on narrows the filters.</summary>
    public const int Deepest = 100_000;

    static readonly BrowseFacets NoFacets = new([], [], [], [], []);

    /// <exception cref="Refusal">The generation has no browse index.</exception>
    public async Task<BrowseAnswer> Find(BrowseQuery query, CancellationToken ct)
    {
        var generation = database.Generation;
        await using var connection = await database.Read(generation, ct);
        var person = query.Person is { } id ? (await people.Find(connection, [id], ct))[id] : null;
        using var lease = await Rent(generation, ct);
        if (lease?.Index is not { } index)
        {
            return new BrowseAnswer([], 0, NoFacets, [], person, 0);
        }

        var started = time.GetTimestamp();
        var sets = await Sets.Of(query, index, connection, ct);
        person = sets.ShowsPerson ? person : null;
        var found = index.Find(query, sets.Only(query), sets.Without(query), facets: true, ct);
        var reliefs = found.Total == 0 ? Reliefs(query, index, sets, ct) : [];
        var took = time.GetElapsedTime(started).TotalMilliseconds;
        var facts = await titles.Find(connection, found.Page, alsoKnown: false, ct);
        return new BrowseAnswer(
            [.. found.Page.Select(title => facts.GetValueOrDefault(title)).OfType<TitleFacts>()], found.Total, Facets(index, found.Counts), reliefs, person, took);
    }

    /// <summary>The titles alone, in order.</summary>
    /// <exception cref="Refusal">The generation has no browse index.</exception>
    public async Task<IReadOnlyList<TitleId>> Ids(BrowseQuery query, CancellationToken ct)
    {
        var generation = database.Generation;
        await using var connection = await database.Read(generation, ct);
        using var lease = await Rent(generation, ct);
        if (lease?.Index is not { } index)
        {
            return [];
        }

        var sets = await Sets.Of(query, index, connection, ct);
        return index.Find(query, sets.Only(query), sets.Without(query), facets: true, ct).Page;
    }

    /// <returns>Null for the empty catalog of a new house.</returns>
    async ValueTask<Lent<BrowseIndex>.Lease?> Rent(int generation, CancellationToken ct) =>
        await indexes.Rent(generation, ct) ?? (generation == 0 ? null : throw new Refusal("catalog.browse.notBuilt"));

    static List<BrowseRelief> Reliefs(BrowseQuery query, BrowseIndex index, Sets sets, CancellationToken ct) =>
    [
        .. from filter in query.Used()
           let less = query.Dropping(filter)
           let total = index.Find(less, sets.Only(less), sets.Without(less), facets: false, ct).Total
           where total > 0
           orderby total descending
           select new BrowseRelief(filter, total),
    ];

    static BrowseFacets Facets(BrowseIndex index, long[] counts)
    {
        var values = index.Values.Zip(counts, (value, count) => (value.Facet, value.Value, value.Text, Count: count)).ToLookup(v => v.Facet);
        return new BrowseFacets(
            [.. values[Facet.Kind].Select(v => new FacetCount<TitleKind>((TitleKind)v.Value, v.Count)).OrderByDescending(c => c.Count)],
            [.. values[Facet.Genre].Select(v => new FacetCount<string>(Genres.All[(int)v.Value], v.Count)).OrderByDescending(c => c.Count)],
            [.. values[Facet.Decade].Select(v => new FacetCount<int>((int)v.Value, v.Count)).OrderByDescending(c => c.Value)],
            Codes(values[Facet.Country].Select(v => (v.Text, v.Count))),
            Codes(values[Facet.Language].Select(v => (v.Text, v.Count))));
    }

    static List<FacetCount<string>> Codes(IEnumerable<(string Text, long Count)> values) =>
        [.. values.Select(v => new FacetCount<string>(v.Text, v.Count)).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal)];

    /// <summary>The rows of what the query names title by title.</summary>
    sealed record Sets(int[] OfPerson, int[] Listed, int[] Seen, int[]? Visible)
    {
        public static async Task<Sets> Of(BrowseQuery query, BrowseIndex index, DbConnection connection, CancellationToken ct) => new(
            query.Person is { } person ? index.RowsOf(await Credits(person, connection, ct)) : [],
            query.Only is { } only ? index.RowsOf(only) : [],
            query.Without is { } without ? index.RowsOf(without) : [],
            query.Sight.Only?.RowsIn(index));

        public int[]? Only(BrowseQuery query)
        {
            int[]?[] sets = [query.Person is null ? null : OfPerson, query.Only is null ? null : Listed, Visible];
            return sets.OfType<int[]>().Aggregate((int[]?)null, (all, set) => all is null ? set : Both(all, set));
        }

        /// <summary>Whoever made nothing that is seen is not named either.</summary>
        public bool ShowsPerson => Visible is null || Both(OfPerson, Visible).Length > 0;

        static int[] Both(int[] one, int[] other) =>
            one.Length > other.Length ? Both(other, one) : [.. one.Where(row => Array.BinarySearch(other, row) >= 0)];

        public int[] Without(BrowseQuery query) => query.Without is null ? [] : Seen;

        static async Task<IEnumerable<TitleId>> Credits(PersonId person, DbConnection connection, CancellationToken ct) =>
            (await connection.QueryAsync<long>(new CommandDefinition(
                "select title from catalog.principal where person = @person union select title from catalog.crew where person = @person",
                new { person = person.Number },
                cancellationToken: ct))).Select(id => new TitleId(id));
    }
}
