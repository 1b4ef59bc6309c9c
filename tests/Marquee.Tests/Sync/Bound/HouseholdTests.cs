using System.Text.Json;
using Marquee.Access;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog.Ceilings;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Bound;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;
using Marquee.Tests.Acquisition;
using Marquee.Tests.Acquisition.Wishes;
using Marquee.Tests.Watching;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Sync.Bound;

/// <summary>Wishes that phones make, and what the house says of them.</summary>
public sealed class HouseholdTests
{
    const string Id = "0b9f63de";

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_wish_made_on_a_phone_is_a_wish_like_any_other(Engine engine)
    {
        await using var house = await Open(engine);
        await Write(house, house.Ada, Id, "1-a", "\"title\":\"tt9000001\",\"part\":\"all\"");
        var wish = (await house.Get<WishReading>().Find(Id, default))!;
        Assert.Equal((Lamp, house.Ada.Member, "phone"), (wish.Title, Assert.Single(wish.Wanted), wish.Members[0].Origin));
        var document = await Read(house, house.Ivo, "wish:" + Id);
        Assert.Equal(("The Lamp", wish.State.Code(), 0, 1), (document.GetProperty("about").GetProperty("name").GetString(), document.GetProperty("state").GetString(), document.GetProperty("wanted").GetArrayLength(), document.GetProperty("others").GetInt32()));

        // The same revision once more, and then withdrawn.
        await Write(house, house.Ada, Id, "1-a", "\"title\":\"tt9000001\",\"part\":\"all\"");
        Assert.Single(await house.Get<WishReading>().Each(null, 10, default));
        await Write(house, house.Ada, Id, $"{await Next(house)}-b {await Winner(house)}", "\"title\":\"tt9000001\",\"part\":\"all\",\"withdrawn\":true");
        Assert.Equal(WishState.Withdrawn, (await house.Get<WishReading>().Find(Id, default))!.State);
        Assert.True((await Read(house, house.Ada, "wish:" + Id)).GetProperty("withdrawn").GetBoolean());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_becomes_of_a_wish_is_heard_of(Engine engine)
    {
        await using var house = await Open(engine);
        var of = await house.Get<HouseholdDatabase>().Open(house.Ivo, default);
        await house.Get<HouseRules>().Set(house.Ada, house.Ivo.Member, new WishRights { Films = true, Series = true }, default);
        var asked = Assert.IsType<Wished>(await house.Get<Wishes>().Ask(house.Ivo, new WishRequest { Id = "by-a-page", Title = Door }, default));
        Assert.Equal("approval", (await Read(house, house.Ada, "wish:by-a-page")).GetProperty("state").GetString());

        // A member's word about another's wish counts for nothing; a host's does.
        await Write(house, house.Ivo, "by-a-page", $"{await Next(house, "by-a-page")}-x {await Winner(house, "by-a-page")}", "\"title\":\"tt9000003\",\"state\":\"buffer\"");
        Assert.Equal(WishState.Approval, (await house.Get<WishReading>().Find(asked.Wish.Id, default))!.State);
        await Write(house, house.Ada, "by-a-page", $"{await Next(house, "by-a-page")}-y {await Winner(house, "by-a-page")}", "\"title\":\"tt9000003\",\"state\":\"refused\",\"why\":{\"text\":\"not now\"}");
        var refused = await Read(house, house.Ivo, "wish:by-a-page");
        Assert.Equal("refused", refused.GetProperty("state").GetString());
        Assert.Contains("not now", refused.GetProperty("why").GetProperty("text").GetString(), StringComparison.Ordinal);
        await Write(house, house.Ada, "by-a-page", $"{await Next(house, "by-a-page")}-z {await Winner(house, "by-a-page")}", "\"title\":\"tt9000003\",\"state\":\"buffer\"");
        Assert.Equal("buffer", (await Read(house, house.Ivo, "wish:by-a-page")).GetProperty("state").GetString());
        Assert.Empty((await house.Get<DocumentStore>().Find(of, "wish:by-a-page", default))!.Tree.Conflicts);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_else_wants_something_and_how_it_ended_is_told_to_hosts_alone(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<HouseRules>().Set(house.Ada, house.Ivo.Member, new WishRights { Films = true, Series = true }, default);
        var wishes = house.Get<Wishes>();
        await wishes.Ask(house.Ada, new WishRequest { Id = "of-the-host", Title = Door }, default);
        var others = await Read(house, house.Ivo, "wish:of-the-host");
        Assert.False(others.TryGetProperty("member", out _));
        await wishes.Ask(house.Ivo, new WishRequest { Title = Door }, default);
        var joined = await Read(house, house.Ivo, "wish:of-the-host");
        Assert.Equal((house.Ivo.Member, 1), (Assert.Single(joined.GetProperty("wanted").EnumerateArray()).GetInt64(), joined.GetProperty("others").GetInt32()));
        var full = await Read(house, house.Ada, "wish:of-the-host");
        Assert.Equal((2, house.Ada.Member), (full.GetProperty("wanted").GetArrayLength(), full.GetProperty("member").GetInt64()));

        // Once it is over it is deleted on the phones of those whose it is not.
        await wishes.Withdraw(house.Ivo, "of-the-host", default);
        await wishes.Refuse(house.Ada, "of-the-host", "a secret", default);
        Assert.Equal("refused", (await Read(house, house.Ada, "wish:of-the-host")).GetProperty("state").GetString());
        var of = await house.Get<HouseholdDatabase>().Open(house.Ivo, default);
        Assert.True((await house.Get<ChangeStore>().These(of, ["wish:of-the-host"], default)) is [{ Deleted: true, Members: "" }]);
        var document = (await house.Get<DocumentStore>().Find(of, "wish:of-the-host", default))!;
        var text = (await house.Get<DocumentReading>().One(of, document, document.Winner, Shown.Plain, default))!;
        Assert.Contains("\"_deleted\":true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_the_rules_deny_is_told_to_who_asked_alone(Engine engine)
    {
        await using var house = await Open(engine);
        await Write(house, house.Ivo, Id, "1-a", "\"title\":\"tt9000001\",\"part\":\"all\""); // Ivo may not ask for anything
        Assert.Null(await house.Get<WishReading>().Find(Id, default));
        var told = await Read(house, house.Ivo, "wish:" + Id);
        Assert.Equal("refused", told.GetProperty("state").GetString());
        Assert.StartsWith("wishes.", told.GetProperty("told").GetProperty("refused").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Undefined, (await Read(house, house.Ada, "wish:" + Id)).ValueKind);
        await Write(house, house.Ivo, Id, $"{await Next(house)}-b {await Winner(house)}", "\"title\":\"tt9000001\",\"part\":\"all\",\"state\":\"refused\"");
        Assert.Equal(JsonValueKind.Undefined, (await Read(house, house.Ivo, "wish:" + Id)).ValueKind);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_bookmark_is_its_members_own_and_what_was_there_before_is_told_too(Engine engine)
    {
        await using var house = await Open(engine);
        await house.Get<Wishes>().Ask(house.Ada, new WishRequest { Id = "remembered", Title = Lamp, Bookmark = true }, default);
        await house.Get<Wishes>().Ask(house.Ada, new WishRequest { Id = "asked-for", Title = Door }, default);
        await house.House.Database.Write(Store.House, w => w.Execute("delete from house.untold_thing"), default); // of a time before there was this database
        Assert.Equal("bookmark", (await Read(house, house.Ada, "wish:remembered")).GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Undefined, (await Read(house, house.Ivo, "wish:remembered")).ValueKind);
        Assert.Equal("tt9000003", (await Read(house, house.Ivo, "wish:asked-for")).GetProperty("title").GetString());
        Assert.Equal(403, Assert.IsType<Refused>(await Put(house, house.Ada, "have:tt9000001", "1-a", "\"schema\":1,\"type\":\"have\"")).Why.Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_child_sees_the_wishes_for_what_it_may_see(Engine engine)
    {
        await using var house = await WishHouse.Open(engine, services => services.AddSync());
        await house.Wishes.Ask(house.Ada, new WishRequest { Id = "for-everybody", Title = WishHouse.Lantern }, default);
        await house.Wishes.Ask(house.Ada, new WishRequest { Id = "for-adults", Title = WishHouse.Salt }, default);
        var of = await house.Get<HouseholdDatabase>().Open(house.Cleo, default);
        await house.Get<HouseholdDocuments>().TellAll(of, default);
        Assert.Equal(["wish:for-everybody"], (await house.Get<ChangeStore>().These(of, ["wish:for-adults", "wish:for-everybody"], default)).Select(c => c.Id));
        var hidden = (await house.Get<DocumentStore>().Find(of, "wish:for-adults", default))!;
        Assert.Null(await house.Get<DocumentReading>().One(of, hidden, hidden.Winner, Shown.Plain, default));
        Assert.NotNull(await house.Get<DocumentReading>().One(await house.Get<HouseholdDatabase>().Open(house.Ada, default), hidden, hidden.Winner, Shown.Plain, default));

        // Another ceiling: all is read from the beginning.
        var seen = of.Sequence(2);
        await house.Get<ChildCeilings>().SetTitle(house.Ada, house.Cleo.Member, WishHouse.Salt, true, default);
        of = await house.Get<HouseholdDatabase>().Open(house.Cleo, default);
        Assert.Equal(0, of.Place(seen));
        Assert.Equal(2, (await house.Get<ChangeStore>().These(of, ["wish:for-adults", "wish:for-everybody"], default)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_the_servers_have_is_there_to_be_looked_at(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine, services => services.AddWatching().AddSync());
        house.Films.Has(900001, monitored: true);
        await house.Reconcile(house.Radarr);
        var have = await Have(house);
        Assert.Equal(("The Lantern Keepers", true, false), (have.GetProperty("about").GetProperty("name").GetString(), have.GetProperty("monitored").GetBoolean(), have.GetProperty("downloaded").GetBoolean()));
        const string imported = """{"eventType":"Download","movie":{"id":NUMBER,"title":"The Lantern Keepers","year":2021,"tmdbId":900001,"imdbId":"tt9000001"},"movieFile":{"id":70,"path":"/films/one.mkv","quality":"Bluray-1080p","size":2634071875},"isUpgrade":false,"downloadId":"D1"}""";
        await house.Tell(house.Radarr, imported.Replace("NUMBER", $"{(await house.Holding(house.Radarr, 900001))!.Item.Item}", StringComparison.Ordinal));
        have = await Have(house);
        Assert.Equal((true, "Bluray-1080p", 2634071875), (have.GetProperty("downloaded").GetBoolean(), have.GetProperty("quality").GetString(), have.GetProperty("size").GetInt64()));

        // A device that writes it is told what is true, and a server that goes takes it along.
        var of = await house.Get<HouseholdDatabase>().Open(house.Host, default);
        var winner = (await house.Get<DocumentStore>().Find(of, "have:tt9000001", default))!.Winner;
        await house.Get<DocumentWrites>().Write(of, new Sender(house.Host), new IncomingDocument("have:tt9000001", winner, false, "\"downloaded\":false", [winner], []), replicated: false, default);
        Assert.True((await Have(house)).GetProperty("downloaded").GetBoolean());
        await house.Get<Connections>().Remove(house.Radarr.Id, default);
        Assert.Equal(JsonValueKind.Undefined, (await Have(house)).ValueKind);

        static async Task<JsonElement> Have(ServerHouse house)
        {
            var of = await house.Get<HouseholdDatabase>().Open(house.Host, default);
            await house.Get<HouseholdDocuments>().TellAll(of, default);
            return (await house.Get<ChangeStore>().These(of, ["have:tt9000001"], default)) is [{ Deleted: false, Members: { } members }] ? Said.Object(members) : default;
        }
    }

    static async Task<WatchingHouse> Open(Engine engine)
    {
        var house = await Phone.Open(engine);
        await house.Get<HouseRules>().SetGets(house.Ada, true, default);
        return house;
    }

    /// <param name="path">Newest first.</param>
    static async Task Write(WatchingHouse house, Viewer viewer, string id, string path, string members) =>
        Assert.IsType<Written>(await Put(house, viewer, "wish:" + id, path, "\"schema\":1,\"type\":\"wish\"," + members));

    static async Task<Outcome> Put(WatchingHouse house, Viewer viewer, string id, string path, string members)
    {
        var of = await house.Get<HouseholdDatabase>().Open(viewer, default);
        var revisions = path.Split(' ').Select(r => RevisionId.TryParse(r, out var revision) ? revision : default).ToList();
        return await house.Get<DocumentWrites>().Write(of, new Sender(viewer with { Origin = Origin.Phone }), new IncomingDocument(id, null, false, members, revisions, []), replicated: true, default);
    }

    /// <summary>As the one sees it; nothing when it is not there for them.</summary>
    static async Task<JsonElement> Read(WatchingHouse house, Viewer viewer, string id)
    {
        var of = await house.Get<HouseholdDatabase>().Open(viewer, default);
        await house.Get<HouseholdDocuments>().TellAll(of, default);
        return (await house.Get<ChangeStore>().These(of, [id], default)) is [{ Deleted: false, Members: { } members }] ? Said.Object(members) : default;
    }

    static async Task<string> Winner(WatchingHouse house, string id = Id) => (await house.Get<DocumentStore>().Find((await house.Get<HouseholdDatabase>().Find(default))!, "wish:" + id, default))!.Winner.ToString();

    static async Task<int> Next(WatchingHouse house, string id = Id) => int.Parse((await Winner(house, id)).Split('-')[0], null) + 1;
}
