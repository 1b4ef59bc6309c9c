using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What somebody did for a title, as far as taste goes.</summary>
public enum CreditRole
{
    Director = 1,
    Writer = 2,

    /// <summary>One of the leading parts.</summary>
    Actor = 3,
}

public sealed record Credit(TitleId Title, PersonId Person, CreditRole Role);

/// <summary>The few facts of a title that choosing needs.</summary>
public sealed record Candidate
{
    public TitleId Id { get; init; }

    public TitleKind Kind { get; init; }

    public int? Year { get; init; }

    /// <summary>Minutes.</summary>
    public int? Runtime { get; init; }

    public Genres Genres { get; init; }

    public bool Adult { get; init; }

    /// <summary>IMDb's mean, 1 to 10.</summary>
    public double? Rating { get; init; }

    public int? Votes { get; init; }
}

/// <summary>What a candidate must fit; null asks for nothing.</summary>
public sealed record CandidateFilter
{
    public int? MaxRuntime { get; init; }

    public Genres Genres { get; init; }

    /// <summary>Its first year: 1990.</summary>
    public int? Decade { get; init; }

    public bool IsEmpty => MaxRuntime is null && Genres.IsEmpty && Decade is null;

    /// <summary>A title whose runtime or year is unknown fits no limit.</summary>
    public bool Fits(Candidate candidate) =>
        (MaxRuntime is null || candidate.Runtime <= MaxRuntime)
        && candidate.Genres.Has(Genres)
        && (Decade is null || (candidate.Year >= Decade && candidate.Year < Decade + 10));
}

/// <summary>Titles to choose from, and what connects them: people and countries. A handful of queries for thousands of titles.</summary>
public sealed class Candidates(Database database)
{
    const int Batch = 500;
    const int LeadingParts = 4;

    const string Columns = "t.id, t.kind, t.year, t.runtime, t.genres, t.adult, t.rating, t.votes";

    /// <summary>The titles of a kind with the most votes; none where IMDb's ratings were not imported.</summary>
    public async Task<IReadOnlyList<Candidate>> MostVoted(TitleKind kind, CandidateFilter filter, Sight sight, int limit, CancellationToken ct) =>
        await Query($"""
            select {Columns} from catalog.title t
            where t.kind = @kind and t.votes is not null and t.rating is not null
            {(filter.MaxRuntime is null ? "" : "and t.runtime <= @runtime")}
            {(filter.Genres.IsEmpty ? "" : "and (t.genres & @genres) = @genres")}
            {(filter.Decade is null ? "" : "and t.year >= @decade and t.year < @decade + 10")}
            {sight.And(database.Dialect)}
            order by t.votes desc limit @limit
            """, sight.With(database.Dialect, new { kind = (int)kind, runtime = filter.MaxRuntime, genres = filter.Genres.Bits, decade = filter.Decade, limit }), ct);

    /// <summary>
    /// Titles of any kind whether they have votes or not, for catalogs without votes: all of a small catalog, else stretches of
    /// a large one, chosen by the seed.
    /// </summary>
    public async Task<IReadOnlyList<Candidate>> Any(TitleKind kind, Sight sight, int limit, int seed, CancellationToken ct)
    {
        var seen = sight.And(database.Dialect);
        var all = await Query(
            $"select {Columns} from catalog.title t where t.kind = @kind {seen} order by t.id limit @limit",
            sight.With(database.Dialect, new { kind = (int)kind, limit = limit + 1 }), ct);
        if (all.Count <= limit)
        {
            return all;
        }

        const int stretches = 20;
        await using var connection = await database.Read(ct);
        var highest = await connection.ExecuteScalarAsync<long>(new CommandDefinition("select max(id) from catalog.title where id < @own", new { own = TitleId.FirstOwn }, cancellationToken: ct));
        var found = new Dictionary<TitleId, Candidate>();
        var random = new Random(seed);
        for (var i = 0; i < stretches; i++)
        {
            foreach (var row in await connection.QueryAsync<CandidateRow>(new CommandDefinition(
                $"select {Columns} from catalog.title t where t.id >= @from and t.kind = @kind {seen} order by t.id limit @limit",
                sight.With(database.Dialect, new { from = random.NextInt64(highest), kind = (int)kind, limit = limit / stretches }), cancellationToken: ct)))
            {
                found[new TitleId(row.Id)] = row.Candidate();
            }
        }

        return [.. found.Values];
    }

    /// <returns>Those of the ids that the catalog has.</returns>
    public Task<IReadOnlyList<Candidate>> Of(IReadOnlyCollection<TitleId> ids, CancellationToken ct) => InBatches(
        ids.Select(id => id.Number), $"select {Columns} from catalog.title t where t.id {IdList.In(database.Dialect)}", (CandidateRow row) => row.Candidate(), ct);

