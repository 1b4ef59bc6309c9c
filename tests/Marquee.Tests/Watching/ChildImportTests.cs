using System.Text;
using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;

namespace Marquee.Tests.Watching;

/// <summary>A child brings files along: they say as much of a title beyond its ceiling as of one that is nowhere.</summary>
public sealed class ChildImportTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    const string Netflix = "NetflixViewingHistory.csv";
    const string Header = "Const,Your Rating,Date Rated,Title,URL,Title Type\n";

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task An_id_beyond_the_ceiling_is_counted_and_shown_like_one_that_nobody_has(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var child = await Child(house);
        var hidden = await house.Preview(child, $"{Header}tt9000001,9,2021-04-03,The Lamp,,movie\ntt9000002,7,2021-04-03,Nordlys,,movie\n");
        var absent = await house.Preview(child, $"{Header}tt9000001,9,2021-04-03,The Lamp,,movie\ntt9999999,7,2021-04-03,Nordlys,,movie\n");
        Assert.Equal(Told(absent), Told(hidden));
        Assert.Equal((1, 0), (hidden.Counts.New, hidden.Counts.NotInCatalog));
        Assert.Equal(["tt9000001"], hidden.Sample!.New.Select(row => row.Id));
        Assert.Empty(hidden.Sample.NotInCatalog);
        Assert.Equal(Told((await house.Get<HistoryImports>().All(child, Ct))[0] with { Id = 0 }), Told((await house.Get<HistoryImports>().All(child, Ct))[1] with { Id = 0 }));
        Assert.Equal((1, 0), ((await house.Apply(child, hidden.Id)).Applied, (await house.Apply(child, absent.Id)).Applied)); // the other row says the same of The Lamp
        Assert.Equal(await house.Get<HistoryImports>().Rejects(child, absent.Id, Ct), await house.Get<HistoryImports>().Rejects(child, hidden.Id, Ct));

        // It stays the child's, and comes into sight with a higher ceiling.
        await house.Get<ChildCeilings>().Set(house.Ada, child.Member, new Ceiling(0, new CeilingRule { Kinds = [TitleKind.Movie] }), Ct);
        Assert.Equal(2, (await house.Get<HistoryImports>().Find(child, hidden.Id, Ct))!.Applied);
        Assert.Equal(7, await house.Rating(child, WatchingHouse.Nordlys));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_name_beyond_the_ceiling_is_asked_about_like_one_that_nobody_has(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var child = await Seeing(house, 102);
        Assert.Equal(1, (await house.Preview("Title,Date\n\"Harbour of Salt\",\"3/27/19\"\n", Netflix)).Counts.New);
        Assert.Equal(await Asked("Harbour of Nothing"), await Asked("Harbour of Salt"));

        async Task<string> Asked(string name)
        {
            var preview = await Preview(house, child, name);
            Assert.Equal((0, 1), (preview.Counts.New, preview.Counts.Unmatched));
            var page = (await house.Get<ImportQuestions>().Open(child, preview.Id, 0, 10, Ct))!;
            Assert.Empty(Assert.Single(page.Questions).Candidates);
            return (Told(preview) + JsonSerializer.Serialize(page, JsonSerializerOptions.Web)).Replace(name, "", StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_namesake_beyond_the_ceiling_makes_nothing_less_certain(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var child = await Seeing(house, 120);
        Assert.Equal(1, (await house.Preview("Title,Date\n\"The Twin Ferry\",\"3/27/19\"\n", Netflix)).Counts.Unmatched);
        Assert.Equal(["tt0000120"], (await Preview(house, child, "The Twin Ferry")).Sample!.New.Select(row => row.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_hidden_episode_of_a_series_that_is_seen_is_no_answer(Engine engine)
    {
        await using var house = await ImportHouse.Open(engine);
        var child = await Seeing(house, 10000200);
        await house.Get<ChildCeilings>().SetTitle(house.Ada, child.Member, new TitleId(10000202), false, Ct);
        Assert.Equal(["tt10000201"], (await Preview(house, child, "The Lighthouse Keepers: Season 1: First Lamp")).Sample!.New.Select(row => row.Id));
        var hidden = await Preview(house, child, "The Lighthouse Keepers: Season 1: Second Lamp");
        Assert.Empty(hidden.Sample!.New);
        Assert.DoesNotContain("tt10000202", JsonSerializer.Serialize(await house.Get<ImportQuestions>().Open(child, hidden.Id, 0, 10, Ct), JsonSerializerOptions.Web), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_brought_before_there_was_a_ceiling_tells_no_more_of_it_afterwards(Engine engine)
    {
        await using var house = await WatchingHouse.Open(engine);
        var kit = (await house.Get<Members>().Make("Kit", Role.Member, Ct))!;
        var member = Viewers.Of(kit, Origin.Page);
        var import = await house.Preview(member, $"{Header}tt9000001,9,2021-04-03,The Lamp,,movie\ntt9000002,7,2021-04-03,Nordlys,,movie\ntt9000002,99,2021-04-03,Nordlys,,movie\n");
        await house.Apply(member, import.Id);
        await house.Get<Members>().Change(kit.Id, Role.Child, null, Ct);
        var child = Viewers.Of((await house.Get<Members>().Find(kit.Id, Ct))!, Origin.Page);
        await house.Get<ChildCeilings>().SetTitle(house.Ada, child.Member, WatchingHouse.Lamp, true, Ct);
        var told = (await house.Get<HistoryImports>().Find(child, import.Id, Ct))!;
        Assert.Equal((1, 0, 1), (told.Counts.New, told.Counts.NotInCatalog, told.Applied));
        Assert.DoesNotContain("tt9000002", Told(told), StringComparison.Ordinal);
        Assert.Equal(["tt9000001"], (await house.Get<HistoryImports>().Rows(child, import.Id, ImportClass.New, 0, 10, Ct))!.Select(row => row.Id));
        var fact = (await house.Facts(child)).Single(f => f.Kind == "import.applied");
        Assert.Contains("\"new\"", fact.After, StringComparison.Ordinal);
        Assert.DoesNotContain("\"new\"", fact.Within(await house.Get<Sights>().Of(child, Ct)).After, StringComparison.Ordinal);
    }

    /// <summary>One that sees The Lamp and nothing else.</summary>
    static async Task<Viewer> Child(WatchingHouse house)
    {
        var child = Viewers.Of((await house.Get<Members>().Make("Cleo", Role.Child, Ct))!, Origin.Page);
        await house.Get<ChildCeilings>().SetTitle(house.Ada, child.Member, WatchingHouse.Lamp, true, Ct);
        return child;
    }

    static async Task<Viewer> Seeing(ImportHouse house, long title)
    {
        var child = Viewers.Of((await house.Get<Members>().Make("Cleo", Role.Child, Ct))!, Origin.Page);
        await house.Get<ChildCeilings>().SetTitle(house.Ada, child.Member, new TitleId(title), true, Ct);
        return child;
    }

    static Task<ImportPreview> Preview(ImportHouse house, Viewer child, string name) =>
        house.Get<HistoryImports>().Preview(child, new MemoryStream(Encoding.UTF8.GetBytes($"Title,Date\n\"{name}\",\"3/27/19\"\n")), Netflix, Ct);

    static string Told(ImportPreview preview) => JsonSerializer.Serialize(preview with { Id = 0, CreatedAt = default }, JsonSerializerOptions.Web);
}
