using System.Net;
using Marquee.Access;
using Marquee.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Marquee.Tests.Access;

/// <summary>Two servers on one PostgreSQL house are one house.</summary>
public sealed class SharedHouseTests
{
    [Fact]
    public async Task Who_signs_in_on_one_is_signed_in_on_the_other_and_may_change_things_there()
    {
        await using var house = await TestHouse.Open(Engine.Postgres);
        await using var first = await TestSite.Start(house);
        await using var second = await TestSite.Start(house);
        using var here = await first.SignedIn();
        using var there = second.Open();
        (there.Cookie, there.Token) = (here.Cookie, here.Token);
        Assert.Equal(HttpStatusCode.OK, await there.Status(HttpMethod.Put, "/api/v1/session/preferences", new { theme = "dark" }));
        Assert.Equal(here.Token, (await there.Read("/api/v1/session")).GetProperty("csrf").GetString());
        Assert.Equal("dark", (await here.Read("/api/v1/session")).GetProperty("member").GetProperty("theme").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await there.Status(HttpMethod.Delete, "/api/v1/session?sure=true"));
        Assert.Equal(HttpStatusCode.Unauthorized, await here.Status(HttpMethod.Get, "/api/v1/session"));
    }

    [Fact]
    public async Task A_link_of_one_is_used_up_on_both()
    {
        await using var house = await TestHouse.Open(Engine.Postgres);
        await using var first = await TestSite.Start(house);
        await using var second = await TestSite.Start(house);
        for (var round = 0; round < 5; round++)
        {
            var link = await first.Get<OneTimeLinks>().Make(1, null, CancellationToken.None);
            using var here = first.Open();
            using var there = second.Open();
            var answers = await Task.WhenAll(here.Status(HttpMethod.Post, "/link/" + link.Code), there.Status(HttpMethod.Post, "/link/" + link.Code));
            Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Gone], answers.Order());
        }
    }

    [Fact]
    public async Task Asking_the_other_does_not_give_more_tries()
    {
        await using var house = await TestHouse.Open(Engine.Postgres);
        await using var first = await TestSite.Start(house, null, null, ("Access:TriesPerName", "2"));
        await using var second = await TestSite.Start(house, null, null, ("Access:TriesPerName", "2"));
        using var here = first.Open();
        using var there = second.Open();
        var guess = new { name = "host", password = "guess" };
        Assert.Equal(HttpStatusCode.Unauthorized, await here.Status(HttpMethod.Post, "/api/v1/session", guess));
        Assert.Equal(HttpStatusCode.Unauthorized, await there.Status(HttpMethod.Post, "/api/v1/session", guess));
        Assert.Equal(HttpStatusCode.TooManyRequests, await here.Status(HttpMethod.Post, "/api/v1/session", guess));
        Assert.Equal(HttpStatusCode.TooManyRequests, await there.Status(HttpMethod.Post, "/api/v1/session", guess));
    }

    [Fact]
    public async Task The_local_key_of_one_is_nothing_to_the_other()
    {
        await using var house = await TestHouse.Open(Engine.Postgres);
        await using var first = await TestSite.Start(house);
        await using var second = await TestSite.Start(house);
        using var there = second.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await there.Status(HttpMethod.Get, "/api/v1/session", null, ("Authorization", "Bearer " + first.Get<LocalKey>().Value)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task The_key_ring_is_shared_and_outlives_a_restart(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        string secret;
        await using (var first = await TestSite.Start(house))
        {
            secret = first.Get<IDataProtectionProvider>().CreateProtector("test").Protect("kept");
        }

        await using var second = await TestSite.Start(house);
        Assert.Equal("kept", second.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret));
    }
}
