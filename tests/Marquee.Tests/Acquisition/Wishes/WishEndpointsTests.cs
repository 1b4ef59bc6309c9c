using System.Net;
using System.Text.Json;
using Marquee.Access;
using Marquee.Acquisition;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Tests.Access;
using Marquee.Watching;

namespace Marquee.Tests.Acquisition.Wishes;

/// <summary>Wishes over HTTP: a host, two members, a stranger, and keys, which obey the rules of their member (S9).</summary>
public sealed class WishEndpointsTests
{
    const string Film = "tt9000001";
    const string Series = "tt8000001";

    static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_member_wishes_a_host_decides_and_nobody_else_sees_it(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var ivo = await site.SignedIn("Ivo");
        using var uma = await site.SignedIn("Uma");
        Assert.Equal("wishes.noFilms", (await Refused(ivo, new { title = Film })).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, await ivo.Status(HttpMethod.Put, $"/api/v1/members/{house.Ivo.Member}/wishes", new { films = true, days = 30 }));
        await Ok(ada, HttpMethod.Put, $"/api/v1/members/{house.Ivo.Member}/wishes", new { films = true, series = true, count = 2, days = 30 });

        var offer = await ivo.Read($"/api/v1/wishes/titles/{Series}");
        Assert.Equal(("series", true, 2), (offer.GetProperty("kind").GetString(), offer.GetProperty("needsHost").GetBoolean(), offer.GetProperty("quota").GetProperty("left").GetInt32()));
        Assert.Equal([(1, 2), (2, 1)], offer.GetProperty("seasons").EnumerateArray().Select(s => (s.GetProperty("number").GetInt32(), s.GetProperty("episodes").GetInt32())));
        var wish = (await Ok(ivo, HttpMethod.Post, "/api/v1/wishes", new { title = Series, part = "seasons", seasons = new[] { 2, 1 }, id = "made-on-a-phone" })).GetProperty("wish");
        Assert.Equal(("made-on-a-phone", "approval", "[1,2]"), (wish.GetProperty("id").GetString(), wish.GetProperty("state").GetString(), wish.GetProperty("seasons").GetRawText()));

        foreach (var path in new[] { "", "/withdrawal", "/try" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await uma.Status(path.Length == 0 ? HttpMethod.Get : HttpMethod.Post, $"/api/v1/wishes/made-on-a-phone{path}", path.Length == 0 ? null : new { }));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await ivo.Status(HttpMethod.Post, "/api/v1/wishes/made-on-a-phone/approval", new { }));
        Assert.Equal(HttpStatusCode.Forbidden, await ivo.Status(HttpMethod.Get, "/api/v1/wishes/all"));
        Assert.Empty((await uma.Read("/api/v1/wishes")).GetProperty("items").EnumerateArray());
        var all = await ada.Read("/api/v1/wishes/all?state=approval");
        Assert.Equal(("Ivo", 1), (all.GetProperty("items")[0].GetProperty("members")[0].GetProperty("name").GetString(), all.GetProperty("waiting").GetInt32()));

        var refused = await Ok(ada, HttpMethod.Post, "/api/v1/wishes/made-on-a-phone/refusal", new { reason = "no room" });
        Assert.Equal("A host said no: no room", refused.GetProperty("wish").GetProperty("why").GetString());
        await Ok(ada, HttpMethod.Post, $"/api/v1/facts/{refused.GetProperty("fact").GetInt64()}/undo", new { });
        await Ok(ada, HttpMethod.Post, "/api/v1/wishes/made-on-a-phone/approval", new { });
        var steps = (await ivo.Read("/api/v1/wishes/made-on-a-phone")).GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("to").GetString());
        Assert.Equal(["approval", "refused", "approval", "buffer"], steps);
        Assert.Equal("withdrawn", (await Ok(ivo, HttpMethod.Post, "/api/v1/wishes/made-on-a-phone/withdrawal", new { })).GetProperty("wish").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_key_may_no_more_than_its_member()
    {
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        await Ok(ada, HttpMethod.Put, $"/api/v1/members/{house.Ivo.Member}/wishes", new { films = true, count = 1, days = 30 });
        await Ok(ada, HttpMethod.Put, $"/api/v1/members/{house.Cleo.Member}/wishes", new { films = true, approved = true, days = 30 });
        using var stranger = site.Open();
        var (reads, writes) = (await Key("Ivo", KeyScope.Read), await Key("Ivo", KeyScope.Write));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Post, "/api/v1/wishes", new { title = Film }));
        Assert.Equal(HttpStatusCode.Forbidden, await stranger.Status(HttpMethod.Post, "/api/v1/wishes", new { title = Film }, reads));
        using var asked = await stranger.Send(HttpMethod.Post, "/api/v1/wishes", new { title = Film }, writes);
        var wish = (await Browser.Body(asked)).GetProperty("wish");
        Assert.Equal("approval", wish.GetProperty("state").GetString());
        var id = wish.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Conflict, await stranger.Status(HttpMethod.Post, "/api/v1/wishes", new { title = "tt9000002" }, writes)); // its quota
        Assert.Equal(HttpStatusCode.Forbidden, await stranger.Status(HttpMethod.Post, $"/api/v1/wishes/{id}/approval", new { }, writes));
        Assert.Equal(HttpStatusCode.Forbidden, await stranger.Status(HttpMethod.Post, $"/api/v1/wishes/{id}/approval", new { }, await Key("Ada", KeyScope.Write)));

        // A child's key waits for a host as the child does, whatever was ticked; and what it does not see is not there.
        var child = await Key("Cleo", KeyScope.Write);
        using var childs = await stranger.Send(HttpMethod.Post, "/api/v1/wishes", new { title = Film }, child);
        Assert.Equal("approval", (await Browser.Body(childs)).GetProperty("wish").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(HttpMethod.Post, "/api/v1/wishes", new { title = "tt9000002" }, child));

        using var approved = await stranger.Send(HttpMethod.Post, $"/api/v1/wishes/{id}/approval", new { }, await Key("Ada", KeyScope.Household));
        Assert.Equal("buffer", (await Browser.Body(approved)).GetProperty("wish").GetProperty("state").GetString());

        async Task<(string, string)> Key(string member, KeyScope scope) => ("Authorization", "Bearer " + await site.Key(member, scope));
    }

    [Theory]
    [InlineData("""{"title":"nothing"}""", "screens.wish.title")]
    [InlineData("""{"title":"tt9000001","part":"half"}""", "screens.wish.part")]
    [InlineData("""{"title":"tt8000001","part":"seasons","seasons":[]}""", "screens.wish.part")]
    [InlineData("""{"title":"tt8000001","part":"episodes","episodes":["1-2"]}""", "screens.wish.part")]
    public async Task What_cannot_be_read_is_told_with_its_field(string body, string code)
    {
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        using var answer = await ada.Send(HttpMethod.Post, "/api/v1/wishes", JsonSerializer.Deserialize<JsonElement>(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await Browser.Body(answer)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_card_says_what_was_asked_for_and_only_what_can_be_done()
    {
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        Assert.Equal("withdraw tryNow refuse", await Can());
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set sent_to = 1, connection = 1, profile = 4, root_folder = '/media/4k'"), Ct);
        Assert.Equal("tryNow", await Can());
        var card = (await ada.Read($"/api/v1/wishes/{id}")).GetProperty("wish");
        Assert.Equal((1, 4, "/media/4k"), (card.GetProperty("connection").GetInt32(), card.GetProperty("qualityProfile").GetInt32(), card.GetProperty("rootFolder").GetString()));

        async Task<string> Can() => string.Join(' ', (await ada.Read($"/api/v1/wishes/{id}")).GetProperty("wish").GetProperty("can").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task A_house_gets_nothing_without_the_word_that_it_may_have_it()
    {
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await using var site = await Start(house);
        using var ada = await site.SignedIn("Ada");
        Assert.False((await Ok(ada, HttpMethod.Put, "/api/v1/house/wishes", new { on = false })).GetProperty("on").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, "/api/v1/house/wishes", new { on = true }));
        Assert.Equal("wishes.houseOff", (await Refused(ada, new { title = Film })).GetProperty("code").GetString());
        Assert.True((await Ok(ada, HttpMethod.Put, "/api/v1/house/wishes", new { on = true, mayHave = true })).GetProperty("on").GetBoolean());
        var rules = await Ok(ada, HttpMethod.Post, "/api/v1/house/wishes/rules", new { kind = "film", minRating = 70 });
        Assert.Equal(70, rules.GetProperty("rules")[0].GetProperty("minRating").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Post, "/api/v1/house/wishes/rules", new { minRating = 700 }));
        Assert.Empty((await Ok(ada, HttpMethod.Delete, $"/api/v1/house/wishes/rules/{rules.GetProperty("rules")[0].GetProperty("id").GetInt64()}")).GetProperty("rules").EnumerateArray());
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, $"/api/v1/members/{house.Ada.Member}/wishes", new { films = true, days = 30 }));
        Assert.Equal(HttpStatusCode.BadRequest, await ada.Status(HttpMethod.Put, $"/api/v1/members/{house.Ivo.Member}/wishes", new { films = true, days = 0 }));
    }

    static Task<TestSite> Start(WishHouse house) => TestSite.StartWith(
        house.House, services => services.AddJournal().AddJobs().AddCatalog().AddWatching().AddAcquisition().AddDiscovery().AddScreens(), app =>
        {
            app.MapWishes();
            app.MapWishRules();
            app.MapFacts();
        });

    static async Task<JsonElement> Ok(Browser browser, HttpMethod method, string path, object? body = null)
    {
        using var answer = await browser.Send(method, path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        return await Browser.Body(answer);
    }

    static async Task<JsonElement> Refused(Browser browser, object body)
    {
        using var answer = await browser.Send(HttpMethod.Post, "/api/v1/wishes", body);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return await Browser.Body(answer);
    }
}
