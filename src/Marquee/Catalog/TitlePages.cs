using Dapper;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <param name="Category">IMDb's word: actor, actress, self, archive_footage.</param>
public sealed record CastMember(PersonId Id, string Name, IReadOnlyList<string> Characters, string Category);

/// <param name="Category">IMDb's word: composer, editor.</param>
public sealed record CrewMember(PersonId Id, string Name, string Category, string? Job);

/// <param name="Kind">IMDb's words, separated by commas: imdbDisplay, working, alternative; null when it says nothing.</param>
public sealed record AlternativeTitle(string Title, string? Region, string? Language, string? Kind, string? Attributes, bool Original);

/// <param name="Number">Null for episodes that have no season.</param>
public sealed record SeasonCount(int? Number, int Episodes);

/// <summary>All that the catalog knows of one title.</summary>
public sealed record TitlePage
{
    public required TitleFacts Facts { get; init; }

    public IReadOnlyList<PersonName> Directors { get; init; } = [];

    public IReadOnlyList<PersonName> Writers { get; init; } = [];

    public IReadOnlyList<CastMember> Cast { get; init; } = [];

    /// <summary>Everybody else; directors and writers only when they have another job as well.</summary>
    public IReadOnlyList<CrewMember> Crew { get; init; } = [];

    public IReadOnlyList<AlternativeTitle> Akas { get; init; } = [];

    /// <summary>Empty for what is no series.</summary>
    public IReadOnlyList<SeasonCount> Seasons { get; init; } = [];
}

/// <summary>Reads the page of a title: a fixed number of queries, whatever the title has, once a generation.</summary>
public sealed class TitlePages(Database database, Titles titles, MergedTitles merged, People people, CatalogCache cache)
{
    sealed record Key(int Generation, TitleId Title);

    /// <returns>Null when nobody knows the title. A number that was merged into another one gives the page of that.</returns>
    public async Task<TitlePage?> Find(TitleId id, CancellationToken ct)
    {
        var now = await merged.Current(id, ct);
        return await cache.Of(new Key(database.Generation, now), () => Read(now, ct), Bytes, ct)
            ?? (await titles.Find(now, ct) is { } kept ? new TitlePage { Facts = kept } : null);
    }

    /// <returns>Null when the catalog lacks the title.</returns>
    async Task<TitlePage?> Read(TitleId id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        if ((await titles.Find(connection, [id], alsoKnown: false, ct)).GetValueOrDefault(id) is not { } facts)
        {
            return null;
        }

        var title = id.Number;
        var crew = await Rows<CrewRow>("select role, person from catalog.crew where title = @title order by role, ordering");
        var principals = await Rows<PrincipalRow>("select person, category, job, characters from catalog.principal where title = @title order by ordering");
        var akas = await Rows<AkaRow>("select name, region, language, types, attributes, original from catalog.aka where title = @title order by ordering");
        var seasons = await Rows<SeasonRow>("select season, count(*) as episodes from catalog.episode where series = @title group by season order by season is null, season");
        var who = await people.Find(connection, [.. crew.Select(c => c.Person).Concat(principals.Select(p => p.Person)).Select(p => new PersonId(p))], ct);
        return new TitlePage
        {
            Facts = facts,
            Directors = Credited(CrewRole.Director, crew, principals, who),
            Writers = Credited(CrewRole.Writer, crew, principals, who),
            Cast = [.. principals.Where(p => IsCast(p.Category)).Select(p =>
                new CastMember(new PersonId(p.Person), who[new PersonId(p.Person)].Name, Characters.Parse(p.Characters), p.Category))],
            Crew = [.. principals.Where(p => !IsCast(p.Category) && p.Category is not ("director" or "writer")).Select(p =>
                new CrewMember(new PersonId(p.Person), who[new PersonId(p.Person)].Name, p.Category, p.Job))],
            Akas = [.. akas.Select(a => new AlternativeTitle(a.Name, a.Region, a.Language, Words(a.Types), Words(a.Attributes), a.Original))],
            Seasons = [.. seasons.Select(s => new SeasonCount(s.Season, (int)s.Episodes))],
        };

        async Task<List<T>> Rows<T>(string sql) =>
            (await connection.QueryAsync<T>(new CommandDefinition(sql, new { title }, cancellationToken: ct))).AsList();
    }

    /// <summary>About what it takes in memory.</summary>
    static long Bytes(TitlePage? page) => page is null
        ? 0
        : 600 + (100 * (page.Directors.Count + page.Writers.Count)) + (250 * (page.Cast.Count + page.Crew.Count)) + (250 * page.Akas.Count) + (40 * page.Seasons.Count);

    internal static bool IsCast(string category) => category is "actor" or "actress" or "self" or "archive_footage" or "archive_sound";

    /// <summary>From title.crew; from the principals when that file was not imported.</summary>
    static List<PersonName> Credited(CrewRole role, List<CrewRow> crew, List<PrincipalRow> principals, Dictionary<PersonId, PersonName> who)
    {
        var listed = crew.Where(c => c.Role == (int)role).Select(c => c.Person).ToList();
        if (listed.Count == 0)
        {
            var category = role == CrewRole.Director ? "director" : "writer";
            listed = [.. principals.Where(p => p.Category == category).Select(p => p.Person).Distinct()];
        }

        return [.. listed.Select(person => who[new PersonId(person)])];
    }

    static string? Words(string? separated) => separated?.Replace("\u0002", ", ", StringComparison.Ordinal);

    sealed record CrewRow
    {
        public int Role { get; init; }

        public long Person { get; init; }
    }

    sealed record PrincipalRow
    {
        public long Person { get; init; }

        public string Category { get; init; } = "";

        public string? Job { get; init; }

        public string? Characters { get; init; }
    }

    sealed record AkaRow
    {
        public string Name { get; init; } = "";

        public string? Region { get; init; }

        public string? Language { get; init; }

        public string? Types { get; init; }

        public string? Attributes { get; init; }

        public bool Original { get; init; }
    }

    sealed record SeasonRow
    {
        public int? Season { get; init; }

        public long Episodes { get; init; }
    }
}
