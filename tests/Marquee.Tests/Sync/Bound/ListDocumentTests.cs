using System.Text.Json.Nodes;
using Marquee.Storage;
using Marquee.Sync.Bound;
using Marquee.Tests.Watching;
using Marquee.Watching;
using static Marquee.Tests.Watching.WatchingHouse;

namespace Marquee.Tests.Sync.Bound;

/// <summary>A member's lists, which devices make and change too.</summary>
public sealed class ListDocumentTests
{
    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    static string[] Titles(JsonObject list) => [.. list["items"]!.AsArray().Select(i => (string)i!["title"]!)];

    static JsonArray Items(params string[] titles) => [.. titles.Select(t => (JsonNode)new JsonObject { ["title"] = t, ["note"] = null })];

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_changes_in_a_list_is_a_new_revision(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        var (lists, entries) = (house.Get<TitleLists>(), house.Get<ListEntries>());
        var (id, _) = await lists.Make(house.Ada, "Winter", "kind=movie", [Lamp, Door], default);
        await lists.Make(house.Ada, "A search", "kind=movie", null, default);
        await lists.Make(house.Ivo, "Not mine", null, [Lamp], default);
        var name = $"list:{id}";
        await phone.Pull();
        Assert.Equal([name], phone.Ids);
        Assert.Equal(["tt9000001", "tt9000003"], Titles(phone[name]));
        await entries.Put(house.Ada, id, Nordlys, 1, "first", default);
        await lists.Change(house.Ada, id, "Winter nights", "dark", true, default);
        var removed = await entries.Remove(house.Ada, id, Lamp, default);
        await phone.Pull();
        Assert.Equal(("Winter nights", "dark", true, "first"), ((string)phone[name]["name"]!, (string)phone[name]["about"]!, (bool)phone[name]["shared"]!, (string)phone[name]["items"]![0]!["note"]!));
        Assert.Equal(["tt9000002", "tt9000003"], Titles(phone[name]));
        await house.Get<Undo>().Take(house.Ada, removed!.Fact!.Value, default);
        await phone.Pull();
        Assert.Contains("tt9000001", Titles(phone[name]));
        var gone = await lists.Remove(house.Ada, id, default);
        await phone.Pull();
        Assert.Empty(phone.Ids);
        await house.Get<Undo>().Take(house.Ada, gone!.Fact!.Value, default);
        await phone.Pull();
        Assert.Equal([name], phone.Ids);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_that_a_phone_makes_keeps_its_name(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        phone.Say("list:0b9f", d => (d["name"], d["about"], d["shared"], d["items"]) = ("Of the phone", "made on the way", true, Items("tt9000001", "tt9000002")));
        await phone.Push();
        var list = Assert.Single(await house.Get<TitleLists>().All(house.Ada, default));
        Assert.Equal(("Of the phone", "made on the way", true, 2), (list.Name, list.Description, list.Shared, list.Entries));
        phone.Say("list:0b9f", d => d["items"] = Items("tt9000002", "tt9000003", "tt9000001"));
        await phone.Push();
        Assert.Equal([Nordlys, Door, Lamp], (await house.Get<TitleLists>().Titles(house.Ada, list.Id, 0, 10, default)).Select(t => t.Title));
        await house.Get<ListEntries>().Put(house.Ada, list.Id, Door, 1, "note", default);
        await phone.Pull();
        Assert.Equal(["list:0b9f"], phone.Ids);
        Assert.Equal(["tt9000003", "tt9000002", "tt9000001"], Titles(phone["list:0b9f"]));
        phone.Delete("list:0b9f");
        await phone.Push();
        Assert.Empty(await house.Get<TitleLists>().All(house.Ada, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_two_sides_did_to_a_list_is_both_done(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        var (id, _) = await house.Get<TitleLists>().Make(house.Ada, "Winter", null, [Lamp, Door], default);
        var name = $"list:{id}";
        await phone.Pull();
        await house.Get<ListEntries>().Remove(house.Ada, id, Lamp, default);
        await house.Get<TitleLists>().Change(house.Ada, id, "Of the page", null, null, default);
        phone.Say(name, d => (d["name"], d["items"]) = ("Of the phone", Items("tt9000001", "tt9000003", "tt9000002")));
        await phone.Push();
        Assert.Equal(["tt9000003", "tt9000002"], Titles(phone[name]));
        Assert.Equal("Of the page", (string)phone[name]["name"]!);
        var conflict = Assert.Single(await house.Get<Conflicts>().Of(house.Ada.Member, default));
        Assert.Equal((name, "list"), (conflict.Document, conflict.Field));
        Assert.True(await house.Get<LostWords>().Take(house.Ada, conflict, default));
        await phone.Pull();
        Assert.Equal("Of the phone", (string)phone[name]["name"]!);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_that_was_deleted_there_and_changed_here_stays(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        var (id, _) = await house.Get<TitleLists>().Make(house.Ada, "Winter", null, [Lamp], default);
        await phone.Pull();
        await house.Get<ListEntries>().Put(house.Ada, id, Door, null, null, default);
        phone.Delete($"list:{id}");
        await phone.Push();
        Assert.Equal(["tt9000001", "tt9000003"], Titles(phone[$"list:{id}"]));
        var conflict = Assert.Single(await house.Get<Conflicts>().Of(house.Ada.Member, default));
        Assert.Equal("deleted", conflict.Field);

        // And the other way round: changed there, deleted here.
        phone.Say($"list:{id}", d => d["name"] = "Still wanted");
        await house.Get<TitleLists>().Remove(house.Ada, id, default);
        await phone.Push();
        Assert.Equal("Still wanted", Assert.Single(await house.Get<TitleLists>().All(house.Ada, default)).Name);
        Assert.Equal([$"list:{id}"], phone.Ids);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_that_rules_refuse_is_told(Engine engine)
    {
        await using var house = await Phone.Open(engine);
        var phone = new Phone(house, house.Ada);
        phone.Say("list:a", d => d["name"] = " ");
        phone.Say("list:b", d => (d["name"], d["items"]) = ("B", Items("tt9000001", "tt9999999")));
        await phone.Push();
        Assert.Equal(("phones.list", "phones.noTitle"), ((string)phone["list:a"]["told"]!["refused"]!, (string)phone["list:b"]["told"]!["refused"]!));
        Assert.Equal(["tt9000001"], Titles(phone["list:b"]));
        Assert.Equal("B", Assert.Single(await house.Get<TitleLists>().All(house.Ada, default)).Name);
    }
}
