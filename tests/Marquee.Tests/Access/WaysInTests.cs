using System.Net;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Tests.Access;

/// <summary>S7: nobody locks themselves out by accident, and the last host not even on purpose.</summary>
public sealed class WaysInTests
{
    const string Good = "correct horse battery";

    static async Task<string?> Code(Browser browser, HttpMethod method, string path, object? body = null)
    {
        using var answer = await browser.Send(method, path, body);
        return answer.StatusCode == HttpStatusCode.NoContent ? null : (await Browser.Body(answer)).GetProperty("code").GetString();
    }

    static Task<string?> RemovePassword(Browser browser, bool sure = false, string? current = Good) =>
        Code(browser, HttpMethod.Post, "/api/v1/session/password/removal", new { current, sure });

    static async Task<Browser> WithPassword(TestSite site, string name, Role role = Role.Member)
    {
        (await site.SignedIn(name, role)).Dispose();
        var id = (await site.Get<Members>().ByName(name, CancellationToken.None))!.Id;
        await site.Get<Sessions>().EndOthers(id, null, CancellationToken.None);
        await site.Get<Passwords>().Set(id, Good, CancellationToken.None);
        var browser = site.Open();
        await browser.Status(HttpMethod.Post, "/api/v1/session", new { name, password = Good });
        await browser.LoadToken();
        return browser;
    }

    [Fact]
    public async Task A_password_goes_when_another_device_is_signed_in()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await WithPassword(site, "host");
        Assert.Equal("access.password.wrong", await RemovePassword(host, current: "wrong"));
        Assert.Equal("access.password.lastWayOfLastHost", await RemovePassword(host));
        Assert.Equal("access.password.lastWayOfLastHost", await RemovePassword(host, sure: true));
        using var other = await site.SignedIn();
        Assert.Null(await RemovePassword(host));
        Assert.False((await host.Read("/api/v1/session")).GetProperty("member").GetProperty("hasPassword").GetBoolean());
    }

    [Fact]
    public async Task Whom_a_host_can_help_is_warned_and_may_be_sure()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await WithPassword(site, "ada");
        using var second = await WithPassword(site, "second", Role.Host);
        foreach (var browser in new[] { ada, second })
        {
            Assert.Equal("access.password.lastWay", await RemovePassword(browser));
            Assert.Null(await RemovePassword(browser, sure: true));
        }
    }

    [Fact]
    public async Task Signing_out_for_good_is_asked_first()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        var device = (await host.Read("/api/v1/session/devices"))[0].GetProperty("id").GetInt64();
        Assert.Equal("access.session.lastWay", await Code(host, HttpMethod.Delete, "/api/v1/session"));
        Assert.Equal("access.session.lastWay", await Code(host, HttpMethod.Delete, $"/api/v1/session/devices/{device}"));
        using (await site.SignedIn())
        {
            Assert.Null(await Code(host, HttpMethod.Delete, "/api/v1/session")); // another device is signed in
        }

        using var ada = await WithPassword(site, "ada");
        Assert.Null(await Code(ada, HttpMethod.Delete, "/api/v1/session"));
    }

    [Fact]
    public async Task A_password_that_cannot_be_used_is_no_way_in()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, settings: ("Access:Passwords", "false"));
        await site.Get<Passwords>().Set(1, Good, CancellationToken.None);
        using var host = await site.SignedIn();
        Assert.Equal("access.session.lastWay", await Code(host, HttpMethod.Delete, "/api/v1/session"));
    }
}
