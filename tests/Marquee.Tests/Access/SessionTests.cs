using System.Net;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Tests.Access;

/// <summary>S15: sessions are rows of their own with their own secret; their owner sees and ends them.</summary>
public sealed class SessionTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        var link = await site.Get<OneTimeLinks>().Make(1, null, CancellationToken.None);
        using var browser = site.Open();
        using var answer = await browser.Send(HttpMethod.Post, "/link/" + link.Code);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("marquee=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; max-age=2592000", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(browser.Cookie!.Length - "marquee=".Length >= 43, "256 bits");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_session_lives_on_while_it_is_used_and_ends_when_it_is_not(Engine engine)
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house, time: clock);
        using var used = await site.SignedIn();
        using var unused = await site.SignedIn();
        for (var i = 0; i < 3; i++)
        {
            clock.Now += TimeSpan.FromDays(20);
            using var answer = await used.Send(HttpMethod.Get, "/api/v1/session");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.Contains("Set-Cookie"), "the cookie lives on too");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await unused.Status(HttpMethod.Get, "/api/v1/session"));
        clock.Now += TimeSpan.FromDays(30);
        Assert.Equal(HttpStatusCode.Unauthorized, await used.Status(HttpMethod.Get, "/api/v1/session"));
    }

    [Fact]
    public async Task Being_seen_is_written_at_most_every_five_minutes()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, time: clock);
        using var browser = await site.SignedIn();
        var start = clock.Now;
        clock.Now += TimeSpan.FromMinutes(4);
        Assert.Equal(start, (await browser.Read("/api/v1/session/devices"))[0].GetProperty("lastSeenAt").GetDateTimeOffset());
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(clock.Now, (await browser.Read("/api/v1/session/devices"))[0].GetProperty("lastSeenAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Signing_in_again_makes_a_new_secret_and_ends_the_old_one()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var browser = await site.SignedIn();
        using var thief = site.Open();
        thief.Cookie = browser.Cookie;
        var link = await site.Get<OneTimeLinks>().Make(1, null, CancellationToken.None);
        Assert.Equal(HttpStatusCode.SeeOther, await browser.Status(HttpMethod.Post, "/link/" + link.Code));
        Assert.NotEqual(thief.Cookie, browser.Cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, await thief.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(1, (await browser.Read("/api/v1/session/devices")).GetArrayLength());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Signing_out_ends_the_session_on_the_server_too(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        using var browser = await site.SignedIn();
        var cookie = browser.Cookie;
        Assert.Equal(HttpStatusCode.NoContent, await browser.Status(HttpMethod.Delete, "/api/v1/session?sure=true"));
        Assert.Null(browser.Cookie);
        browser.Cookie = cookie;
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Contains(site.Logged, l => l.Contains("Information: host signed out", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_device_is_named_for_people_and_signed_out_from_another(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        using var phone = site.Open();
        var link = await site.Get<OneTimeLinks>().Make(1, null, CancellationToken.None);
        await phone.Status(HttpMethod.Post, "/link/" + link.Code, null, ("User-Agent", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"));
        using var desk = await site.SignedIn();
        var devices = (await desk.Read("/api/v1/session/devices")).EnumerateArray().ToList();
        Assert.Equal(2, devices.Count);
        var other = devices.Single(d => !d.GetProperty("current").GetBoolean());
        Assert.Equal("Firefox on Android", other.GetProperty("device").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await desk.Status(HttpMethod.Delete, $"/api/v1/session/devices/{other.GetProperty("id")}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await phone.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.OK, await desk.Status(HttpMethod.Get, "/api/v1/session"));
    }

    [Fact]
    public async Task Every_other_device_is_signed_out_at_once()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var here = await site.SignedIn();
        using var there = await site.SignedIn();
        using var somebodyElse = await site.SignedIn("ada");
        Assert.Equal(HttpStatusCode.NoContent, await here.Status(HttpMethod.Delete, "/api/v1/session/devices"));
        Assert.Equal(HttpStatusCode.Unauthorized, await there.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(1, (await here.Read("/api/v1/session/devices")).GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, await somebodyElse.Status(HttpMethod.Get, "/api/v1/session"));
    }

    [Fact]
    public async Task Nobody_sees_or_ends_the_devices_of_another_not_even_the_host()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await site.SignedIn("ada");
        using var host = await site.SignedIn();
        var id = (await ada.Read("/api/v1/session/devices"))[0].GetProperty("id").GetInt64();
        Assert.DoesNotContain((await host.Read("/api/v1/session/devices")).EnumerateArray(), d => d.GetProperty("id").GetInt64() == id);
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Delete, $"/api/v1/session/devices/{id}"));
        Assert.Equal(HttpStatusCode.OK, await ada.Status(HttpMethod.Get, "/api/v1/session"));
    }

    [Fact]
    public async Task A_member_who_is_shut_out_is_out_at_once()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await site.SignedIn("ada");
        using var host = await site.SignedIn();
        var key = await site.Key("ada", KeyScope.Read);
        var id = (await ada.Read("/api/v1/session")).GetProperty("member").GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.OK, await host.Status(HttpMethod.Put, $"/api/v1/members/{id}", new { disabled = true }));
        Assert.Equal(HttpStatusCode.Unauthorized, await ada.Status(HttpMethod.Get, "/api/v1/session"));
        using var program = site.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await program.Status(HttpMethod.Get, "/api/v1/session", null, ("X-Api-Key", key)));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Post, $"/api/v1/members/{id}/link"));
    }

    [Theory]
    [InlineData(null, "Unknown device")]
    [InlineData("\u001b[31mevil\n", "Unknown device")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux")]
    public void A_user_agent_becomes_a_name(string? userAgent, string name) => Assert.Equal(name, DeviceName.Of(userAgent));
}
