using System.Net;
using Dapper;
using Marquee.Access;
using Marquee.Storage;
using Microsoft.AspNetCore.Builder;

namespace Marquee.Tests.Access;

/// <summary>S9: keys are hashed, named, end, read or write, and never exceed their member.</summary>
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
        using var made = await browser.Send(HttpMethod.Post, "/api/v1/keys", new { name = "television", access = "write", days = 90 });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var key = (await Browser.Body(made)).GetProperty("key").GetString()!;
        Assert.StartsWith("mq_", key, StringComparison.Ordinal);

        using var program = site.Open();
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Get, "/api/v1/session", null, Bearer(key)));
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Get, "/api/v1/session", null, ("X-Api-Key", key)));
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Put, "/api/v1/session/preferences", new { theme = "dark" }, Bearer(key)));
        var row = (await browser.Read("/api/v1/keys"))[0];
        Assert.Equal(("television", "write"), (row.GetProperty("name").GetString(), row.GetProperty("access").GetString()));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, row.GetProperty("lastUsedAt").ValueKind);
        Assert.Equal(TimeSpan.FromDays(90), row.GetProperty("expiresAt").GetDateTimeOffset() - row.GetProperty("createdAt").GetDateTimeOffset());
        await using var connection = await site.Get<Database>().Read(CancellationToken.None);
        Assert.DoesNotContain(key[3..], await connection.ExecuteScalarAsync<string>("select key_hash from house.api_key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_key_reads_and_no_more()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var program = site.Open();
        var key = await site.Key("host", KeyAccess.Read);
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Get, "/api/v1/members", null, Bearer(key)));
        using var refused = await program.Send(HttpMethod.Put, "/api/v1/session/preferences", new { theme = "dark" }, Bearer(key));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("only read", (await Browser.Body(refused)).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_never_exceeds_its_member()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapPost("/host-only", () => "done").Access(AccessRule.Host));
        var host = await site.Get<Members>().Make("second host", Role.Host, CancellationToken.None);
        var key = await site.Key("second host", KeyAccess.Write);
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
    [InlineData("DELETE", "/api/v1/session")]
    public async Task A_leaked_key_cannot_make_another_way_in(string method, string path)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var program = site.Open();
        var key = await site.Key("host", KeyAccess.Write);
        Assert.Equal(HttpStatusCode.Forbidden, await program.Status(new HttpMethod(method), path, new { name = "x", access = "write", password = "a good password" }, Bearer(key)));
    }

    [Fact]
    public async Task An_ended_deleted_or_invented_key_is_refused_even_beside_a_session()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, time: clock);
        using var browser = await site.SignedIn();
        var (row, ending) = await site.Get<ApiKeys>().Make(1, "ending", KeyAccess.Read, TimeSpan.FromDays(1), CancellationToken.None);
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
        var key = await site.Key("ada", KeyAccess.Read);
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
        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Post, "/api/v1/keys", new { name, access = "read", days }));
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
