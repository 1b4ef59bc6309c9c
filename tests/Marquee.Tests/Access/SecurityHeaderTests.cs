using System.Net;
using Marquee.Access;
using Marquee.Storage;
using Microsoft.AspNetCore.Builder;

namespace Marquee.Tests.Access;

public sealed class SecurityHeaderTests
{
    [Theory]
    [InlineData("/link/unknown")]
    [InlineData("/link.css")]
    [InlineData("/api/v1/session")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/anywhere")]
    public async Task Every_answer_carries_them(string path)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var browser = site.Open();
        using var answer = await browser.Send(HttpMethod.Get, path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Single(answer.Headers.GetValues("Permissions-Policy"));
        Assert.Single(answer.Headers.GetValues("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "not over plain HTTP");
    }

    [Fact]
    public async Task What_a_member_is_answered_is_not_kept_by_caches()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var answer = await host.Send(HttpMethod.Get, "/api/v1/session");
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_fault_of_ours_carries_them_too_and_says_nothing_of_its_inside()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, app => app.MapGet("/crash", string () => throw new InvalidOperationException("inside")).Access(AccessRule.Member));
        using var host = await site.SignedIn();
        using var answer = await host.Send(HttpMethod.Get, "/crash");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        Assert.DoesNotContain("inside", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start_with_its_name()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => TestSite.Start(house, null, null, ("Access:TrustedProxies:0", "my-proxy")));
        Assert.Contains("TrustedProxies", fault.ToString(), StringComparison.Ordinal);
    }
}

/// <summary>S6: who asks from where is believed of nobody but the proxies in the settings.</summary>
public sealed class ProxyTests
{
    static readonly (string, string)[] Forwarded = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "films.example")];

    static async Task<(string? Cookie, string Log, bool Hsts)> SignInThrough(params (string, string)[] settings)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, null, null, [.. settings, ("Access:HstsDays", "30")]);
        var link = await site.Get<OneTimeLinks>().Make(1, null, CancellationToken.None);
        using var browser = site.Open();
        using var answer = await browser.Send(HttpMethod.Post, "/link/" + link.Code, null, Forwarded);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.ToString());
        return (answer.Headers.GetValues("Set-Cookie").Single(), string.Concat(site.Logged), answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.9.8.7")]
    [InlineData("192.168.0.0/16")]
    public async Task Forwarded_headers_of_a_stranger_are_ignored(string? trusted)
    {
        var (cookie, log, hsts) = await SignInThrough(trusted is null ? [] : [("Access:TrustedProxies:0", trusted)]);
        Assert.StartsWith("marquee=", cookie, StringComparison.Ordinal);
        Assert.Contains("from 127.0.0.1", log, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.9", log, StringComparison.Ordinal);
        Assert.False(hsts);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task Those_of_a_trusted_proxy_give_the_real_address_and_a_secure_cookie(string trusted)
    {
        var (cookie, log, hsts) = await SignInThrough(("Access:TrustedProxies:0", trusted));
        Assert.StartsWith("__Host-marquee=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("from 203.0.113.9", log, StringComparison.Ordinal);
        Assert.True(hsts);
    }

    [Fact]
    public async Task The_frameworks_switch_to_trust_everybody_does_nothing()
    {
        var (cookie, _, _) = await SignInThrough(("FORWARDEDHEADERS_ENABLED", "true"));
        Assert.StartsWith("marquee=", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hops_are_counted_from_the_nearest_and_stop_at_the_first_stranger()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, null, null, ("Access:TrustedProxies:0", "127.0.0.1"), ("Access:TrustedProxies:1", "10.0.0.0/8"));
        await site.Get<Passwords>().Set(1, "correct horse battery", CancellationToken.None);
        using var browser = site.Open();
        await browser.Send(HttpMethod.Post, "/api/v1/session", new { name = "host", password = "wrong" }, ("X-Forwarded-For", "198.51.100.1, 203.0.113.9, 10.0.0.5"));
        Assert.Contains(site.Logged, l => l.Contains("Sign-in failed for host from 203.0.113.9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_HTTPS_a_cookie_without_the_prefix_is_worth_nothing()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, null, null, ("Access:TrustedProxies:0", "127.0.0.1"));
        using var browser = await site.SignedIn();
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(HttpMethod.Get, "/api/v1/session", null, Forwarded));
    }
}
