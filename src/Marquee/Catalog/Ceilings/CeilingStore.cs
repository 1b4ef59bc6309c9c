using System.Data.Common;
using System.Globalization;
using Dapper;
using Marquee.Catalog.Ages;
using Marquee.Storage;

namespace Marquee.Catalog.Ceilings;

/// <summary>What hosts said about children and titles, beside what sources say of ages. Every change raises the revision in its transaction.</summary>
static class CeilingStore
{
    /// <returns>0 before the first change.</returns>
    public static Task<long> Revision(DbConnection connection, CancellationToken ct) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select (select coalesce(max(revision), 0) from house.ceiling_revision) + {SourceAges.Revision}", cancellationToken: ct));

    /// <returns>Those whom a host has given a ceiling.</returns>
    public static async Task<IReadOnlyList<long>> Children(DbConnection connection, CancellationToken ct) =>
        [.. await connection.QueryAsync<long>(new CommandDefinition("select member from house.ceiling order by member", cancellationToken: ct))];

    public static async Task<CeilingState> State(DbConnection connection, long member, CancellationToken ct) => new(
        await Find(connection, member, ct) ?? Ceiling.Lowest, await Titles(connection, member, ct), await Ages(connection, ct));

    /// <returns>The latest first.</returns>
    public static async Task<IReadOnlyList<CeilingTitle>> Titles(DbConnection connection, long member, CancellationToken ct) =>
    [
        .. (await connection.QueryAsync<TitleRow>(new CommandDefinition(
            "select title, allowed from house.ceiling_title where member = @member order by set_at desc, title", new { member }, cancellationToken: ct)))
            .Select(row => new CeilingTitle(new TitleId(row.Title), row.Allowed)),
    ];

    /// <summary>A host's word counts before a source's.</summary>
    static async Task<IReadOnlyList<AgeRating>> Ages(DbConnection connection, CancellationToken ct)
    {
        var said = (await connection.QueryAsync<AgeRow>(new CommandDefinition("select title, age from house.age_rating", cancellationToken: ct)))
            .Select(row => new AgeRating(new TitleId(row.Title), row.Age)).ToList();
        return [.. said.Concat(await SourceAges.All(connection, ct)).DistinctBy(age => age.Title)];
    }

    public static async Task<Ceiling?> Find(DbConnection connection, long member, CancellationToken ct) =>
        (await connection.QueryFirstOrDefaultAsync<CeilingRow>(new CommandDefinition("""
            select age, genres, kinds, from_year as FromYear, before_year as BeforeYear, min_votes as MinVotes, min_rating as MinRating, without_genres as Without
            from house.ceiling where member = @member
            """, new { member }, cancellationToken: ct)))?.Ceiling();

    public static Task Set(Writing house, long member, Ceiling ceiling, long at) => house.Execute("""
        insert into house.ceiling (member, age, genres, kinds, from_year, before_year, min_votes, min_rating, without_genres, set_at)
        values (@member, @age, @genres, @kinds, @from, @before, @votes, @rating, @without, @at)
        on conflict (member) do update set age = excluded.age, genres = excluded.genres, kinds = excluded.kinds, from_year = excluded.from_year,
          before_year = excluded.before_year, min_votes = excluded.min_votes, min_rating = excluded.min_rating,
          without_genres = excluded.without_genres, set_at = excluded.set_at
        """, new
    {
        member,
        age = ceiling.Age,
        genres = ceiling.Rule.Genres.Bits,
        kinds = string.Join(',', ceiling.Rule.Kinds.Distinct().Select(kind => ((int)kind).ToString(CultureInfo.InvariantCulture))),
        from = ceiling.Rule.FromYear,
        before = ceiling.Rule.BeforeYear,
        votes = ceiling.Rule.MinVotes,
        rating = ceiling.Rule.MinRating,
        without = ceiling.Without.Bits,
        at,
    });

    /// <param name="allowed">Null takes back what was said.</param>
    public static Task SetTitle(Writing house, long member, TitleId title, bool? allowed, long at) => allowed is { } said
        ? house.Execute("""
            insert into house.ceiling_title (member, title, allowed, set_at) values (@member, @title, @said, @at)
            on conflict (member, title) do update set allowed = excluded.allowed, set_at = excluded.set_at
            """, new { member, title = title.Number, said, at })
        : house.Execute("delete from house.ceiling_title where member = @member and title = @title", new { member, title = title.Number });

    public static Task<int?> Age(DbConnection connection, TitleId title, CancellationToken ct) =>
        connection.ExecuteScalarAsync<int?>(new CommandDefinition("select age from house.age_rating where title = @title", new { title = title.Number }, cancellationToken: ct));

    public static Task<int?> Age(Writing house, TitleId title) =>
        house.First<int?>("select age from house.age_rating where title = @title", new { title = title.Number });

    /// <param name="age">Null takes the rating away.</param>
    public static Task SetAge(Writing house, TitleId title, int? age, long by, long at) => age is null
        ? house.Execute("delete from house.age_rating where title = @title", new { title = title.Number })
        : house.Execute("""
            insert into house.age_rating (title, age, set_by, set_at) values (@title, @age, @by, @at)
            on conflict (title) do update set age = excluded.age, set_by = excluded.set_by, set_at = excluded.set_at
            """, new { title = title.Number, age, by, at });

    public static Task Changed(Writing house) => house.Execute("""
        insert into house.ceiling_revision (one, revision) values (1, 1)
        on conflict (one) do update set revision = ceiling_revision.revision + 1
        """);

    sealed record TitleRow
    {
        public long Title { get; init; }

        public bool Allowed { get; init; }
    }

    sealed record AgeRow
    {
        public long Title { get; init; }

        public int Age { get; init; }
    }

    sealed record CeilingRow
    {
        public int Age { get; init; }

        public long Genres { get; init; }

        public string Kinds { get; init; } = "";

        public int? FromYear { get; init; }

        public int? BeforeYear { get; init; }

        public int? MinVotes { get; init; }

        public int? MinRating { get; init; }

        public long Without { get; init; }

        public Ceiling Ceiling() => new(Age, new CeilingRule
        {
            Genres = new Genres(Genres),
            Kinds = [.. Kinds.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(kind => (TitleKind)int.Parse(kind, CultureInfo.InvariantCulture))],
            FromYear = FromYear,
            BeforeYear = BeforeYear,
            MinVotes = MinVotes,
            MinRating = MinRating,
        }, new Genres(Without));
    }
}
