using System.Net;
using Marquee.Access;
using Marquee.Households;
using Marquee.Storage;
using Marquee.Tests.Access;

namespace Marquee.Tests.Households;

public sealed class PreferencesTests
{
    public static TheoryData<Engine> Engines => new(Engine.Sqlite, Engine.Postgres);

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_absent_stays_as_it_is(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess().AddHouseholds());
        var host = await house.Get<Members>().EnsureHost(null, CancellationToken.None);
        var preferences = house.Get<Preferences>();
        Assert.Equal(Preferences.Default, await preferences.Of(host.Id, CancellationToken.None));
        Assert.True(await preferences.Set(host.Id, new PreferenceChange { Language = "pt-BR", Theme = Theme.Dark }, CancellationToken.None));
        Assert.True(await preferences.Set(host.Id, new PreferenceChange { TimeZone = "Asia/Kolkata" }, CancellationToken.None));
        Assert.Equal(new MemberPreferences("pt-BR", "Asia/Kolkata", Theme.Dark, RatingStyle.Ten), await preferences.Of(host.Id, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_choice_of_language_and_time_zone_can_be_taken_back(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess().AddHouseholds());
        var host = await house.Get<Members>().EnsureHost(null, CancellationToken.None);
        var preferences = house.Get<Preferences>();
        await preferences.Set(host.Id, new PreferenceChange { Language = "de", TimeZone = "Europe/Berlin" }, CancellationToken.None);
        var (back, wrong) = PreferenceRules.Check(new PreferenceChange { Language = "auto", TimeZone = "auto" }, Role.Host);
        Assert.Null(wrong);
        await preferences.Set(host.Id, back, CancellationToken.None);
        Assert.Equal(Preferences.Default, await preferences.Of(host.Id, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_taken_name_changes_nothing_at_all(Engine engine)
    {
        await using var house = await TestHouse.Open(engine, s => s.AddAccess().AddHouseholds());
        var (members, preferences) = (house.Get<Members>(), house.Get<Preferences>());
        var host = await members.EnsureHost(null, CancellationToken.None);
        await members.Make("Ada", Role.Member, CancellationToken.None);
        Assert.False(await preferences.Set(host.Id, new PreferenceChange { Name = "ADA", Language = "de", ShowAdult = true }, CancellationToken.None));
        Assert.Equal((null, false), ((await preferences.Of(host.Id, CancellationToken.None)).Language, (await members.Find(host.Id, CancellationToken.None))!.ShowAdult));
        Assert.True(await preferences.Set(host.Id, new PreferenceChange { Name = "Host", ShowAdult = true }, CancellationToken.None));
        Assert.Equal(("Host", true), ((await members.Host(CancellationToken.None))!.Name, (await members.Host(CancellationToken.None))!.ShowAdult));
    }

    [Fact]
    public async Task Adult_titles_are_hidden_until_asked_for_and_from_children_always()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var child = await site.SignedIn("kid", Role.Child);
        Assert.False((await host.Read("/api/v1/session")).GetProperty("member").GetProperty("showAdult").GetBoolean());
        using var set = await host.Send(HttpMethod.Put, "/api/v1/session/preferences", new { showAdult = true });
        Assert.True((await Browser.Body(set)).GetProperty("showAdult").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, await child.Status(HttpMethod.Put, "/api/v1/session/preferences", new { showAdult = true }));
        Assert.False(Viewers.Of(new Member { Role = Role.Child, ShowAdult = true }, Origin.Page).ShowAdult);
    }

    [Theory]
    [InlineData("language", "english please")]
    [InlineData("language", "en\n")]
    [InlineData("timeZone", "Mars/Olympus")]
    [InlineData("timeZone", "../../etc/passwd")]
    [InlineData("name", "")]
    public async Task Nonsense_is_refused_by_field(string field, string value)
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        using var answer = await host.Send(HttpMethod.Put, "/api/v1/session/preferences", new Dictionary<string, string> { [field] = value });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await Browser.Body(answer)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_name_of_somebody_else_is_a_conflict()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var ada = await site.SignedIn("ada");
        Assert.Equal(HttpStatusCode.Conflict, await ada.Status(HttpMethod.Put, "/api/v1/session/preferences", new { name = "HOST" }));
    }

    [Fact]
    public async Task The_session_names_the_instance_and_its_attribution()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        await using var site = await TestSite.Start(house);
        using var host = await site.SignedIn();
        var instance = (await host.Read("/api/v1/session")).GetProperty("instance");
        Assert.Equal(("Marquee", false, "sqlite", false), (instance.GetProperty("name").GetString(), instance.GetProperty("sample").GetBoolean(), instance.GetProperty("engine").GetString(), instance.GetProperty("imdbTermsAccepted").GetBoolean()));
        Assert.Contains("Used with permission", instance.GetProperty("attribution").GetString(), StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+$", instance.GetProperty("version").GetString()!);
        await site.Get<Settings>().Set("imdb.terms", true, CancellationToken.None);
        await site.Get<Generations>().SwitchTo(0, sample: true, part: null, CancellationToken.None);
        instance = (await host.Read("/api/v1/session")).GetProperty("instance");
        Assert.True(instance.GetProperty("imdbTermsAccepted").GetBoolean() && instance.GetProperty("sample").GetBoolean());
    }
}
