using System.Net;
using Dapper;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Households;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Tests.Watching;
using Marquee.Watching;

namespace Marquee.Tests.Access;

/// <summary>Who is removed leaves nothing of theirs behind, in whatever table.</summary>
public sealed class MemberRemovalTests
{
    /// <summary>Rows that say which host decided something for the whole house; the number alone is nobody's any more.</summary>
    static readonly string[] OfTheHouse = ["house.title_merge", "house.merge_proposal"];

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task No_table_keeps_a_row_and_no_fact_a_word(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddJournal().AddJobs().AddAccess().AddHouseholds().AddCatalog().AddWatching().AddAcquisition());
        var database = house.Database;
        await FilledHouse.Fill(database, 12, (table, column, row) => column is "member" or "made_by" && table.Key is not ["member"] ? (row % 2) + 2 : null);
        await Ended(database);
        var members = house.Get<Members>();
        Assert.NotNull(await members.Find(2, CancellationToken.None));
        var (before, others) = (await Counts(database, 2), await Counts(database, 3));
        Assert.All(before, c => Assert.True(c.Value > 0, $"{c.Key} was not filled for the test"));
        Assert.True(before.Count >= 14, $"{before.Count} tables");

        await Hosts(database, 1);
        Assert.Equal(MemberChange.Done, await house.Get<MemberRemoval>().Remove(2, CancellationToken.None));
        Assert.Null(await members.Find(2, CancellationToken.None));
        var left = await Counts(database, 2);
        Assert.Equal(["house.fact"], left.Where(c => c.Value > 0 && !OfTheHouse.Contains(c.Key)).Select(c => c.Key));
        await using var connection = await database.Read(CancellationToken.None);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from house.fact where member = 2 and not (erased and title is null and before is null and after is null)"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from house.list_entry where list not in (select id from house.list)"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from house.import_row where import not in (select id from house.import)"));
        Assert.All(others, c => Assert.True(c.Value > 0, $"{c.Key} was not filled for the test"));
        Assert.Equal(others, await Counts(database, 3));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Taking_a_merge_back_brings_nothing_of_theirs_back(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        await house.Get<Watches>().Add(house.Ivo, WatchingHouse.Lamp, null, CancellationToken.None);
        await house.Get<Watches>().Add(house.Ivo, WatchingHouse.Door, null, CancellationToken.None);
        await house.Get<TitleMerges>().Merge(house.Ada, WatchingHouse.Lamp, WatchingHouse.Door, CancellationToken.None);
        await using var connection = await house.House.Database.Read(CancellationToken.None);
        const string parts = "select kept from house.title_merge_part";
        Assert.Contains($"\"Member\":{house.Ivo.Member}", await connection.ExecuteScalarAsync<string>(parts), StringComparison.Ordinal);
        await Hosts(house.House.Database, house.Ada.Member);
        Assert.Equal(MemberChange.Done, await house.Get<MemberRemoval>().Remove(house.Ivo.Member, CancellationToken.None));
        Assert.DoesNotContain($"\"Member\":{house.Ivo.Member}", await connection.ExecuteScalarAsync<string>(parts), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_is_removed_while_work_of_theirs_goes_on(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        await Hosts(house.House.Database, house.Ada.Member);
        await house.House.Database.Write(Store.Jobs, w => w.Execute("""
            insert into jobs.run (name, title, member, arguments, state, queued_at, changed_at) values ('x', 'x', @Member, '{}', 'running', 1, 1)
            """, new { house.Ivo.Member }), CancellationToken.None);
        await Assert.ThrowsAsync<Refusal>(() => house.Get<MemberRemoval>().Remove(house.Ivo.Member, CancellationToken.None));
        Assert.NotNull(await house.Get<Members>().Find(house.Ivo.Member, CancellationToken.None));
    }

    [Fact]
    public async Task A_host_names_the_member_twice_and_the_last_host_stays()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await site.SignedIn("Ada");
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.Conflict, await host.Status(HttpMethod.Delete, "/api/v1/members/1?name=host"));
        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Delete, "/api/v1/members/2"));
        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Delete, "/api/v1/members/2?name=eve"));
        Assert.Equal(HttpStatusCode.Forbidden, await ada.Status(HttpMethod.Delete, "/api/v1/members/2?name=ada"));
        Assert.Equal(HttpStatusCode.NoContent, await host.Status(HttpMethod.Delete, "/api/v1/members/2?name=ada"));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Delete, "/api/v1/members/2?name=ada"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ada.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.NotEqual(2, (await site.Get<Members>().Make("Ada", Role.Member, CancellationToken.None))!.Id); // what was blanked is not hers
    }

    static async Task<SortedDictionary<string, long>> Counts(Database database, long member)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await using var connection = await database.Read(CancellationToken.None);
        foreach (var table in (await FilledHouse.Tables(database)).Where(t => t.Columns.Any(c => c.Name == "member")))
        {
            counts[table.FullName] = await connection.ExecuteScalarAsync<long>($"select count(*) from {table.FullName} where member = {member}");
        }

        return counts;
    }

    static Task<int> Hosts(Database database, long member) => database.Write(Store.House, w => w.Execute("update house.member set role = 'host', disabled = @no where id = @member", new { member, no = false }), CancellationToken.None);

    /// <summary>What the filling made up is no work that goes on, nor what a room has kept of a merge.</summary>
    static async Task Ended(Database database)
    {
        await database.Write(Store.Jobs, w => w.Execute("update jobs.run set state = 'done'"), CancellationToken.None);
        await database.Write(Store.House, w => w.Execute("delete from house.title_merge_part"), CancellationToken.None);
        await database.Write(Store.House, w => w.Execute("update house.fact set erased = @no", new { no = false }), CancellationToken.None);
    }
}
