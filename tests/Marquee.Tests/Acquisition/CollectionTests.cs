using Marquee.Access;
using Marquee.Acquisition.Collecting;
using Marquee.Catalog;
using Marquee.Catalog.Ceilings;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Servarr;
using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Tests.Acquisition;

/// <summary>F29: the collection is filtered, ordered and read in portions, and shows nobody what is hidden from them.</summary>
public sealed class CollectionTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines))]
    public async Task Portions_of_every_order_follow_each_other_and_repeat_nothing(Engine engine)
    {
        await using var house = await Filled(engine);
        foreach (var sort in Enum.GetValues<CollectionSort>())
        {
            var query = new CollectionQuery { Sort = sort };
            var whole = (await house.Get<Collection>().Page(house.Host, query, null, 100, Ct)).Items.Select(r => r.Name).ToList();
            var parts = new List<string>();
            for (var page = await house.Get<Collection>().Page(house.Host, query, null, 2, Ct); ; page = await house.Get<Collection>().Page(house.Host, query, CollectionCursor.Parse($"{page.Next}", sort), 2, Ct))
            {
                parts.AddRange(page.Items.Select(r => r.Name));
                if (page.Next is null)
                {
                    break;
                }
            }

            Assert.Equal(whole, parts);
            Assert.Equal((5, 5), (whole.Count, await house.Get<Collection>().Total(house.Host, query, Ct)));
        }

        Assert.Equal(["Apple", "banana", "Harbour", "Lantern", "Zebra"], (await house.All(new CollectionQuery { Sort = CollectionSort.Title })).Select(r => r.Name));
        Assert.Equal("Zebra", (await house.All(new CollectionQuery { Sort = CollectionSort.Size }))[0].Name);
        Assert.Equal(["Harbour"], (await house.All(new CollectionQuery { Kind = ServarrProgram.Sonarr })).Select(r => r.Name));
        Assert.Equal(["Lantern", "banana"], (await house.All(new CollectionQuery { Text = "AN", Sort = CollectionSort.Year })).Select(r => r.Name));
        Assert.Empty(await house.All(new CollectionQuery { Text = "_" }));
        Assert.Equal(["Apple", "banana", "Zebra"], (await house.All(new CollectionQuery { Unmatched = true, Connection = house.Radarr.Id, Sort = CollectionSort.Title })).Select(r => r.Name));
        Assert.Null(CollectionCursor.Parse("!", CollectionSort.Added));
        Assert.Null(CollectionCursor.Parse(new CollectionCursor("word", 1, 1).ToString(), CollectionSort.Added));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_child_sees_what_its_ceiling_lets_through_and_nothing_that_nobody_knows(Engine engine)
    {
        await using var house = await Filled(engine);
        var child = Viewers.Of((await house.Get<Members>().Make("Cleo", Role.Child, Ct))!, Origin.Page);
        Assert.Empty((await house.Get<Collection>().Page(child, new CollectionQuery(), null, 100, Ct)).Items);
        await house.Get<ChildCeilings>().SetTitle(house.Host, child.Member, ServerHouse.Lantern, true, Ct);
        Assert.Equal(["Lantern"], (await house.Get<Collection>().Page(child, new CollectionQuery(), null, 100, Ct)).Items.Select(r => r.Name));
        Assert.Equal(1, await house.Get<Collection>().Total(child, new CollectionQuery(), Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_adult_title_is_shown_to_those_who_want_that(Engine engine)
    {
        await using var house = await ServerHouse.Open(engine);
        await TestCatalog.Add(house.House, new CatalogTitle(77, "Ember") { Adult = true });
        await Put(house, 1, "Ember", new TitleId(77));
        Assert.Empty(await house.All());
        Assert.Equal("Ember", Assert.Single((await house.Get<Collection>().Page(house.Host with { ShowAdult = true }, new CollectionQuery(), null, 9, Ct)).Items).Name);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_title_that_turns_out_to_be_another_one_is_found_under_that(Engine engine)
    {
        await using var house = await Filled(engine);
        await TestCatalog.Add(house.House, new CatalogTitle(78, "The Lantern Keepers") { Year = 2021 });
        var merge = (await house.Get<TitleMerges>().Merge(house.Host, ServerHouse.Lantern, new TitleId(78), Ct)).Merge;
        await house.Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(merge), null, Ct, key: TitleMergeWork.Key(merge));
        Assert.Single(await house.Get<Collection>().Of(new TitleId(78), Ct));
        await house.Get<TitleMerges>().Undo(house.Host, merge, Ct);
        await house.Get<InlineJobs>().Run(TitleMergeWork.Name, new TitleMergeArguments(merge), null, Ct, key: TitleMergeWork.Key(merge));
        Assert.Single(await house.Get<Collection>().Of(ServerHouse.Lantern, Ct));
    }

    static async Task<ServerHouse> Filled(Engine engine)
    {
        var house = await ServerHouse.Open(engine);
        await Put(house, 5, "Lantern", ServerHouse.Lantern, 2021);
        await Put(house, 3, "Zebra", null, size: 900);
        await Put(house, 2, "banana", null, 1987);
        await Put(house, 4, "Apple", null, 1987);
        await house.House.Database.Write(Store.House, w => house.Get<CollectionDoor>().Change(
            w, house.Sonarr, null, new HeldItem { OutsideId = 2, Item = 1, Name = "Harbour", Tvdb = 2, AddedAt = 100 }, ServerHouse.Harbour), Ct);
        return house;
    }

    static Task<long> Put(ServerHouse house, int id, string name, TitleId? title, int? year = null, long? size = null) => house.House.Database.Write(Store.House, w => house.Get<CollectionDoor>().Change(
        w, house.Radarr, null, new HeldItem { OutsideId = id, Item = id, Name = name, Year = year, Tmdb = id, AddedAt = 100, File = size is { } bytes ? new HeldFile(id, "HDTV-720p", bytes, 50) : null }, title), Ct);
}
