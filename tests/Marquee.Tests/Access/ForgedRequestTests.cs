using System.Net;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Tests.Access;

/// <summary>S14: what another site makes a browser send does nothing.</summary>
public sealed class ForgedRequestTests
{
    static readonly object Change = new { theme = "light" };

    [Fact]
    public async Task A_session_needs_its_own_token_to_change_anything()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await site.SignedIn("ada");
        using var host = await site.SignedIn();
        var own = host.Token;
        Assert.Equal(HttpStatusCode.OK, await host.Status(HttpMethod.Put, "/api/v1/session/preferences", Change));
        foreach (var wrong in new[] { null, "", "x", ada.Token, own![..^1] })
        {
            host.Token = wrong;
            Assert.Equal(HttpStatusCode.Forbidden, await host.Status(HttpMethod.Put, "/api/v1/session/preferences", Change));
            Assert.Equal(HttpStatusCode.Forbidden, await host.Status(HttpMethod.Delete, "/api/v1/session"));
        }

        Assert.Equal(HttpStatusCode.OK, await host.Status(HttpMethod.Get, "/api/v1/session"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task What_the_browser_calls_another_site_is_refused_even_with_the_token(string header, string value)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.Forbidden, await host.Status(HttpMethod.Put, "/api/v1/session/preferences", Change, (header, value)));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Another_site_cannot_sign_a_browser_in(string header, string value)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        await site.Get<Passwords>().Set(1, "correct horse battery", CancellationToken.None);
        var link = await site.Get<OneTimeLinks>().Make(1, null, CancellationToken.None);
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(HttpMethod.Post, "/api/v1/session", new { name = "host", password = "correct horse battery" }, (header, value)));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(HttpMethod.Post, "/link/" + link.Code, null, (header, value)));
        Assert.Equal(HttpStatusCode.SeeOther, await browser.Status(HttpMethod.Post, "/link/" + link.Code, null, ("Origin", site.Address.GetLeftPart(UriPartial.Authority))));
    }

    [Fact]
    public async Task Our_own_pages_pass_and_so_do_keys()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.OK, await host.Status(HttpMethod.Put, "/api/v1/session/preferences", Change, ("Sec-Fetch-Site", "same-origin"), ("Origin", "https://behind-a-proxy.example")));
        using var program = site.Open();
        Assert.Equal(HttpStatusCode.OK, await program.Status(HttpMethod.Put, "/api/v1/session/preferences", Change, ("X-Api-Key", await site.Key("host", KeyScope.Write))));
    }
}
