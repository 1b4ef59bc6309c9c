using System.Net;
using System.Text.Json;
using Dapper;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Tests.Access;

/// <summary>S8: an invitation makes one member, by a link of 128 bits or by six digits that cannot be guessed in their ten minutes.</summary>
public sealed class InvitationTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    static async Task<JsonElement> Invite(Browser host, object? request = null)
    {
        using var made = await host.Send(HttpMethod.Post, "/api/v1/invitations", request ?? new { });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await Browser.Body(made);
    }

    static string SecretOf(JsonElement invitation) => new Uri(invitation.GetProperty("link").GetString()!).AbsolutePath["/join/".Length..];

    static Task<HttpStatusCode> Join(Browser browser, string invitation, string? name = null, string? password = null) =>
        browser.Status(HttpMethod.Post, "/api/v1/joining", new { invitation, name, password });

    static Task<HttpResponseMessage> Type(Browser browser, string code) => browser.Send(HttpMethod.Post, "/api/v1/joining/code", new { code });

    [Theory, MemberData(nameof(Engines))]
    public async Task The_invited_looks_chooses_a_name_and_a_password_and_is_in_once(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        var invitation = await Invite(host, new { role = "child" });
        Assert.Equal(site.Address.Authority, new Uri(invitation.GetProperty("link").GetString()!).Authority);
        Assert.StartsWith("<svg ", invitation.GetProperty("qr").GetString(), StringComparison.Ordinal);

        using var ada = site.Open();
        for (var i = 0; i < 2; i++)
        {
            using var look = await ada.Send(HttpMethod.Post, "/api/v1/joining/look", new { invitation = SecretOf(invitation) });
            var greeting = await Browser.Body(look);
            Assert.Equal(("child", "host", "Marquee", 10), (greeting.GetProperty("role").GetString(), greeting.GetProperty("invitedBy").GetString(), greeting.GetProperty("house").GetString(), greeting.GetProperty("passwords").GetInt32()));
        }

        Assert.Equal(HttpStatusCode.Conflict, await Join(ada, SecretOf(invitation), "HOST"));
        Assert.Equal(HttpStatusCode.BadRequest, await Join(ada, SecretOf(invitation), " "));
        Assert.Equal(HttpStatusCode.BadRequest, await Join(ada, SecretOf(invitation), "Ada", "short"));
        Assert.Equal(HttpStatusCode.NoContent, await Join(ada, SecretOf(invitation), " Ada ", "a good password"));
        var member = (await ada.Read("/api/v1/session")).GetProperty("member");
        Assert.Equal(("Ada", "child", true), (member.GetProperty("name").GetString(), member.GetProperty("role").GetString(), member.GetProperty("hasPassword").GetBoolean()));
        Assert.Equal(0, (await host.Read("/api/v1/invitations")).GetArrayLength());

        using var late = site.Open();
        Assert.Equal(HttpStatusCode.Gone, await Join(late, SecretOf(invitation), "Eve"));
        Assert.Equal(HttpStatusCode.NotFound, (await Type(late, invitation.GetProperty("code").GetString()!)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await late.Status(HttpMethod.Post, "/api/v1/session", new { name = "ada", password = "a good password" }));
        Assert.Contains(site.Logged, l => l.Contains("Ada signed in by Invitation", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Logged, l => l.Contains(SecretOf(invitation), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_many_who_accept_at_once_one_becomes_a_member(Engine engine)
    {
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        var secret = SecretOf(await Invite(host));
        var joining = site.Get<Joining>();
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => joining.Join(secret, $"friend {i}", null, CancellationToken.None)));
        Assert.Single(all, a => a.Outcome == JoinOutcome.Done);
        Assert.Equal(5, all.Count(a => a.Outcome == JoinOutcome.NotFresh));
        Assert.Equal(2, (await site.Get<Members>().All(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_host_may_set_the_name_and_what_is_taken_back_or_late_makes_nobody()
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, time: clock);
        using var host = await site.SignedIn();
        using var friend = site.Open();
        var named = await Invite(host, new { name = "Zoë" });
        Assert.Equal(HttpStatusCode.NoContent, await Join(friend, SecretOf(named), "something else"));
        Assert.Equal("Zoë", (await friend.Read("/api/v1/session")).GetProperty("member").GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.Conflict, await host.Status(HttpMethod.Post, "/api/v1/invitations", new { name = "zoë" }));

        var back = await Invite(host);
        Assert.Equal(HttpStatusCode.NoContent, await host.Status(HttpMethod.Delete, $"/api/v1/invitations/{back.GetProperty("id")}"));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Delete, $"/api/v1/invitations/{back.GetProperty("id")}"));
        Assert.Equal(HttpStatusCode.NotFound, await Join(friend, SecretOf(back), "Eve"));

        var late = await Invite(host);
        clock.Now += TimeSpan.FromHours(72);
        Assert.Equal(HttpStatusCode.Gone, await Join(friend, SecretOf(late), "Eve"));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Post, $"/api/v1/invitations/{late.GetProperty("id")}/code"));
    }

    [Fact]
    public async Task An_invitation_gives_no_more_than_its_maker_still_could()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var second = await site.SignedIn("second", Role.Host);
        using var friend = site.Open();
        var invitation = await Invite(second, new { role = "host" });
        var members = site.Get<Members>();
        await members.Change((await members.ByName("second", CancellationToken.None))!.Id, Role.Member, null, CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotFound, await Join(friend, SecretOf(invitation), "Eve"));
        Assert.Equal(HttpStatusCode.NotFound, (await Type(friend, invitation.GetProperty("code").GetString()!)).StatusCode);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Six_digits_work_once_for_ten_minutes_in_the_place_of_the_link(Engine engine)
    {
        var clock = new SetClock();
        await using var house = await TestHouse.Open(engine);
        await using var site = await TestSite.Start(house, time: clock);
        using var host = await site.SignedIn();
        using var television = site.Open();
        var invitation = await Invite(host);
        var code = invitation.GetProperty("code").GetString()!;
        Assert.Matches("^[0-9]{6}$", code);
        clock.Now += TimeSpan.FromMinutes(10);
        Assert.Equal(HttpStatusCode.NotFound, (await Type(television, code)).StatusCode);
        using var another = await host.Send(HttpMethod.Post, $"/api/v1/invitations/{invitation.GetProperty("id")}/code");
        code = (await Browser.Body(another)).GetProperty("code").GetString()!;
        await using (var connection = await site.Get<Database>().Read(CancellationToken.None))
        {
            Assert.DoesNotContain(code, await connection.ExecuteScalarAsync<string>("select code_hash || link_hash from house.invitation"), StringComparison.Ordinal);
        }

        using var right = await Type(television, $" {code[..3]}-{code[3..]} ");
        var secret = (await Browser.Body(right)).GetProperty("invitation").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, (await Type(television, code)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await Join(television, SecretOf(invitation), "Eve"));
        Assert.Equal(HttpStatusCode.NoContent, await Join(television, secret, "Living room"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Twenty_wrong_codes_from_anywhere_end_every_code_but_no_link(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess());
        var host = await house.Get<Members>().EnsureHost(null, CancellationToken.None);
        var (invitations, codes) = (house.Get<Invitations>(), house.Get<InvitationCodes>());
        var made = await invitations.Make(host.Id, Role.Member, null, CancellationToken.None);
        var code = (await codes.Make(made.Id, CancellationToken.None))!.Value.Code;
        var wrong = code == "000000" ? "000001" : "000000";
        await Task.WhenAll(Enumerable.Range(0, InvitationCodes.MostTries - 1).Select(_ => codes.Exchange(wrong, CancellationToken.None)));
        Assert.NotNull((await invitations.Open(CancellationToken.None))[0].CodeUntil(0));
        Assert.Null(await codes.Exchange(wrong, CancellationToken.None));
        Assert.Null(await codes.Exchange(code, CancellationToken.None));
        Assert.Null((await invitations.Open(CancellationToken.None))[0].CodeUntil(0));
        Assert.Equal(LinkState.Fresh, (await invitations.Look(made.Link, CancellationToken.None)).State);
        var next = (await codes.Make(made.Id, CancellationToken.None))!.Value.Code;
        Assert.NotNull(await codes.Exchange(next, CancellationToken.None));
    }

    [Fact]
    public async Task An_address_waits_after_ten_wrong_codes_and_is_seen_by_the_hosts()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var guesser = site.Open();
        for (var i = 0; i < InvitationCodes.TriesPerAddress; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Type(guesser, $"{i:D6}")).StatusCode);
        }

        var code = (await Invite(host)).GetProperty("code").GetString()!;
        using var stopped = await Type(guesser, code);
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
        Assert.InRange(stopped.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var seen = (await host.Read("/api/v1/members/sign-ins")).EnumerateArray().Select(r => r.GetProperty("outcome").GetString()).ToList();
        Assert.Equal((1, 10), (seen.Count(o => o == "tooMany"), seen.Count(o => o == "wrongCode")));
    }

    [Fact]
    public async Task Without_passwords_an_invitation_takes_none()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house, settings: ("Access:Passwords", "false"));
        using var host = await site.SignedIn();
        using var friend = site.Open();
        var secret = SecretOf(await Invite(host));
        using var look = await friend.Send(HttpMethod.Post, "/api/v1/joining/look", new { invitation = secret });
        Assert.Equal(JsonValueKind.Null, (await Browser.Body(look)).GetProperty("passwords").ValueKind);
        Assert.Equal(HttpStatusCode.BadRequest, await Join(friend, secret, "Ada", "a good password"));
        Assert.Equal(HttpStatusCode.NoContent, await Join(friend, secret, "Ada"));
    }
}
