using System.Net;
using Dapper;
using Marquee.Access;
using Marquee.Storage;
using Microsoft.AspNetCore.Builder;

namespace Marquee.Tests.Access;

/// <summary>S9: keys are hashed, named, scoped, end, and never exceed their member.</summary>
public sealed class ApiKeyTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static (string, string) Bearer(string key) => ("Authorization", "Bearer " + key);

    [Theory, MemberData(nameof(Engines))]
    public async Task A_key_is_shown_once_works_in_both_headers_and_is_listed_without_itself(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        using var browser = await site.SignedIn("ada");
        using var made = await browser.Send(HttpMethod.Post, "/api/v1/keys", new { name = "television", scopes = new[] { "write", "read" }, days = 90 });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var key = (await Browser.Body(made)).GetProperty("key").GetString()!;
        Assert.StartsWith("mq_", key, StringComparison.Ordinal);

        using var program = site.Open();
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Get, "/api/v1/session", null, Bearer(key)));
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Get, "/api/v1/session", null, ("X-Api-Key", key)));
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Put, "/api/v1/session/preferences", new { theme = "dark" }, Bearer(key)));
        var row = (await browser.Read("/api/v1/keys"))[0];
        Assert.Equal("television", row.GetProperty("name").GetString());
        Assert.Equal(["read", "write"], row.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, row.GetProperty("lastUsedAt").ValueKind);
        Assert.Equal(TimeSpan.FromDays(90), row.GetProperty("expiresAt").GetDateTimeOffset() - row.GetProperty("createdAt").GetDateTimeOffset());
        await using var connection = await site.Get<Database>().Read(CancellationToken.None);
        Assert.DoesNotContain(key[3..], await connection.ExecuteScalarAsync<string>("select key_hash from house.api_key"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/mine", KeyScope.Read)]
    [InlineData("POST", "/mine", KeyScope.Write)]
    [InlineData("GET", "/shared", KeyScope.Household)]
    [InlineData("POST", "/shared", KeyScope.Household)]
    [InlineData("GET", "/house", KeyScope.Admin)]
    [InlineData("POST", "/house", KeyScope.Admin)]
    [InlineData("GET", "/numbers", KeyScope.Metrics)]
    public async Task Each_route_opens_to_its_scope_alone(string method, string path, KeyScope needed)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app =>
        {
            app.MapMethods("/mine", ["GET", "POST"], () => "done").Access(AccessRule.Member);
            app.MapMethods("/shared", ["GET", "POST"], () => "done").Access(AccessRule.Host).ByKey(KeyScope.Household);
            app.MapMethods("/house", ["GET", "POST"], () => "done").Access(AccessRule.Host);
            app.MapGet("/numbers", () => "done").Access(AccessRule.Host).ByKey(KeyScope.Metrics);
        });
        using var program = site.Open();
        foreach (var scope in KeyScopes.All)
        {
            using var answer = await program.Send(new HttpMethod(method), path, null, Bearer(await site.Key("host", scope)));
            Assert.True(answer.StatusCode == (scope == needed ? HttpStatusCode.OK : HttpStatusCode.Forbidden), $"{scope}: {answer.StatusCode}");
            if (scope != needed)
            {
                Assert.Equal($"access.scope.{needed}".ToLowerInvariant(), (await Browser.Body(answer)).GetProperty("code").GetString());
            }
        }
    }

    [Theory]
    [InlineData(Role.Member, KeyScope.Read, KeyScope.Write)]
    [InlineData(Role.Host, KeyScope.Read, KeyScope.Household)]
    [InlineData(Role.Host, KeyScope.Read, KeyScope.Admin)]
    public async Task A_hosts_key_that_is_not_for_the_house_acts_as_a_member(Role role, params KeyScope[] scopes)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapGet("/me", (Viewer me) => me).Access(AccessRule.Member));
        using var program = site.Open();
        using var me = await program.Send(HttpMethod.Get, "/me", null, Bearer(await site.Key("host", scopes)));
        Assert.Equal(role.ToString().ToLowerInvariant(), (await Browser.Body(me)).GetProperty("role").GetString());
    }

    [Fact]
    public async Task Only_a_host_makes_keys_for_the_house_and_nobody_makes_one_for_nothing()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await site.SignedIn("ada");
        using var host = await site.SignedIn();
        foreach (var scope in new[] { "household", "admin", "metrics" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Post, "/api/v1/keys", new { name = "x", scopes = new[] { "read", scope } }));
            Assert.Equal(HttpStatusCode.Created, await host.Status(HttpMethod.Post, "/api/v1/keys", new { name = "x", scopes = new[] { scope } }));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Post, "/api/v1/keys", new { name = "x", scopes = Array.Empty<string>() }));
        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Post, "/api/v1/keys", new { name = "x", scopes = new[] { 77 } }));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Keys_of_before_there_were_scopes_keep_what_their_member_can_use(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess());
        var (host, ada) = (await house.Get<Members>().EnsureHost(null, CancellationToken.None), (await house.Get<Members>().Make("ada", Role.Member, CancellationToken.None))!);
        var migration = Migrations.For(engine).Single(m => m is { Store: Store.House, Number: 20 });
        await house.Database.Write(Store.House, async w =>
        {
            await w.Execute("drop table house.invitation");
            await w.Execute("alter table house.api_key drop column scopes");
            await w.Execute("alter table house.api_key add column access text not null default 'read' check (access in ('read', 'write'))");
            foreach (var (member, access) in new[] { (host.Id, "read"), (host.Id, "write"), (ada.Id, "read"), (ada.Id, "write") })
            {
                await w.Execute("insert into house.api_key (key_hash, member, name, access, created_at) values (@hash, @member, @access, @access, 0)", new { hash = $"{member} {access}", member, access });
            }

            await w.Execute(migration.Sql);
        }, CancellationToken.None);
        var keys = (await house.Get<ApiKeys>().Of(host.Id, CancellationToken.None)).Concat(await house.Get<ApiKeys>().Of(ada.Id, CancellationToken.None));
        Assert.Equal(
            ["read: Read Metrics", "write: Read Write Household Admin Metrics", "read: Read", "write: Read Write"],
            keys.Select(k => $"{k.Name}: {string.Join(' ', k.Scopes)}"));
    }

    [Fact]
    public async Task A_key_never_exceeds_its_member()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapPost("/host-only", () => "done").Access(AccessRule.Host));
        var host = await site.Get<Members>().Make("second host", Role.Host, CancellationToken.None);
        var key = await site.Key("second host", KeyScope.Admin);
        using var program = site.Open();
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Post, "/host-only", null, Bearer(key)));
        await site.Get<Members>().Change(host!.Id, Role.Member, null, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Forbidden, await program.Status(HttpMethod.Post, "/host-only", null, Bearer(key)));
    }

    [Theory]
    [InlineData("POST", "/api/v1/keys")]
    [InlineData("PUT", "/api/v1/session/password")]
    [InlineData("POST", "/api/v1/members")]
    [InlineData("POST", "/api/v1/members/1/link")]
    [InlineData("DELETE", "/api/v1/members/1?name=host")]
    [InlineData("POST", "/api/v1/invitations")]
    [InlineData("POST", "/api/v1/invitations/1/code")]
    [InlineData("POST", "/api/v1/session/password/removal")]
    [InlineData("DELETE", "/api/v1/session/devices")]
    [InlineData("DELETE", "/api/v1/session")]
    public async Task A_leaked_key_cannot_make_another_way_in(string method, string path)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var program = site.Open();
        var key = await site.Key("host", [.. KeyScopes.All]);
        Assert.Equal(HttpStatusCode.Forbidden, await program.Status(new HttpMethod(method), path, new { name = "x", scopes = new[] { "write" }, password = "a good password" }, Bearer(key)));
    }

    [Fact]
    public async Task An_ended_deleted_or_invented_key_is_refused_even_beside_a_session()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, time: clock);
        using var browser = await site.SignedIn();
        var (row, ending) = await site.Get<ApiKeys>().Make(1, "ending", [KeyScope.Read], TimeSpan.FromDays(1), CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "/api/v1/session", null, Bearer(ending)));
        clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "/api/v1/session", null, Bearer(ending)));
        Assert.Equal(HttpStatusCode.NoContent, await browser.Status(HttpMethod.Delete, $"/api/v1/keys/{row.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await browser.Status(HttpMethod.Delete, $"/api/v1/keys/{row.Id}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "/api/v1/session", null, Bearer("mq_" + Secret.Make(256))));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "/api/v1/session", null, ("X-Api-Key", "x")));
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "/api/v1/session", null, ("Authorization", "Basic cHJveHk6cHJveHk=")));
    }

    [Fact]
    public async Task Nobody_sees_or_deletes_the_keys_of_another()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await site.SignedIn("ada");
        using var host = await site.SignedIn();
        var key = await site.Key("ada", KeyScope.Read);
        var id = (await ada.Read("/api/v1/keys"))[0].GetProperty("id").GetInt64();
        Assert.Equal(0, (await host.Read("/api/v1/keys")).GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Delete, $"/api/v1/keys/{id}"));
        using var program = site.Open();
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Get, "/api/v1/session", null, Bearer(key)));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("line\nbreak", 1)]
    [InlineData("fine", 0)]
    [InlineData("fine", 4000)]
    public async Task A_key_needs_a_name_and_a_sensible_end(string name, int days)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Post, "/api/v1/keys", new { name, scopes = new[] { "read" }, days }));
    }

    [Fact]
    public async Task The_local_key_acts_as_any_member_and_by_default_as_the_host()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapPost("/me", (Viewer me) => me).Access(AccessRule.Member));
        await site.Get<Members>().Make("Zoë & co", Role.Member, CancellationToken.None);
        var local = site.Get<LocalKey>().Value;
        using var cli = site.Open();
        using var host = await cli.Send(HttpMethod.Post, "/me", null, Bearer(local));
        Assert.Equal(("host", "cli"), Who(await Browser.Body(host)));
        using var member = await cli.Send(HttpMethod.Post, "/me", null, Bearer(local), ("X-Marquee-Member", Uri.EscapeDataString("zoË & CO")));
        Assert.Equal(("Zoë & co", "cli"), Who(await Browser.Body(member)));
        using var nobody = await cli.Send(HttpMethod.Post, "/me", null, Bearer(local), ("X-Marquee-Member", "nobody"));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Contains("no member", (await Browser.Body(nobody)).GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await cli.Status(HttpMethod.Post, "/me", null, Bearer(local + "x")));
        Assert.Equal(HttpStatusCode.Unauthorized, await cli.Status(HttpMethod.Post, "/me", null, ("X-Marquee-Member", "host")));

        Assert.Equal(HttpStatusCode.OK, await cli.Status(HttpMethod.Post, "/api/v1/members/2/link", null, Bearer(local), ("X-Marquee-Member", Uri.EscapeDataString("Zoë & co"))));

        static (string?, string?) Who(System.Text.Json.JsonElement me) => (me.GetProperty("name").GetString(), me.GetProperty("origin").GetString());
    }
}
