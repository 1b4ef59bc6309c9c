using System.Net;
using System.Text.Json;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Tests.Access;

public sealed class SignInLogTests
{
    const string Good = "correct horse battery";

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static Task<HttpStatusCode> SignIn(Browser browser, string name, string password) =>
        browser.Status(HttpMethod.Post, "/api/v1/session", new { name, password }, ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"));

    static async Task<long> Password(TestSite site, string name)
    {
        var member = (await site.Get<Members>().ByName(name, CancellationToken.None))!.Id;
        await site.Get<Passwords>().Set(member, Good, CancellationToken.None);
        return member;
    }

    static IEnumerable<string> Told(JsonElement rows) => rows.EnumerateArray().Select(r =>
        $"{(r.TryGetProperty("member", out var m) ? m.GetString() : null) ?? "?"} {r.GetProperty("way").GetString()} {r.GetProperty("outcome").GetString()} {r.GetProperty("origin").GetString()}");

    [Theory, MemberData(nameof(Engines))]
    public async Task Members_see_their_own_and_hosts_see_all(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        using var anna = await site.SignedIn("anna");
        using var host = await site.SignedIn();
        await Password(site, "anna");
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(browser, "anna", "a wrong password"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(browser, "hunter2 my password", Good));
        Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "anna", Good));

        var own = await anna.Read("/api/v1/session/sign-ins");
        Assert.Equal(["anna password done thisMachine", "anna password wrongPassword thisMachine", "anna link done thisMachine"], Told(own));
        Assert.Equal("Firefox on Linux", own[0].GetProperty("device").GetString());
        var all = await host.Read("/api/v1/members/sign-ins");
        Assert.Equal(
            ["anna password done thisMachine", "? password unknownName thisMachine", "anna password wrongPassword thisMachine", "host link done thisMachine", "anna link done thisMachine"],
            Told(all));
        Assert.DoesNotContain("hunter2", all.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await anna.Status(HttpMethod.Get, "/api/v1/members/sign-ins"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_name_is_locked_for_longer_each_time_and_its_link_works_all_the_while(Engine engine)
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house, time: clock, settings: [("Access:TriesPerName", "3"), ("Access:TriesPerAddress", "1000")]);
        await Password(site, "host");
        using var browser = site.Open();
        foreach (var minutes in new[] { 15, 30, 60 })
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(browser, "host", "a wrong password"));
            }

            using var answer = await browser.Send(HttpMethod.Post, "/api/v1/session", new { name = "host", password = Good });
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal(TimeSpan.FromMinutes(minutes), answer.Headers.RetryAfter!.Delta);
            using var byLink = await site.SignedIn();
            clock.Now += TimeSpan.FromMinutes(minutes);
        }

        Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "host", Good));
    }

    [Fact]
    public async Task Names_that_nobody_has_are_locked_in_the_same_words()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, settings: [("Access:TriesPerName", "2")]);
        await Password(site, "host");
        using var browser = site.Open();
        var answers = new Dictionary<string, List<string>>();
        foreach (var name in new[] { "host", "nobody" })
        {
            answers[name] = [];
            for (var i = 0; i < 4; i++)
            {
                using var answer = await browser.Send(HttpMethod.Post, "/api/v1/session", new { name, password = "a wrong password" });
                answers[name].Add($"{answer.StatusCode} {(await Browser.Body(answer)).GetProperty("title").GetString()}");
            }
        }

        Assert.Equal(answers["host"], answers["nobody"]);
    }

    [Fact]
    public async Task Unknown_links_without_end_do_not_shut_a_fresh_one_out()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, settings: [("Access:TriesPerAddress", "2")]);
        using var browser = site.Open();
        for (var i = 0; i < 4; i++)
        {
            await browser.Status(HttpMethod.Get, "/link/made-up");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await browser.Status(HttpMethod.Get, "/link/made-up"));
        using var host = await site.SignedIn();
    }

    [Fact]
    public async Task Old_sign_ins_are_forgotten()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, time: clock, settings: [("Access:SignInDays", "30")]);
        using var first = await site.SignedIn();
        clock.Now += TimeSpan.FromDays(31);
        using var second = await site.SignedIn();
        Assert.Single((await second.Read("/api/v1/session/sign-ins")).EnumerateArray());
    }

    [Theory]
    [InlineData("127.0.0.1", SignInOrigin.ThisMachine)]
    [InlineData("::1", SignInOrigin.ThisMachine)]
    [InlineData("::ffff:192.168.1.4", SignInOrigin.HomeNetwork)]
    [InlineData("10.1.2.3", SignInOrigin.HomeNetwork)]
    [InlineData("172.32.0.1", SignInOrigin.Elsewhere)]
    [InlineData("fd00::1", SignInOrigin.HomeNetwork)]
    [InlineData("2001:db8::1", SignInOrigin.Elsewhere)]
    public void An_address_is_kept_as_its_kind(string address, SignInOrigin origin) => Assert.Equal(origin, SignInLog.Origin(IPAddress.Parse(address)));
}
