using System.Text.Json.Nodes;
using Marquee.Storage;
using Marquee.Sync.Bound;
using Marquee.Tests.Watching;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Sync.Bound;

/// <summary>Two devices, or a device and a page, that changed the same without knowing of each other.</summary>
public sealed class ConflictTests
{
    const string LampId = "title:tt9000001";

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory]
    [InlineData(true, "a", "a", "b", 5, Chosen.Here)] // nothing new
    [InlineData(true, "a", "b", "b", 5, Chosen.Here)] // both said the same
    [InlineData(true, "a", "b", "a", 5, Chosen.Theirs)]
    [InlineData(true, "a", null, "a", 5, Chosen.Theirs)]
    [InlineData(true, "a", "b", "c", 11, Chosen.TheirsOverOurs)]
    [InlineData(true, "a", "b", "c", 10, Chosen.OursOverTheirs)] // at the same moment what is here stays
    [InlineData(true, "a", null, "c", 9, Chosen.OursOverTheirs)]
    [InlineData(true, "a", "b", null, 11, Chosen.TheirsOverOurs)]
    [InlineData(false, null, null, "c", 11, Chosen.Here)] // what a stranger does not have is no decision
    [InlineData(false, null, "b", null, 5, Chosen.Theirs)]
    [InlineData(false, null, "b", "c", 11, Chosen.TheirsOverOurs)]
    internal void What_was_changed_counts_and_of_two_changes_the_later(bool known, string? before, string? theirs, string? ours, int decided, Chosen expected) =>
        Assert.Equal(expected, Choice.Of(known, before, theirs, ours, DateTimeOffset.FromUnixTimeSeconds(decided), DateTimeOffset.FromUnixTimeSeconds(10)));

    [Theory]
    [InlineData("a b c", "a c", "a b c", "a c")] // taken off
    [InlineData("a b c", "a b c d", "a b c", "a b c d")]
    [InlineData("a b c", "c b a", "a b c", "c b a")]
    [InlineData("a b c", "a c", "a b c d", "a c d")]
    [InlineData("a b c", "a b c x", "a b c d", "a b c d x")]
    [InlineData("a b c", "a b", "b c", "b")] // each took one off
    [InlineData("a b c", "c b a", "a b c d", "c b a d")] // moved there, added here
    [InlineData("a b c", "c b a", "b a c d", "b a c d")] // moved on both sides: as here
    [InlineData("a b c", "a b:new c", "a b c d", "a b:new c d")]
    [InlineData("a b c", "a c", "a b:new c", "a b:new c")] // taken off there, edited here
    [InlineData("a b c", "a b:theirs c", "a b:ours c", "a b:ours c")]
    [InlineData("", "a x", "a b", "a b x")] // nobody knows what it started from
    public void Lists_are_merged_item_by_item(string before, string theirs, string ours, string expected) =>
        Assert.Equal(expected, string.Join(' ', ListMerge.Of(Items(before), Items(theirs), Items(ours)).Select(i => (char)i.Title.Number + (i.Note is null ? "" : ":" + i.Note))));

    static List<SaidItem> Items(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(i => new SaidItem(new Marquee.Catalog.TitleId(i[0]), i.Length > 1 ? i[2..] : null))];

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_ratings_the_later_decision_stays_whichever_comes_home_first(Engine engine)
    {
        var time = new SteppedTime();
        await using var house = await Phone.Open(engine, time);
        var (early, late, third) = (new Phone(house, house.Ada, "early"), new Phone(house, house.Ada, "late"), new Phone(house, house.Ada, "third"));
        await house.Get<Ratings>().Set(house.Ada, Lamp, 5, default);
        await early.Pull();
        await late.Pull();
        await third.Pull();
        time.Move(TimeSpan.FromHours(5));
        Rate(early, 6, "2026-03-01T13:00:00Z");
        Rate(late, 9, "2026-03-01T14:00:00Z");
        Rate(third, 2, "2026-03-01T13:30:00Z");
        await late.Push();
        await early.Push();
        await third.Push();
        Assert.Equal(9, await house.Rating(house.Ada, Lamp));
        var lost = await house.Get<Conflicts>().Of(house.Ada.Member, default);
        Assert.Equal([("9", "2", "third"), ("9", "6", "early")], lost.Select(c => (c.Kept, c.Lost, c.Device)));
        Assert.All(lost, c => Assert.Equal((LampId, "rating"), (c.Document, c.Field)));
        foreach (var phone in new[] { early, late, third })
        {
            await phone.Pull();
            Assert.Equal(9, (int)phone[LampId]["rating"]!["value"]!);
        }

        // All branches but one have ended.
        var of = await late.Database();
        var stored = (await house.Get<Marquee.Sync.Documents.DocumentStore>().Find(of, LampId, default))!;
        Assert.Empty(stored.Tree.Conflicts);

        // The other one can still be had.
        Assert.True(await house.Get<LostWords>().Take(house.Ada, lost[1], default));
        Assert.Equal(6, await house.Rating(house.Ada, Lamp));
        Assert.Equal([lost[0].Id], (await house.Get<Conflicts>().Of(house.Ada.Member, default)).Select(c => c.Id));
        Assert.False(await house.Get<Conflicts>().Dismiss(house.Ivo.Member, lost[0].Id, default));
        Assert.True(await house.Get<Conflicts>().Dismiss(house.Ada.Member, lost[0].Id, default));
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_is_corrected()
    {
        var time = new SteppedTime();
        await using var house = await Phone.Open(Engine.Sqlite, time);
        var (wrong, right) = (new Phone(house, house.Ada, "wrong"), new Phone(house, house.Ada, "right"));
        await house.Get<Ratings>().Set(house.Ada, Lamp, 5, default);
        await wrong.Pull();
        await right.Pull();
        time.Move(TimeSpan.FromHours(3));
        Rate(right, 9, "2026-03-01T14:00:00Z");
        Rate(wrong, 4, "2027-01-01T00:00:00Z"); // its clock shows 2027-01-01T02:00 when it comes home at 15:00, so it was 13:00
        wrong.Offset = Marquee.Sync.Sender.OffsetOf("2027-01-01T02:00:00.000Z", time.GetUtcNow());
        await right.Push();
        await wrong.Push();
        Assert.Equal(9, await house.Rating(house.Ada, Lamp));

        // Without saying its time it is believed, but never more than now.
        Rate(wrong, 3, "2099-01-01T00:00:00Z");
        wrong.Offset = TimeSpan.Zero;
        await wrong.Push();
        Assert.Equal(3, await house.Rating(house.Ada, Lamp));
        Assert.Equal(TimeSpan.Zero, Marquee.Sync.Sender.OffsetOf("2026-03-01T15:00:20Z", time.GetUtcNow())); // the way of a request
        Assert.Equal(TimeSpan.Zero, Marquee.Sync.Sender.OffsetOf("soon", time.GetUtcNow()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Watches_of_two_devices_are_all_there(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var (one, two) = (new Phone(house, house.Ada, "one"), new Phone(house, house.Ada, "two"));
        await house.Get<Watches>().Add(house.Ada, Lamp, new DateTimeOffset(2020, 1, 1, 20, 0, 0, TimeSpan.Zero), default);
        await one.Pull();
        await two.Pull();
        one.Say(LampId, d => d["watches"]!.AsArray().Add(Watch("w-1", "2021-01-01T20:00:00Z")));
        two.Say(LampId, d =>
        {
            d["watches"]!.AsArray().RemoveAt(0);
            d["watches"]!.AsArray().Add(Watch("w-2", "2022-01-01T20:00:00Z"));
        });
        await one.Push();
        await two.Push();
        Assert.Equal([2022, 2021], (await house.Get<Watches>().Of(house.Ada, Lamp, default)).Select(w => w.At!.Value.Year));
        await one.Pull();
        Assert.Equal(["w-1", "w-2"], one[LampId]["watches"]!.AsArray().Select(w => (string)w!["id"]!));
        Assert.Empty(await house.Get<Conflicts>().Of(house.Ada.Member, default));

        // One that was removed elsewhere does not come back with an old copy.
        await house.Get<Watches>().Remove(house.Ada, (await house.Get<Watches>().Of(house.Ada, Lamp, default))[1].Id, default);
        two.Say(LampId, d => d["liked"] = true);
        await two.Push();
        Assert.Equal(2022, Assert.Single(await house.Get<Watches>().Of(house.Ada, Lamp, default)).At!.Value.Year);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_notes_the_later_stays_and_the_other_can_be_seen(Engine engine)
    {
        var time = new SteppedTime();
        await using var house = await Phone.Open(engine, time);
        var phone = new Phone(house, house.Ada);
        await house.Get<Notes>().Set(house.Ada, Lamp, "first", default);
        await phone.Pull();
        time.Move(TimeSpan.FromHours(2));
        await house.Get<Notes>().Set(house.Ada, Lamp, "on the page at two", default);
        phone.Say(LampId, d => (d["note"], d["changedAt"]) = ("on the phone at one", "2026-03-01T13:00:00Z"));
        await phone.Push();
        var conflict = Assert.Single(await house.Get<Conflicts>().Of(house.Ada.Member, default));
        Assert.Equal(("note", "\"on the page at two\"", "\"on the phone at one\""), (conflict.Field, conflict.Kept, conflict.Lost));
        Assert.Equal("on the page at two", (string)phone[LampId]["note"]!);
        await house.Get<LostWords>().Take(house.Ada, conflict, default);
        await phone.Pull();
        Assert.Equal("on the phone at one", (string)phone[LampId]["note"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_deleted_there_and_edited_here_stays(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        await house.Get<Ratings>().Set(house.Ada, Lamp, 5, default);
        await house.Get<Likes>().Set(house.Ada, Lamp, true, default);
        await house.Get<Ratings>().Set(house.Ada, Nordlys, 5, default);
        await phone.Pull();
        await house.Get<Ratings>().Set(house.Ada, Lamp, 8, default);
        phone.Delete(LampId);
        phone.Delete("title:tt9000002");
        await phone.Push();
        Assert.Equal((8, false), await house.Mine(house.Ada, Lamp) is var mine ? (mine.Rating, mine.Liked) : default);
        Assert.Equal(8, (int)phone[LampId]["rating"]!["value"]!);
        Assert.Null(await house.Rating(house.Ada, Nordlys));
        Assert.False(phone.Has("title:tt9000002"));
        Assert.Equal(("8", "null"), Assert.Single(await house.Get<Conflicts>().Of(house.Ada.Member, default)) is var lost ? (lost.Kept, lost.Lost) : default);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_two_watchlist_entries_the_later_stays(Engine engine)
    {
        var time = new SteppedTime();
        await using var house = await Phone.Open(engine, time);
        var phone = new Phone(house, house.Ada);
        await house.Get<Watchlist>().Put(house.Ada, Lamp, null, 3, default);
        await phone.Pull();
        await house.Get<Watchlist>().Put(house.Ada, Lamp, "page", 2, default);
        time.Move(TimeSpan.FromHours(2));
        phone.Say(LampId, d => (d["watchlist"], d["changedAt"]) = (null, "2026-03-01T13:00:00Z"));
        await phone.Push();
        Assert.False((await house.Mine(house.Ada, Lamp)).Watchlist);
        var conflict = Assert.Single(await house.Get<Conflicts>().Of(house.Ada.Member, default));
        Assert.Equal(("watchlist", "null"), (conflict.Field, conflict.Kept));
        await house.Get<LostWords>().Take(house.Ada, conflict, default);
        Assert.Equal(("page", 2), await house.Mine(house.Ada, Lamp) is var mine ? (mine.ListNote, mine.Priority) : default);
    }

    static JsonObject Watch(string id, string at) => new() { ["id"] = id, ["at"] = at, ["day"] = null, ["origin"] = "phone" };

    static void Rate(Phone phone, int value, string at) => phone.Say(LampId, d => (d["rating"], d["changedAt"]) = (new JsonObject { ["value"] = value, ["at"] = at }, at));
}
