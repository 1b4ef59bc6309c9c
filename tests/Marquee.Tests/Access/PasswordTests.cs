using System.Net;
using Dapper;
using Marquee.Access;
using Marquee.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marquee.Tests.Access;

public sealed class PasswordTests
{
    const string Good = "correct horse battery";

    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static Task<HttpStatusCode> SignIn(Browser browser, string name, string password) =>
        browser.Status(HttpMethod.Post, "/api/v1/session", new { name, password });

    static async Task SetPassword(TestSite site, string member, string password) =>
        await site.Get<Passwords>().Set((await site.Get<Members>().ByName(member, CancellationToken.None))!.Id, password, CancellationToken.None);

    [Theory, MemberData(nameof(Engines))]
    public async Task A_password_once_set_signs_in_whatever_the_case_of_the_name(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        Assert.Equal(HttpStatusCode.NoContent, await host.Status(HttpMethod.Put, "/api/v1/session/password", new { password = Good }));

        using var other = site.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(other, "host", Good + "!"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(other, "nobody", Good));
        Assert.Null(other.Cookie);
        using var answer = await other.Send(HttpMethod.Post, "/api/v1/session", new { name = " HOST ", password = Good });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var session = await Browser.Body(answer);
        Assert.True(session.GetProperty("member").GetProperty("hasPassword").GetBoolean());
        Assert.NotEmpty(session.GetProperty("csrf").GetString()!);
        Assert.Equal(engine == Engine.Sqlite ? "sqlite" : "postgres", session.GetProperty("instance").GetProperty("engine").GetString());
    }

    [Fact]
    public async Task Short_passwords_are_refused_with_a_sentence()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var answer = await host.Send(HttpMethod.Put, "/api/v1/session/password", new { password = "nine char" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("at least 10", (await Browser.Body(answer)).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_needs_the_current_one_unless_a_fresh_link_proved_who_asks()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, time: clock);
        await SetPassword(site, "host", Good);
        using var byPassword = site.Open();
        await SignIn(byPassword, "host", Good);
        await byPassword.LoadToken();
        Assert.Equal(HttpStatusCode.BadRequest, await byPassword.Status(HttpMethod.Put, "/api/v1/session/password", new { password = "another password" }));
        Assert.Equal(HttpStatusCode.BadRequest, await byPassword.Status(HttpMethod.Put, "/api/v1/session/password", new { current = "wrong", password = "another password" }));
        Assert.Equal(HttpStatusCode.NoContent, await byPassword.Status(HttpMethod.Put, "/api/v1/session/password", new { current = Good, password = "another password" }));

        using var byLink = await site.SignedIn();
        clock.Now += TimeSpan.FromMinutes(29);
        Assert.Equal(HttpStatusCode.NoContent, await byLink.Status(HttpMethod.Put, "/api/v1/session/password", new { password = "a third password" }));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.BadRequest, await byLink.Status(HttpMethod.Put, "/api/v1/session/password", new { password = "a fourth password" }));
    }

    [Fact]
    public async Task A_new_password_signs_the_other_devices_out_but_not_this_one()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var here = await site.SignedIn();
        using var there = await site.SignedIn();
        using var somebodyElse = await site.SignedIn("ada");
        Assert.Equal(HttpStatusCode.NoContent, await here.Status(HttpMethod.Put, "/api/v1/session/password", new { password = Good }));
        Assert.Equal(HttpStatusCode.OK, await here.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await there.Status(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.OK, await somebodyElse.Status(HttpMethod.Get, "/api/v1/session"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Guessing_one_name_stops_after_ten_tries_even_with_the_right_password(Engine engine)
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house, time: clock);
        await SetPassword(site, "host", Good);
        using var guesser = site.Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => SignIn(guesser, "Host", $"guess number {i}")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Unauthorized, a));
        using var stopped = await guesser.Send(HttpMethod.Post, "/api/v1/session", new { name = "host", password = Good });
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(15), stopped.Headers.RetryAfter!.Delta);
        Assert.Contains("marquee link", (await Browser.Body(stopped)).GetProperty("title").GetString(), StringComparison.Ordinal);
        using var locked = await site.SignedIn();
        Assert.Equal(HttpStatusCode.OK, await locked.Status(HttpMethod.Get, "/api/v1/session"));

        clock.Now += TimeSpan.FromMinutes(15);
        Assert.Equal(HttpStatusCode.OK, await SignIn(guesser, "host", Good));
    }

    [Fact]
    public async Task Guessing_many_names_from_one_address_stops_too()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, null, null, ("Access:TriesPerAddress", "4"));
        await SetPassword(site, "host", Good);
        using var browser = site.Open();
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "host", Good)); // what works does not count
        }

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(browser, $"name{i}", Good));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await SignIn(browser, "name5", Good));
    }

    [Fact]
    public async Task A_failed_try_is_one_line_without_the_password_or_what_was_typed_as_a_name()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        await SetPassword(site, "host", Good);
        using var browser = site.Open();
        await SignIn(browser, "host", "wrong password typed");
        await SignIn(browser, "my secret as name", "wrong password typed");
        Assert.Single(site.Logged, l => l.Contains("Information: Sign-in failed for host from 127.0.0.1", StringComparison.Ordinal));
        Assert.Single(site.Logged, l => l.Contains("Information: Sign-in failed for an unknown name", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Logged, l => l.Contains("typed", StringComparison.Ordinal) || l.Contains("my secret", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_old_hash_is_made_anew_when_its_member_signs_in(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        await SetPassword(site, "host", Good);
        var old = new PasswordHasher<Member>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(new Member(), Good);
        await site.Get<Database>().Write(Store.House, w => w.Execute("update house.credential set password_hash = @old", new { old }), CancellationToken.None);
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "host", Good));
        await using var connection = await site.Get<Database>().Read(CancellationToken.None);
        Assert.NotEqual(old, await connection.ExecuteScalarAsync<string>("select password_hash from house.credential"));
        Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "host", Good));
    }

    [Fact]
    public async Task Two_spellings_of_one_accented_password_are_the_same()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        await SetPassword(site, "host", "caf\u00e9 caf\u00e9 caf\u00e9");
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "host", "cafe\u0301 cafe\u0301 cafe\u0301"));
    }

    [Fact]
    public async Task An_unknown_name_costs_as_much_work_as_a_known_one()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        await SetPassword(site, "host", Good);
        var (passwords, host) = (site.Get<Passwords>(), await site.Get<Members>().Host(CancellationToken.None));
        var known = await Fastest(() => passwords.Check(host, "wrong password", CancellationToken.None));
        var unknown = await Fastest(() => passwords.Check(null, "wrong password", CancellationToken.None));
        Assert.InRange(unknown / known, 0.2, 5); // without the work it is below 0.01

        static async Task<double> Fastest(Func<Task> work)
        {
            var best = double.MaxValue;
            for (var i = 0; i < 4; i++)
            {
                var started = TimeProvider.System.GetTimestamp();
                await work();
                best = Math.Min(best, TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }

            return best;
        }
    }
}
