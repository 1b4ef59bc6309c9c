using System.Net;
using Marquee.Access;
using Marquee.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Marquee.Tests.Access;

/// <summary>S1: a route is closed until somebody opens it on purpose, twice.</summary>
public sealed class DefaultDenyTests
{
    [Fact]
    public async Task Every_anonymous_route_stands_in_the_one_list_and_nothing_else_is_open()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        Assert.NotEmpty(site.Endpoints);
        foreach (var endpoint in site.Endpoints)
        {
            var rule = endpoint.Metadata.GetMetadata<RouteAccess>();
            Assert.True(rule is not null, $"{endpoint.DisplayName} has no access rule");
            Assert.True(endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null, $"{endpoint.DisplayName} goes around the rules");
            Assert.True(rule.Rule == AccessRule.Anonymous == AnonymousRoutes.Contains(endpoint), $"{endpoint.DisplayName} and AnonymousRoutes disagree");
        }
    }

    [Fact]
    public async Task Every_other_route_asks_a_stranger_to_sign_in()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var stranger = site.Open();
        var asked = 0;
        foreach (var name in site.Endpoints.Where(e => !AnonymousRoutes.Contains(e)).SelectMany(AnonymousRoutes.Names))
        {
            var (method, path) = (name.Split(' ')[0], "/" + name.Split(' ')[1].Replace("{id:long}", "1", StringComparison.Ordinal));
            using var answer = await stranger.Send(new HttpMethod(method), path, method == "GET" ? null : new { });
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{name} answered {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            asked++;
        }

        Assert.True(asked >= 12, $"only {asked} routes were asked");
    }

    [Fact]
    public async Task A_route_without_a_rule_is_closed_even_to_the_host()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapGet("/forgotten", () => "open"));
        using var stranger = site.Open();
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/forgotten"));
        Assert.Equal(HttpStatusCode.Forbidden, await host.Status(HttpMethod.Get, "/forgotten"));
    }

    [Fact]
    public async Task A_route_that_calls_itself_anonymous_but_is_not_listed_is_closed()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapGet("/sneaked", () => "open").Access(AccessRule.Anonymous));
        using var stranger = site.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/sneaked"));
    }

    [Fact]
    public async Task An_address_without_a_route_is_closed_too()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var stranger = site.Open();
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/anywhere"));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Get, "/anywhere"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Get, "/api/v1/anything"));
    }

    [Theory]
    [InlineData(Role.Member)]
    [InlineData(Role.Child)]
    public async Task Host_only_routes_refuse_members_and_children(Role role)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapGet("/host-only", (Viewer me) => me.Name).Access(AccessRule.Host));
        using var other = await site.SignedIn("someone", role);
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.Forbidden, await other.Status(HttpMethod.Get, "/host-only"));
        Assert.Equal(HttpStatusCode.Forbidden, await other.Status(HttpMethod.Get, "/api/v1/members"));
        Assert.Equal(HttpStatusCode.Forbidden, await other.Status(HttpMethod.Post, "/api/v1/members", new { name = "x", role = "host" }));
        Assert.Equal(HttpStatusCode.OK, await host.Status(HttpMethod.Get, "/host-only"));
    }

    [Fact]
    public async Task Without_password_sign_in_its_routes_do_not_exist()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, settings: ("Access:Passwords", "false"));
        using var stranger = site.Open();
        using var host = await site.SignedIn();
        Assert.DoesNotContain(site.Endpoints.SelectMany(AnonymousRoutes.Names), n => n is "POST api/v1/session" or "PUT api/v1/session/password");
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Post, "/api/v1/session", new { name = "host", password = "whatever it is" }));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Put, "/api/v1/session/password", new { password = "whatever it is" }));
    }

    [Fact]
    public async Task An_asking_member_is_handed_to_the_handler()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapGet("/me", (Viewer me) => TypedResults.Ok(me)).Access(AccessRule.Member));
        using var host = await site.SignedIn();
        var me = await host.Read("/me");
        Assert.Equal(("host", "host", "page", false), (me.GetProperty("name").GetString(), me.GetProperty("role").GetString(), me.GetProperty("origin").GetString(), me.GetProperty("showAdult").GetBoolean()));
    }

    [Fact]
    public async Task The_front_ends_page_is_open_but_hides_no_address_of_the_API()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app =>
            app.MapMethods("{*path:nonfile}", ["GET", "HEAD"], () => "page").Access(AccessRule.Anonymous).WithOrder(int.MaxValue));
        using var stranger = site.Open();
        Assert.Equal(HttpStatusCode.OK, await stranger.Status(HttpMethod.Get, "/title/tt0111161"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Get, "/api/v1/anything"));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Get, "/link/unknown"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_missing_but_hides_no_address_of_the_API()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app =>
        {
            app.MapMethods("{*path:file}", ["GET", "HEAD"], () => TypedResults.NotFound()).Access(AccessRule.Anonymous).WithOrder(int.MaxValue);
            app.MapGet("/api/v1/files/{name}", (string name) => name).Access(AccessRule.Member);
        });
        using var stranger = site.Open();
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Get, "/favicon.ico"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Get, "/deep/in/robots.txt"));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/api/v1/files/secret.txt"));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, "/anywhere"));
    }

    [Fact]
    public async Task What_no_route_takes_is_said_plainly()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var stranger = site.Open();
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Put, "/api/v1/session/devices/1"));
        using var wrongMethod = await host.Send(HttpMethod.Put, "/api/v1/session/devices/1");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "DELETE"), (wrongMethod.StatusCode, wrongMethod.Content.Headers.Allow.Single()));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Put, "/api/v1/nothing"));
        using var http = new HttpClient { BaseAddress = site.Address };
        using var text = new StringContent("name=host", System.Text.Encoding.UTF8, "text/plain");
        using var wrongBody = await http.PostAsync("/api/v1/session", text);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrongBody.StatusCode);
        Assert.Equal("application/problem+json", wrongBody.Content.Headers.ContentType?.MediaType);
    }
}
