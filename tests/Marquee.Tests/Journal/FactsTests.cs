using System.Data.Common;
using Dapper;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Tests.Journal;

public sealed class FactsTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static CancellationToken None => CancellationToken.None;

    static FactDraft Rated(long member, long title, int rating) => new()
    {
        Member = member,
        Kind = "rating.set",
        Title = title,
        After = $$"""{"rating":{{rating}}}""",
        Origin = "page",
    };

    static Task<TestHouse> Open(Engine engine) => TestHouse.Open(engine, s => s.AddJournal());

    static Task<long> Write(TestHouse house, FactDraft fact) => house.Database.Write(Store.House, w => house.Get<Facts>().Write(w, fact), None);

    [Theory, MemberData(nameof(Engines))]
    public async Task A_fact_is_read_back_as_it_was_written(Engine engine)
    {
        await using var house = await Open(engine);
        var draft = Rated(4, 111161, 9) with { Before = """{"rating":7}""", Origin = "import", OriginId = 12, Undoes = 3 };
        var fact = (await house.Get<Facts>().Find(await Write(house, draft), None))!;
        Assert.Equal(draft, new FactDraft
        {
            Member = fact.Member,
            Kind = fact.Kind,
            Title = fact.Title,
            Before = fact.Before,
            After = fact.After,
            Origin = fact.Origin,
            OriginId = fact.OriginId,
            Undoes = fact.Undoes,
        });
        Assert.Null(fact.UndoneBy);
        Assert.InRange(TimeProvider.System.GetUtcNow() - fact.At, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_fact_goes_with_the_change_that_is_rolled_back(Engine engine)
    {
        await using var house = await Open(engine);
        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Database.Write(Store.House, async w =>
        {
            await house.Get<Facts>().Write(w, Rated(1, 2, 3));
            throw new InvalidOperationException("on purpose");
        }, None));
        Assert.Empty(await house.Get<Facts>().After(0, 10, None));
    }

    [Fact]
    public async Task A_fact_belongs_into_a_transaction_of_the_house()
    {
        await using var house = await Open(Engine.Sqlite);
        await Assert.ThrowsAsync<ArgumentException>(() => house.Database.Write(Store.Known, w => house.Get<Facts>().Write(w, Rated(1, 2, 3)), None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pages_go_back_in_time_for_one_member_or_all(Engine engine)
    {
        await using var house = await Open(engine);
        var facts = house.Get<Facts>();
        var ids = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await Write(house, Rated(member: 1 + i % 2, title: i, rating: 5)));
        }

        Assert.Equal([ids[5], ids[4], ids[3]], (await facts.Page(null, null, 3, None)).Select(f => f.Id));
        Assert.Equal([ids[2], ids[1], ids[0]], (await facts.Page(null, ids[3], 3, None)).Select(f => f.Id));
        Assert.Equal([ids[4], ids[2]], (await facts.Page(1, null, 2, None)).Select(f => f.Id));
        Assert.Equal([ids[0]], (await facts.Page(1, ids[2], 2, None)).Select(f => f.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pages_come_from_an_index_without_sorting(Engine engine)
    {
        await using var house = await Open(engine);
        await using var connection = await house.Database.Read(None);
        foreach (var (member, before) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            var plan = await Plan(connection, engine, Facts.PageSql(member, before).Replace("@member", "1", StringComparison.Ordinal).Replace("@before", "9", StringComparison.Ordinal).Replace("@limit", "5", StringComparison.Ordinal));
            Assert.DoesNotContain("sort", plan, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("temp b-tree", plan, StringComparison.OrdinalIgnoreCase);
            Assert.True(!member || plan.Contains("fact_of_member", StringComparison.Ordinal), plan);
        }
    }

    static async Task<string> Plan(DbConnection connection, Engine engine, string sql)
    {
        if (engine == Engine.Sqlite)
        {
            return string.Join('\n', (await connection.QueryAsync("explain query plan " + sql)).Select(row => (string)row.detail));
        }

        await connection.ExecuteAsync("set enable_seqscan = off; set enable_bitmapscan = off");
        return string.Join('\n', await connection.QueryAsync<string>("explain " + sql));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_change_is_taken_back_once(Engine engine)
    {
        await using var house = await Open(engine);
        var facts = house.Get<Facts>();
        var first = await Write(house, Rated(1, 2, 3));
        var by = await house.Database.Write(Store.House, async w =>
        {
            var id = await facts.Write(w, Rated(1, 2, 5) with { Undoes = first });
            await facts.MarkUndone(w, first, id);
            return id;
        }, None);
        Assert.Equal(by, (await facts.Find(first, None))!.UndoneBy);
        await Assert.ThrowsAsync<Refusal>(() => house.Database.Write(Store.House, w => facts.MarkUndone(w, first, 99), None));
        Assert.Equal(by, (await facts.Find(first, None))!.UndoneBy);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_member_who_leaves_leaves_no_content(Engine engine)
    {
        await using var house = await Open(engine);
        var facts = house.Get<Facts>();
        var gone = await Write(house, Rated(1, 2, 3) with { Before = "{}", OriginId = 8 });
        var stays = await Write(house, Rated(2, 2, 3));
        await house.Database.Write(Store.House, w => facts.Erase(w, 1), None);
        var fact = (await facts.Find(gone, None))!;
        Assert.Equal((null, null, null, null, true), (fact.Title, fact.Before, fact.After, fact.OriginId, fact.Erased));
        Assert.Equal(2, (await facts.Find(stays, None))!.Title);
        await Assert.ThrowsAsync<Refusal>(() => house.Database.Write(Store.House, w => facts.MarkUndone(w, gone, 99), None));
        Assert.Equal([gone, stays], (await facts.After(0, 10, None)).Select(f => f.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_cursor_starts_at_nothing_and_never_goes_back(Engine engine)
    {
        await using var house = await Open(engine);
        var facts = house.Get<Facts>();
        Assert.Equal(0, await facts.Cursor("audit", None));
        await facts.Advance("audit", 5, None);
        await facts.Advance("audit", 3, None);
        Assert.Equal(5, await facts.Cursor("audit", None));
        Assert.Equal(0, await facts.Cursor("sync", None));
    }

    /// <summary>
    /// Two transactions overlap, and the one that began later commits first. A reader looks in between. Numbers drawn without a
    /// lock lose a row for ever; facts do not.
    /// </summary>
    [Fact]
    public async Task A_reader_never_skips_a_fact_that_commits_late()
    {
        await using var house = await Open(Engine.Postgres);
        await using (var connection = await house.Database.Read(None))
        {
            await connection.ExecuteAsync("create table house.plain (id bigserial primary key, word text not null)");
        }

        Assert.Equal(["early"], await ReadWhileTheFirstIsLate(house, Plain, async cursor =>
        {
            await using var connection = await house.Database.Read(None);
            return [.. (await connection.QueryAsync<(long, string)>("select id, word from house.plain where id > @cursor order by id", new { cursor }))];
        }));
        Assert.Equal(["late", "early"], await ReadWhileTheFirstIsLate(house, AsFact, async cursor =>
            [.. (await house.Get<Facts>().After(cursor, 10, None)).Select(f => (f.Id, f.Kind))]));

        Task Plain(Writing w, string word) => w.Execute("insert into house.plain (word) values (@word)", new { word });
        Task AsFact(Writing w, string word) => house.Get<Facts>().Write(w, Rated(1, 2, 3) with { Kind = word });
    }

    /// <returns>The words that a reader with a cursor has seen when all is over.</returns>
    static async Task<List<string>> ReadWhileTheFirstIsLate(TestHouse house, Func<Writing, string, Task> write, Func<long, Task<IReadOnlyList<(long Id, string Word)>>> after)
    {
        var seen = new List<string>();
        var cursor = 0L;
        var numbered = new TaskCompletionSource();
        var mayCommit = new TaskCompletionSource();
        var late = house.Database.Write(Store.House, async w =>
        {
            await write(w, "late");
            numbered.SetResult();
            await mayCommit.Task;
        }, None);
        await numbered.Task;
        var early = house.Database.Write(Store.House, w => write(w, "early"), None);
        await Task.WhenAny(early, Task.Delay(1000));
        await Look();
        mayCommit.SetResult();
        await Task.WhenAll(late, early);
        await Look();
        return seen;

        async Task Look()
        {
            foreach (var (id, word) in await after(cursor))
            {
                seen.Add(word);
                cursor = id;
            }
        }
    }
}