    /// <summary>Directors, writers and leading actors of titles.</summary>
    public async Task<IReadOnlyList<Credit>> Credits(IReadOnlyCollection<TitleId> titles, CancellationToken ct)
    {
        var crew = await InBatches(titles.Select(t => t.Number), $"""
            select c.title as Title, c.person as Person, c.role as Role from catalog.crew c where c.title {IdList.In(database.Dialect)} and c.ordering <= 5
            """, (CreditRow row) => row.Credit(), ct);
        var cast = await InBatches(titles.Select(t => t.Number), $"""
            select Title, Person, 3 as Role from (
              select p.title as Title, p.person as Person, row_number() over (partition by p.title order by p.ordering) as part
              from catalog.principal p where p.title {IdList.In(database.Dialect)} and p.category in ('actor', 'actress')) parts
            where part <= {LeadingParts}
            """, (CreditRow row) => row.Credit(), ct);
        return [.. crew, .. cast];
    }

    /// <summary>Titles that these people directed, wrote or played a leading part in.</summary>
    /// <param name="each">How many of one person and role at most.</param>
    public async Task<IReadOnlyList<TitleId>> By(IReadOnlyCollection<PersonId> people, int each, CancellationToken ct)
    {
        var found = new HashSet<TitleId>();
        await using var connection = await database.Read(ct);
        foreach (var person in people)
        {
            found.UnionWith((await connection.QueryAsync<long>(new CommandDefinition("""
                select title from (select c.title as title from catalog.crew c where c.person = @person limit @each) made
                union
                select title from (select p.title as title from catalog.principal p
                  where p.person = @person and p.category in ('actor', 'actress') and p.ordering <= 5 limit @each) played
                """, new { person = person.Number, each }, cancellationToken: ct))).Select(id => new TitleId(id)));
        }

        return [.. found];
    }

    /// <returns>ISO 3166 codes by title, where it comes from first; titles without a known country are left out.</returns>
    public async Task<ILookup<TitleId, string>> Countries(IReadOnlyCollection<TitleId> titles, CancellationToken ct) => (await InBatches(
        titles.Select(t => t.Number), $"select title as Title, country as Country from catalog.country where title {IdList.In(database.Dialect)} order by title, position, country", (CountryRow row) => row, ct))
        .ToLookup(row => new TitleId(row.Title), row => row.Country);

    /// <returns>C of <see cref="WeightedRating"/>, by kind; kinds without votes are left out.</returns>
    public async Task<IReadOnlyDictionary<TitleKind, double>> MeanVotes(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<MeanRow>(new CommandDefinition(
            "select kind as Kind, cast(sum(weighted) as double precision) / sum(votes) / 10 as Mean from catalog.tally where not adult group by kind having sum(votes) > 0",
            cancellationToken: ct));
        return rows.ToDictionary(row => (TitleKind)row.Kind, row => row.Mean);
    }

    async Task<IReadOnlyList<Candidate>> Query(string sql, object parameters, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return [.. (await connection.QueryAsync<CandidateRow>(new CommandDefinition(sql, parameters, cancellationToken: ct))).Select(row => row.Candidate())];
    }

    async Task<IReadOnlyList<T>> InBatches<TRow, T>(IEnumerable<long> ids, string sql, Func<TRow, T> make, CancellationToken ct)
    {
        var all = new List<T>();
        await using DbConnection connection = await database.Read(ct);
        foreach (var some in ids.Distinct().Chunk(Batch))
        {
            all.AddRange((await connection.QueryAsync<TRow>(new CommandDefinition(sql, IdList.Of(database.Dialect, some), cancellationToken: ct))).Select(make));
        }

        return all;
    }

    sealed record CandidateRow
    {
        public long Id { get; init; }

        public int Kind { get; init; }

        public int? Year { get; init; }

        public int? Runtime { get; init; }

        public long Genres { get; init; }

        public bool Adult { get; init; }

        public int? Rating { get; init; }

        public int? Votes { get; init; }

        public Candidate Candidate() => new()
        {
            Id = new TitleId(Id),
            Kind = (TitleKind)Kind,
            Year = Year,
            Runtime = Runtime,
            Genres = new Genres(Genres),
            Adult = Adult,
            Rating = Rating / 10.0,
            Votes = Votes,
        };
    }

    sealed record CreditRow
    {
        public long Title { get; init; }

        public long Person { get; init; }

        public int Role { get; init; }

        public Credit Credit() => new(new TitleId(Title), new PersonId(Person), (CreditRole)Role);
    }

    sealed record CountryRow
    {
        public long Title { get; init; }

        public string Country { get; init; } = "";
    }

    sealed record MeanRow
    {
        public int Kind { get; init; }

        public double Mean { get; init; }
    }
}
