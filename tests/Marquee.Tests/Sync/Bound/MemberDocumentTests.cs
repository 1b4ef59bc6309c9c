using System.Text.Json.Nodes;
using Marquee.Access;
using Marquee.Storage;
using Marquee.Sync;
using Marquee.Sync.Documents;
using Marquee.Tests.Merging;
using Marquee.Tests.Watching;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Sync.Bound;

/// <summary>A member's rows and the documents of their devices are the same, whoever changes them.</summary>
public sealed class MemberDocumentTests
{
    const string LampId = "title:tt9000001";

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_changes_in_the_house_is_a_new_revision(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        await phone.Pull();
        Assert.Empty(phone.Ids);
        var rated = await house.Get<Ratings>().Set(house.Ada, Lamp, 7, default);
        await Heard(1);
        Assert.Equal(7, (int)phone[LampId]["rating"]!["value"]!);
        Assert.Equal("The Lamp", (string)phone[LampId]["about"]!["name"]!);
        await house.Get<Watches>().Add(house.Ada, Lamp, new DateTimeOffset(2024, 5, 6, 20, 15, 0, TimeSpan.Zero), default);
        await house.Get<Watches>().Add(house.Ada, Lamp, new DateTimeOffset(2023, 1, 2, 12, 0, 0, TimeSpan.Zero), default);
        await house.Get<Watchlist>().Put(house.Ada, Lamp, "soon", 2, default);
        await house.Get<Likes>().Set(house.Ada, Lamp, true, default);
        await house.Get<Notes>().Set(house.Ada, Lamp, "with Ivo", default);
        await Heard(1);
        var lamp = phone[LampId];
        Assert.Equal(("2023-01-02", "2024-05-06T20:15:00Z"), ((string?)lamp["watches"]![0]!["day"], (string?)lamp["watches"]![1]!["at"]));
        Assert.Equal(("soon", 2, true, "with Ivo"), ((string)lamp["watchlist"]!["note"]!, (int)lamp["watchlist"]!["priority"]!, (bool)lamp["liked"]!, (string)lamp["note"]!));
        Assert.IsType<Undone>(await house.Get<Undo>().Take(house.Ada, rated!.Value, default));
        await Heard(1);
        Assert.Null(phone[LampId]["rating"]);
        await Heard(0);
        await house.Get<Ratings>().Set(house.Ivo, Lamp, 3, default);
        await Heard(0); // another member's

        async Task Heard(int changes)
        {
            await phone.Pull();
            Assert.Equal(changes, phone.Heard);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_whole_file_and_its_undoing_are_heard_of(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        await phone.Pull();
        var preview = await house.Preview(house.Ada, "Const,Your Rating,Date Rated,Title,URL,Title Type\ntt9000001,9,2021-04-03,The Lamp,,movie\ntt9000002,7,,Nordlys,,movie\n");
        await house.Apply(house.Ada, preview.Id);
        await phone.Pull();
        Assert.Equal((2, 9), (phone.Heard, (int)phone[LampId]["rating"]!["value"]!));
        await house.Undo(house.Ada, preview.Id);
        await phone.Pull();
        Assert.Empty(phone.Ids);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_titles_that_turn_out_to_be_one_are_one_document(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        await house.Get<Likes>().Set(house.Ada, Lamp, true, default);
        await house.Get<Notes>().Set(house.Ada, Door, "of the door", default);
        await phone.Pull();
        var merge = await house.Merge(house.Ada, Lamp, Door);
        await phone.Pull();
        Assert.Equal(["title:tt9000003"], phone.Ids);
        Assert.True((bool)phone["title:tt9000003"]["liked"]!);
        phone.Say(LampId, d => d["liked"] = true); // from before
        await phone.Push();
        Assert.Equal(["title:tt9000003"], phone.Ids);
        await house.Part(house.Ada, merge);
        await phone.Pull();
        Assert.Equal([LampId, "title:tt9000003"], phone.Ids);
        Assert.False((bool)phone["title:tt9000003"]["liked"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_phone_says_is_there_for_everybody(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var (one, two) = (new Phone(house, house.Ada, "one"), new Phone(house, house.Ada, "two"));
        one.Say(LampId, d =>
        {
            d["rating"] = new JsonObject { ["value"] = 8, ["at"] = "2025-11-02T18:30:00.250Z" };
            d["watches"] = new JsonArray(new JsonObject { ["id"] = "w-1", ["at"] = "2025-11-02T18:00:00Z", ["day"] = null, ["origin"] = "phone" }, new JsonObject { ["id"] = "w-2", ["at"] = null, ["day"] = "2020-02-29", ["origin"] = "phone" });
            d["watchlist"] = new JsonObject { ["at"] = "2025-11-01T00:00:00Z", ["priority"] = 1, ["note"] = "again" };
            d["liked"] = true;
            d["note"] = "good";
            d["changedAt"] = "2025-11-02T18:30:00Z";
        });
        Assert.IsType<Written>(Assert.Single(await one.Push()));
        var mine = await house.Mine(house.Ada, Lamp);
        Assert.Equal((8, true, true, "again", 1, true, "good"), (mine.Rating, mine.Seen, mine.Watchlist, mine.ListNote, mine.Priority, mine.Liked, mine.Note));
        Assert.Equal(DateTimeOffset.Parse("2025-11-02T18:30:00Z", null), mine.RatedAt);
        Assert.Equal(2, (await house.Get<Watches>().Of(house.Ada, Lamp, default)).Count);
        Assert.Equal("The Lamp", (string)one[LampId]["about"]!["name"]!); // the house added what it knows
        Assert.Equal(["w-2", "w-1"], one[LampId]["watches"]!.AsArray().Select(w => (string)w!["id"]!));
        Assert.All(await house.Facts(house.Ada), f => Assert.Equal(("phone", 5), (f.Origin, f.OriginId)));

        // What says the same as the house would is left as the phone wrote it.
        one.Say(LampId, d => d["liked"] = false);
        var revision = one.Revision(LampId);
        await one.Push();
        Assert.Equal(revision, one.Revision(LampId));
        await two.Pull();
        Assert.False((bool)two[LampId]["liked"]!);
        Assert.False((await house.Mine(house.Ada, Lamp)).Liked);

        // Nothing left: nothing to keep.
        two.Say(LampId, d =>
        {
            (d["rating"], d["watchlist"], d["note"], d["watches"]) = (null, null, null, new JsonArray());
        });
        await two.Push();
        Assert.False(two.Has(LampId));
        Assert.Empty(await house.Get<Watches>().Of(house.Ada, Lamp, default));
        two.Say(LampId, d => d["liked"] = true);
        await two.Push();
        await one.Pull();
        Assert.True((bool)one[LampId]["liked"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_revision_sent_twice_changes_once(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        phone.Say(LampId, d => d["watches"] = new JsonArray(new JsonObject { ["id"] = "w-1", ["at"] = null }));
        var lost = new Phone(house, house.Ada);
        lost.Say(LampId, d => d["watches"] = new JsonArray(new JsonObject { ["id"] = "w-1", ["at"] = null }));
        await phone.Push();
        await lost.Push();
        Assert.Single(await house.Get<Watches>().Of(house.Ada, Lamp, default));
        Assert.Equal("w-1", (string)phone[LampId]["watches"]![0]!["id"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_rules_refuse_is_taken_in_and_told(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 7, default);
        var phone = new Phone(house, house.Ada);
        await phone.Pull();
        phone.Say(LampId, d => (d["rating"], d["liked"]) = (new JsonObject { ["value"] = 11 }, true));
        phone.Say("title:tt9999998", d => d["liked"] = true); // nobody knows it
        phone.Say("title:tt9000002", d => d["watches"] = new JsonArray(new JsonObject { ["id"] = "w", ["day"] = "2999-01-01" }));
        phone.Say("title:tt9000003", d => d["watches"] = "none");
        Assert.All(await phone.Push(), o => Assert.IsType<Written>(o));
        Assert.Equal(("phones.rating", 7, true), ((string)phone[LampId]["told"]!["refused"]!, (int)phone[LampId]["rating"]!["value"]!, (bool)phone[LampId]["liked"]!));
        Assert.Equal("phones.noTitle", (string)phone["title:tt9999998"]["told"]!["refused"]!);
        Assert.Equal("watching.dayToCome", (string)phone["title:tt9000002"]["told"]!["refused"]!);
        Assert.Equal("phones.unreadable", (string)phone["title:tt9000003"]["told"]!["refused"]!);
        Assert.Equal(7, (await house.Mine(house.Ada, Lamp)).Rating);

        // What was told stays until a device has read it.
        await house.Get<Ratings>().Set(house.Ada, Lamp, 9, default);
        await phone.Pull();
        Assert.Equal((9, "phones.rating"), ((int)phone[LampId]["rating"]!["value"]!, (string)phone[LampId]["told"]!["refused"]!));
        phone.Say(LampId, d => d.Remove("told"));
        phone.Say("title:tt9000002", d => d.Remove("told"));
        await phone.Push();
        Assert.Null(phone[LampId]["told"]);
        Assert.False(phone.Has("title:tt9000002"));
    }

    [Fact]
    public async Task Nothing_else_can_be_put_there()
    {
        await using var house = await Phone.Open(Engine.Sqlite);
        var phone = new Phone(house, house.Ada);
        foreach (var id in new[] { "film:1", "title:9000001", "title:x", "_design/a", "list:" })
        {
            phone.Say(id, _ => { });
        }

        Assert.All(await phone.Push(), o => Assert.Equal(403, Assert.IsType<Refused>(o).Why.Status));
        var attached = new IncomingDocument(LampId, null, false, "\"schema\":1,\"type\":\"title\"", [], [new IncomingAttachment("a", "text/plain", [1], null, null)]);
        Assert.Equal(403, Assert.IsType<Refused>(await house.Get<DocumentWrites>().Write(await phone.Database(), new Sender(house.Ada), attached, false, default)).Why.Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<ProtocolRefusal>(() => house.Get<SyncDatabases>().Make("household", default))).Status);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_pocket_holds_what_changed_last_and_the_watchlist(Engine engine)
    {
        var time = new SteppedTime();
        await using var house = await Phone.Open(engine, time, o => (o.PocketTitles, o.PocketWatchlist) = (10, 2));
        var titles = Enumerable.Range(1, 40).Select(n => new Marquee.Catalog.TitleId(9100000 + n)).ToList();
        await TestCatalog.Add(house.House, [.. titles.Select(t => new CatalogTitle(t.Number, $"Film {t.Number}"))]);
        await house.Get<Watchlist>().Add(house.Ada, titles[0], default);
        foreach (var title in titles.Skip(1))
        {
            time.Move(TimeSpan.FromSeconds(1));
            await house.Get<Ratings>().Set(house.Ada, title, 6, default);
        }

        var phone = new Phone(house, house.Ada);
        await phone.Pull();
        Assert.Equal([.. new[] { titles[0] }.Concat(titles.TakeLast(10)).Select(t => $"title:{t}")], phone.Ids);
        foreach (var title in titles.Skip(1).Take(5))
        {
            time.Move(TimeSpan.FromSeconds(1));
            await house.Get<Ratings>().Set(house.Ada, title, 7, default);
            await phone.Pull();
        }

        Assert.InRange(phone.Ids.Count(), 11, 13);
        Assert.Contains($"title:{titles[5]}", phone.Ids);
        Assert.Contains($"title:{titles[0]}", phone.Ids);

        // A title that is not in the pocket keeps what a phone does not know of.
        Assert.False(phone.Has($"title:{titles[9]}"));
        phone.Say($"title:{titles[9]}", d => d["liked"] = true);
        await phone.Push();
        Assert.Equal((6, true), await house.Mine(house.Ada, titles[9]) is var mine ? (mine.Rating, mine.Liked) : default);
        Assert.Equal(6, (int)phone[$"title:{titles[9]}"]["rating"]!["value"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_member_who_leaves_leaves_no_documents(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ivo);
        phone.Say(LampId, d => d["liked"] = true);
        phone.Say("list:mine", d => (d["name"], d["items"]) = ("Mine", new JsonArray()));
        await phone.Push();
        await house.Get<MemberRemoval>().Remove(house.Ivo.Member, default);
        var rows = await FilledHouse.Rows(house.House.Database, t => t.Name.StartsWith("sync_", StringComparison.Ordinal) || t.Name is "untold_list" or "gone_title");
        Assert.All(rows, table => Assert.Equal("", table.Value));
    }

    [Fact]
    public async Task A_restored_house_tells_from_the_beginning_what_it_has()
    {
        await using var house = await Phone.Open(Engine.Sqlite);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 7, default);
        var phone = new Phone(house, house.Ada);
        await phone.Pull();
        var before = await phone.Database();
        var file = Path.GetTempFileName();
        await house.Get<Backup>().Make(file, withKnown: true, default);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 9, default);
        await phone.Pull();
        ((SqliteDatabase)house.House.Database).Dispose();
        await house.Get<Restore>().Run(file, default);
        await using var again = await TestHouse.Open(Engine.Sqlite, null, house.House.Folder);
        await using var connection = await again.Database.Read(default);
        var instance = await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "select instance from house.sync_database where member = 1");
        Assert.NotEqual(before.Instance, instance);
        File.Delete(file);
    }
}
