using System.Net;
using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Tests.Access;

public sealed class MembersTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task The_first_start_makes_one_host_however_many_start_at_once(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess());
        var members = house.Get<Members>();
        Assert.Null(await members.Host(CancellationToken.None));
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => members.EnsureHost(i % 2 == 0 ? null : "Ada", CancellationToken.None)));
        Assert.Single(made.Select(m => m.Id).Distinct());
        Assert.Single(await members.All(CancellationToken.None));
        Assert.Equal(Role.Host, made[0].Role);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Names_are_unique_in_any_case_and_found_in_any(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess());
        var members = house.Get<Members>();
        var made = await members.Make("Ärla", Role.Child, CancellationToken.None);
        Assert.NotNull(made);
        Assert.Null(await members.Make("äRLA", Role.Member, CancellationToken.None));
        Assert.Equal(made, await members.ByName(" ÄRLA", CancellationToken.None));
        Assert.Equal(made, await members.Find(made.Id, CancellationToken.None));
        Assert.Null(await members.Find(made.Id + 1, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_last_host_stays_host_and_in(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess());
        var members = house.Get<Members>();
        var host = await members.EnsureHost(null, CancellationToken.None);
        Assert.Equal(MemberChange.LastHost, await members.Change(host.Id, Role.Member, null, CancellationToken.None));
        Assert.Equal(MemberChange.LastHost, await members.Change(host.Id, null, true, CancellationToken.None));
        var second = await members.Make("second", Role.Host, CancellationToken.None);
        var both = await Task.WhenAll(
            members.Change(host.Id, Role.Member, null, CancellationToken.None), members.Change(second!.Id, null, true, CancellationToken.None));
        Assert.Equal([MemberChange.Done, MemberChange.LastHost], both.Order());
        Assert.NotNull(await members.Host(CancellationToken.None));
        Assert.Equal(MemberChange.NotThere, await members.Change(99, Role.Host, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_host_adds_a_member_whose_link_signs_them_in()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var made = await host.Send(HttpMethod.Post, "/api/v1/members", new { name = "Ada", role = "child" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var link = new Uri((await Browser.Body(made)).GetProperty("link").GetString()!);
        Assert.Equal(site.Address.Authority, link.Authority);
        using var ada = site.Open();
        Assert.Equal(HttpStatusCode.SeeOther, await ada.Status(HttpMethod.Post, link.AbsolutePath));
        var member = (await ada.Read("/api/v1/session")).GetProperty("member");
        Assert.Equal(("Ada", "child"), (member.GetProperty("name").GetString(), member.GetProperty("role").GetString()));

        Assert.Equal(HttpStatusCode.Conflict, await host.Status(HttpMethod.Post, "/api/v1/members", new { name = "ADA" }));
        Assert.Equal(HttpStatusCode.BadRequest, await host.Status(HttpMethod.Post, "/api/v1/members", new { name = "a\nb" }));
        Assert.Equal(HttpStatusCode.Conflict, await host.Status(HttpMethod.Put, "/api/v1/members/1", new { role = "member" }));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Post, "/api/v1/members/99/link"));
        using var again = await host.Send(HttpMethod.Post, "/api/v1/members/2/link");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.StartsWith("/link/", new Uri((await Browser.Body(again)).GetProperty("url").GetString()!).AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  Ada  ", "Ada")]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("a\u0007b", null)]
    [InlineData("a\u2028b", null)]
    [InlineData("12345678901234567890123456789012345678901", null)]
    public void A_name_is_cleaned_or_refused(string name, string? clean) => Assert.Equal(clean, MemberName.Clean(name));

    [Fact]
    public void Half_a_character_is_no_name() => Assert.Null(MemberName.Clean("a" + (char)0xD800));
}
