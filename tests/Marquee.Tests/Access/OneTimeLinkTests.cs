using System.Net;
using Dapper;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Tests.Access;

/// <summary>S8: a code has 128 bits, works once, for a time, and shows itself nowhere.</summary>
public sealed class OneTimeLinkTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static async Task<NewLink> LinkOf(TestSite site, TimeSpan? lifetime = null) =>
        await site.Get<OneTimeLinks>().Make((await site.Get<Members>().Host(CancellationToken.None))!.Id, lifetime, CancellationToken.None);

    [Theory, MemberData(nameof(Engines))]
    public async Task Looking_uses_nothing_up_and_the_button_signs_in_once(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        var link = await LinkOf(site);
        using var browser = site.Open();
        for (var i = 0; i < 3; i++)
        {
            using var page = await browser.Send(HttpMethod.Get, "/link/" + link.Code);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("<button", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Null(browser.Cookie);
        using var answer = await browser.Send(HttpMethod.Post, "/link/" + link.Code);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal("host", (await browser.Read("/api/v1/session")).GetProperty("member").GetProperty("name").GetString());

        using var again = site.Open();
        using var used = await again.Send(HttpMethod.Post, "/link/" + link.Code);
        Assert.Equal(HttpStatusCode.Gone, used.StatusCode);
        Assert.Contains("marquee link", await used.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(again.Cookie);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_many_who_press_at_once_one_gets_in(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        for (var round = 0; round < 5; round++)
        {
            var link = await LinkOf(site);
            var browsers = Enumerable.Range(0, 6).Select(_ => site.Open()).ToList();
            var answers = await Task.WhenAll(browsers.Select(b => b.Status(HttpMethod.Post, "/link/" + link.Code)));
            Assert.Single(answers, HttpStatusCode.SeeOther);
            Assert.Equal(5, answers.Count(a => a == HttpStatusCode.Gone));
            Assert.Single(browsers, b => b.Cookie is not null);
            browsers.ForEach(b => b.Dispose());
        }
    }

    [Fact]
    public async Task An_expired_link_is_gone_and_an_unknown_one_not_found()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, time: clock);
        var link = await LinkOf(site, TimeSpan.FromHours(1));
        using var browser = site.Open();
        clock.Now += TimeSpan.FromMinutes(59);
        Assert.Equal(HttpStatusCode.OK, await browser.Status(HttpMethod.Get, "/link/" + link.Code));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.Gone, await browser.Status(HttpMethod.Get, "/link/" + link.Code));
        Assert.Equal(HttpStatusCode.Gone, await browser.Status(HttpMethod.Post, "/link/" + link.Code));
        Assert.Equal(HttpStatusCode.NotFound, await browser.Status(HttpMethod.Post, "/link/" + Secret.Make(128)));
        Assert.Null(browser.Cookie);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_but_a_good_link_elsewhere_still_works()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, null, clock, ("Access:TriesPerAddress", "3"));
        using var guesser = site.Open();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, await guesser.Status(HttpMethod.Post, "/link/" + Secret.Make(128)));
        }

        using var slowed = await guesser.Send(HttpMethod.Post, "/link/" + Secret.Make(128));
        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.InRange(slowed.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        clock.Now += TimeSpan.FromMinutes(15);
        var link = await LinkOf(site);
        Assert.Equal(HttpStatusCode.SeeOther, await guesser.Status(HttpMethod.Post, "/link/" + link.Code));
    }

    [Fact]
    public async Task A_link_of_somebody_who_was_shut_out_is_worth_nothing()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        var member = await site.Get<Members>().Make("guest", Role.Member, CancellationToken.None);
        var link = await site.Get<OneTimeLinks>().Make(member!.Id, null, CancellationToken.None);
        await site.Get<Members>().Change(member.Id, null, disabled: true, CancellationToken.None);
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.NotFound, await browser.Status(HttpMethod.Post, "/link/" + link.Code));
    }

    [Fact]
    public async Task The_code_is_neither_kept_nor_logged_nor_passed_on()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, null, null, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
        var link = await LinkOf(site);
        using var browser = site.Open();
        using var page = await browser.Send(HttpMethod.Get, "/link/" + link.Code);
        Assert.Equal("strict-origin", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(link.Code, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await browser.Status(HttpMethod.Post, "/link/" + link.Code);
        await browser.Status(HttpMethod.Post, "/link/" + link.Code);
        await browser.Read("/api/v1/session");

        Assert.NotEmpty(site.Logged);
        Assert.Contains(site.Logged, l => l.Contains("host signed in by Link", StringComparison.Ordinal));
        var token = browser.Cookie!.Split('=')[1];
        foreach (var line in site.Logged.ToArray())
        {
            Assert.False(line.Contains(link.Code, StringComparison.Ordinal), "the log names the code: " + line);
            Assert.False(line.Contains(token, StringComparison.Ordinal), "the log names the session: " + line);
        }

        await using var connection = await site.Get<Database>().Read(CancellationToken.None);
        var kept = string.Concat(await connection.QueryAsync<string>("select code_hash from house.one_time_link union all select token_hash from house.session"));
        Assert.DoesNotContain(link.Code, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_cannot_break_out_of_the_page()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        var member = await site.Get<Members>().Make("<script>x</script>&\"'", Role.Member, CancellationToken.None);
        var link = await site.Get<OneTimeLinks>().Make(member!.Id, null, CancellationToken.None);
        using var browser = site.Open();
        using var page = await browser.Send(HttpMethod.Get, "/link/" + link.Code);
        Assert.DoesNotContain("<script", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_loads_nothing_that_its_policy_forbids()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        var link = await LinkOf(site);
        using var browser = site.Open();
        using var page = await browser.Send(HttpMethod.Get, "/link/" + link.Code);
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        using var style = await browser.Send(HttpMethod.Get, "/link.css");
        Assert.Equal("text/css", style.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("de-AT, en;q=0.8", "de", "Anmelden")]
    [InlineData("fr, en-GB;q=0.5, de;q=0.4", "en", "Sign in")]
    [InlineData("", "en", "Sign in")]
    public async Task The_page_speaks_the_browsers_language(string accept, string language, string button)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        var link = await LinkOf(site);
        using var browser = site.Open();
        using var page = await browser.Send(HttpMethod.Get, "/link/" + link.Code, null, ("Accept-Language", accept));
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Contains($">{button}</button>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_nowhere_but_home()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        var link = await LinkOf(site);
        using var browser = site.Open();
        using var answer = await browser.Send(HttpMethod.Post, $"/link/{link.Code}?returnUrl=https://evil.example&next=//evil.example");
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }
}
