using System.Data.Common;
using Dapper;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Catalog.Ages;

/// <summary>Keeps what a source said of ages, and knows what to ask it next.</summary>
sealed class AgeStore(Database database)
{
    /// <summary>Episodes follow their series, games are no films, and adult titles are hidden from every child anyway.</summary>
    static readonly string Films = $"({string.Join(", ", Enum.GetValues<TitleKind>().Except([TitleKind.TvEpisode, TitleKind.VideoGame, TitleKind.Other]).Select(k => (int)k))})";

    /// <summary>Of titles <c>m</c>: those that were never asked about, or not for long enough.</summary>
    const string Open = """
        left join known.title_age_asked q on q.title = m.id and q.source = @source
        where (q.title is null or q.due_at <= @now) and m.id < @own and not exists (select 1 from house.title_merge r where r.redirects = m.id)
        """;

    /// <returns>
    /// In the order of need: what members have something of, then what has an age already, also under a number that was merged, so that it
    /// is never forgotten while the source answers, then the most voted films and series.
    /// </returns>
    public async Task<IReadOnlyList<AgeQuestion>> Due(string source, long now, int mostVoted, int limit, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var parameters = new { source, now, own = TitleId.FirstOwn, mostVoted, limit };
        var touched = await Query($"""
            select m.id, q.outside, coalesce(q.failures, 0) as failures
            from (select case when k.kind = {(int)TitleKind.TvEpisode} then k.series else k.id end as id, coalesce(max(k.votes), 0) as votes
              from known.title k where not k.adult and (k.kind in {Films} or k.kind = {(int)TitleKind.TvEpisode})
              group by case when k.kind = {(int)TitleKind.TvEpisode} then k.series else k.id end) m
            {Open} order by m.votes desc, m.id limit @limit
            """);
        var aged = await Query("""
            select q.title as id, q.outside, q.failures from known.title_age_asked q
            where q.source = @source and q.due_at <= @now and exists (select 1 from known.title_age a where a.title = q.title and a.source = q.source)
            order by q.due_at, q.title limit @limit
            """);
        var voted = await Query($"""
            select m.id, q.outside, coalesce(q.failures, 0) as failures
            from (select t.id, t.votes from catalog.title t where t.kind in {Films} and t.votes is not null and not t.adult order by t.votes desc, t.id limit @mostVoted) m
            {Open} order by m.votes desc, m.id limit @limit
            """);
        return [.. touched.Concat(aged).Concat(voted).DistinctBy(q => q.Title).Take(limit)];

        async Task<IEnumerable<AgeQuestion>> Query(string sql) =>
            (await connection.QueryAsync<QuestionRow>(new CommandDefinition(sql, parameters, cancellationToken: ct))).Select(row => new AgeQuestion(new TitleId(row.Id), row.Outside, row.Failures));
    }

    public async Task<int> AskedSince(string source, long at, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from known.title_age_asked where source = @source and asked_at >= @at", new { source, at }, cancellationToken: ct));
    }

    /// <summary>What an answer lacks stays as it was: a source that forgets does not let a child see more.</summary>
    public Task Keep(string source, IReadOnlyList<AgeAnswer> answers, long now, CancellationToken ct) => database.Write(Store.Known, async known =>
    {
        var changed = false;
        foreach (var answer in answers)
        {
            changed |= await Keep(known, source, answer, now);
        }

        if (changed)
        {
            await Changed(known);
        }
    }, ct);

    static async Task<bool> Keep(Writing known, string source, AgeAnswer answer, long now)
    {
        var title = answer.Question.Title.Number;
        var failures = answer.Failure is null ? 0 : answer.Question.Failures + 1;
        await known.Execute("""
            insert into known.title_age_asked (title, source, outside, asked_at, due_at, failures, failure) values (@title, @source, @Outside, @now, @due, @failures, @failure)
            on conflict (title, source) do update set outside = excluded.outside, asked_at = excluded.asked_at, due_at = excluded.due_at,
              failures = excluded.failures, failure = excluded.failure
            """, new { title, source, answer.Outside, now, due = now + AgePlan.Pause(answer, failures), failures, failure = StoredText.Write(answer.Failure) });
        var before = (await known.Query<AgeRow>("select country, age from known.title_age where title = @title and source = @source", new { title, source })).ToDictionary(row => row.Country, row => row.Age);
        foreach (var certificate in answer.Certificates)
        {
            await known.Execute("""
                insert into known.title_age (title, source, country, certificate, age, at) values (@title, @source, @Country, @Spelling, @Age, @now)
                on conflict (title, source, country) do update set certificate = excluded.certificate, age = excluded.age, at = excluded.at
                """, new { title, source, certificate.Country, certificate.Spelling, certificate.Age, now });
        }

        return answer.Certificates.Any(c => !before.TryGetValue(c.Country, out var age) || age != c.Age);
    }

    /// <summary>Deletes what the source has not said again since <paramref name="before"/>.</summary>
    /// <returns>How many certificates.</returns>
    public Task<int> Forget(string source, long before, CancellationToken ct) => database.Write(Store.Known, async known =>
    {
        var gone = await known.Execute("delete from known.title_age where source = @source and at < @before", new { source, before });
        await known.Execute("delete from known.title_age_asked where source = @source and asked_at < @before", new { source, before });
        if (gone > 0)
        {
            await Changed(known);
        }

        return gone;
    }, ct);

    /// <returns>When the oldest of them was said; null when there is none.</returns>
    public async Task<long?> Oldest(string source, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("select min(at) from known.title_age where source = @source", new { source }, cancellationToken: ct));
    }

    public async Task<AgeCounts> Counts(string source, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return new AgeCounts(
            await Count(connection, "select count(distinct title) from known.title_age where source = @source"),
            await Count(connection, "select count(*) from known.title_age_asked where source = @source"),
            await Count(connection, "select count(*) from known.title_age_asked where source = @source and failure is not null"));

        Task<int> Count(DbConnection on, string sql) => on.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { source }, cancellationToken: ct));
    }

    static Task<int> Changed(Writing known) => known.Execute("""
        insert into known.title_age_revision (one, revision) values (1, 1)
        on conflict (one) do update set revision = title_age_revision.revision + 1
        """);

    sealed record QuestionRow
    {
        public long Id { get; init; }

        public string? Outside { get; init; }

        public int Failures { get; init; }
    }

    sealed record AgeRow
    {
        public string Country { get; init; } = "";

        public int Age { get; init; }
    }
}
