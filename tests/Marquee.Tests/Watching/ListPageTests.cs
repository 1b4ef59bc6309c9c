using Marquee.Access;
using Marquee.Integrations.ListPages;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Tests.ListPages;
using Marquee.Jobs;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Tests.Watching;

/// <summary>Public lists of other sites: switched on first, read as a job, and never more than a preview.</summary>
public sealed class ListPageTests
{
    const string Address = "https://www.imdb.com/list/ls000000001/";

    const string Path = "/list/ls000000001/";

    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WatchingHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_becomes_a_preview_that_waits_and_a_shorter_one_removes_nothing(Engine engine)
    {
        await using var server = await ListServer.Start();
        var time = new SteppedTime();
        await using var house = await Open(engine, server, time);
        var lists = house.Get<ListPages>();
        await lists.Switch(true, Ct);
        server.Show(Path, ListServer.Imdb("Rainy days", false, "0000101|Harbour of Salt|1991|", "0000103|Copper Weather|1993|"));
        await lists.Add(house.Ada, Address, Ct);
        Assert.True((await lists.Of(house.Ada, Ct)).Lists.Single().Asked);
        await Run(house);
        var list = (await lists.Of(house.Ada, Ct)).Lists.Single();
        Assert.Equal(("Rainy days", 2, time.GetUtcNow(), null, time.GetUtcNow().AddDays(7)), (list.Name, list.Rows, list.GoodAt, list.Failure, list.Next));
        Assert.Equal("", await house.Everything());
        var preview = (await house.Get<HistoryImports>().Find(house.Ada, list.Import!.Value, Ct))!;
        Assert.Equal(("imdb-list-page", 2, 2, true), (preview.Source, preview.Waiting, preview.Brings.Listed, preview.FromWeb));
        await house.Apply(preview.Id);
        var before = await house.Everything();
        Assert.Contains("Rainy days", before, StringComparison.Ordinal);
        Assert.Null((await lists.Of(house.Ada, Ct)).Lists.Single().Import);

        // A week later the list is looked at by itself.
        server.Show(Path, ListServer.Imdb("Rainy days", false, "0000101|Harbour of Salt|1991|"));
        Assert.False(await house.Get<ListPageRound>().IsDue(Ct));
        time.Move(TimeSpan.FromDays(8));
        Assert.True(await house.Get<ListPageRound>().IsDue(Ct));
        await Run(house);
        list = (await lists.Of(house.Ada, Ct)).Lists.Single();
        Assert.Equal((1, null), (list.Rows, list.Import));
        Assert.Single(await house.Get<HistoryImports>().All(house.Ada, Ct));
        Assert.Equal(before, await house.Everything());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refusal_is_the_lists_health_and_the_site_is_left_alone_as_long_as_it_asked(Engine engine)
    {
        await using var server = await ListServer.Start();
        var time = new SteppedTime();
        await using var house = await Open(engine, server, time);
        var lists = house.Get<ListPages>();
        await lists.Switch(true, Ct);
        server.Show(Path, ListServer.Imdb("Rainy days", false, "0000101|Harbour of Salt|1991|"));
        var id = await lists.Add(house.Ada, Address, Ct);
        await Run(house);
        var (good, import) = ((await lists.Of(house.Ada, Ct)).Lists.Single().GoodAt, (await lists.Of(house.Ada, Ct)).Lists.Single().Import);
        Assert.Equal("listPages.justRead", (await Assert.ThrowsAsync<Refusal>(() => lists.Ask(house.Ada, id, Ct))).Text.Code);

        server.Say(Path, 429, "", ("Retry-After", "864000"));
        time.Move(TimeSpan.FromHours(1));
        Assert.True(await lists.Ask(house.Ada, id, Ct));
        await Run(house);
        var list = (await lists.Of(house.Ada, Ct)).Lists.Single();
        // What the last good try brought is still there to agree to.
        Assert.Equal(("listPages.refused", good, import, time.GetUtcNow(), time.GetUtcNow().AddDays(10)), (list.Failure!.Code, list.GoodAt, list.Import, list.TriedAt, list.Next));
        var asked = server.Asked.Count;
        time.Move(TimeSpan.FromDays(8));
        Assert.Equal("listPages.notBefore", (await Assert.ThrowsAsync<Refusal>(() => lists.Ask(house.Ada, id, Ct))).Text.Code);
        Assert.False(await house.Get<ListPageRound>().IsDue(Ct));
        await Run(house);
        Assert.Equal(asked, server.Asked.Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_site_that_refuses_one_list_is_not_asked_for_the_next_and_waits_longer_each_time(Engine engine)
    {
        await using var server = await ListServer.Start();
        var time = new SteppedTime();
        await using var house = await Open(engine, server, time);
        var lists = house.Get<ListPages>();
        await lists.Switch(true, Ct);
        const string Second = "/list/ls000000002/", Letterboxd = "/ada/rss/";
        server.Say(Path, 403, "");
        server.Show(Second, ListServer.Imdb("Sunny days", false, "0000102|A Garden in Winter|1992|"));
        server.Say(Letterboxd, 200, "<rss><channel><title>Ada</title><item><filmTitle>Harbour of Salt</filmTitle><filmYear>1991</filmYear><watchedDate>2026-01-02</watchedDate><memberRating>4</memberRating><memberLike>Yes</memberLike></item></channel></rss>", ("Content-Type", "text/xml"));
        await lists.Add(house.Ada, Address, Ct);
        await lists.Add(house.Ada, "https://www.imdb.com" + Second, Ct);
        await lists.Add(house.Ada, "https://letterboxd.com/ada/rss/", Ct);
        await Run(house);
        Assert.Equal([Path, Letterboxd], server.Asked.Select(each => each.Path));
        var (refused, second, diary) = (await lists.Of(house.Ada, Ct)).Lists is [var a, var b, var c] ? (a, b, c) : default;
        var hour = time.GetUtcNow().AddHours(1);
        Assert.Equal(("listPages.refused", hour, false), (refused.Failure!.Code, refused.SiteRests!.Value, refused.Asked));
        Assert.Equal((null, null, hour, hour, true), (second.Failure, second.TriedAt, second.SiteRests!.Value, second.Next!.Value, second.Asked));
        Assert.Equal((null, null, 1), (diary.Failure, diary.SiteRests, diary.Rows));
        Assert.Equal("listPages.notBefore", (await Assert.ThrowsAsync<Refusal>(() => lists.Ask(house.Ada, second.Id, Ct))).Text.Code);
        Assert.False(await house.Get<ListPageRound>().IsDue(Ct));

        // It still refuses: twice as long.
        server.Say(Second, 429, "");
        time.Move(TimeSpan.FromMinutes(61));
        await Run(house);
        Assert.Equal(time.GetUtcNow().AddHours(2), (await lists.Of(house.Ada, Ct)).Lists[0].SiteRests);

        // Then it shows a list, and the next refusal is a first one again.
        server.Show(Second, ListServer.Imdb("Sunny days", false, "0000102|A Garden in Winter|1992|"));
        time.Move(TimeSpan.FromMinutes(121));
        await lists.Ask(house.Ada, second.Id, Ct);
        await Run(house);
        Assert.All((await lists.Of(house.Ada, Ct)).Lists, list => Assert.Null(list.SiteRests));
        time.Move(TimeSpan.FromMinutes(11));
        await lists.Ask(house.Ada, refused.Id, Ct);
        await Run(house);
        Assert.Equal(time.GetUtcNow().AddHours(1), (await lists.Of(house.Ada, Ct)).Lists[0].SiteRests);

        // What the diary says is applied like any file, and again it says nothing new.
        await house.Apply(diary.Import!.Value);
        Assert.Equal((8, true), (await house.Mine(101)) is { } mine ? (mine.Rating!.Value, mine.Liked) : default);
        Assert.Equal([new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero)], await house.Watched(101));
        await lists.Ask(house.Ada, diary.Id, Ct);
        await Run(house);
        Assert.Null((await lists.Of(house.Ada, Ct)).Lists[2].Import);
    }

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(5, null, 16)]
    [InlineData(9, null, 168)]
    [InlineData(400, null, 168)]
    [InlineData(1, 5, 5)]
    [InlineData(4, 5, 8)]
    [InlineData(1, -5, 1)]
    [InlineData(1, 999_999, 1440)]
    public void A_site_rests_twice_as_long_each_time_and_as_long_as_it_asks(int refusals, int? asked, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), ListSiteStore.Rest(refusals, asked is { } wished ? TimeSpan.FromHours(wished) : null));

    [Theory, MemberData(nameof(Engines))]
    public async Task A_page_that_is_no_list_is_that_lists_health_alone(Engine engine)
    {
        await using var server = await ListServer.Start();
        await using var house = await Open(engine, server, new SteppedTime());
        var lists = house.Get<ListPages>();
        await lists.Switch(true, Ct);
        string[] pages = ["<html><h1>Sign in</h1></html>", ListServer.Imdb("x", false, "0000101|Harbour of Salt|1991|")[..300], """<script id="__NEXT_DATA__" type="application/json">{"edges":{"\ud83c":[1,{"total":"many"}]}}</script>""", new string('x', 9 * 1024 * 1024), ListServer.Imdb("Rainy days", false, "0000101|Harbour of Salt|1991|")];
        foreach (var (page, number) in pages.Select((page, i) => (page, i + 1)))
        {
            server.Show($"/list/ls00000000{number}/", page);
            await lists.Add(house.Ada, $"https://www.imdb.com/list/ls00000000{number}/", Ct);
        }

        await Run(house);
        Assert.Equal(["listPages.layout", "listPages.layout", "listPages.layout", "listPages.tooLarge", null], (await lists.Of(house.Ada, Ct)).Lists.Select(list => list.Failure?.Code));
    }

    [Fact]
    public async Task Nothing_is_asked_until_a_host_switches_it_on_and_sites_can_reach_them()
    {
        await using var server = await ListServer.Start();
        await using (var house = await Open(Engine.Sqlite, server, new SteppedTime()))
        {
            var lists = house.Get<ListPages>();
            Assert.False((await lists.Of(house.Ada, Ct)).On);
            Assert.Equal("listPages.off", (await Assert.ThrowsAsync<Refusal>(() => lists.Add(house.Ada, Address, Ct))).Text.Code);
            await lists.Switch(true, Ct);
            Assert.Equal("listPages.address", (await Assert.ThrowsAsync<Refusal>(() => lists.Add(house.Ada, "https://example.org/list", Ct))).Text.Code);
            await lists.Add(house.Ada, Address, Ct);
            await lists.Switch(false, Ct);
            Assert.False(await house.Get<ListPageRound>().IsDue(Ct));
            await Run(house);
        }

        await using (var house = await Open(Engine.Sqlite, server, new SteppedTime(), contact: null))
        {
            Assert.Equal("listPages.contact", (await Assert.ThrowsAsync<Refusal>(() => house.Get<ListPages>().Switch(true, Ct))).Text.Code);
        }

        await using (var house = await Open(Engine.Sqlite, server, new SteppedTime(), on: false))
        {
            Assert.Equal("listPages.fixed", (await Assert.ThrowsAsync<Refusal>(() => house.Get<ListPages>().Switch(true, Ct))).Text.Code);
        }

        Assert.Empty(server.Asked);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_list_is_its_members_alone_and_goes_with_them(Engine engine)
    {
        await using var server = await ListServer.Start();
        await using var house = await Open(engine, server, new SteppedTime());
        var lists = house.Get<ListPages>();
        await lists.Switch(true, Ct);
        var id = await lists.Add(house.Ada, Address, Ct);
        Assert.Equal(id, await lists.Add(house.Ada, "imdb.com/list/ls000000001", Ct));
        var ivo = Viewers.Of((await house.Get<Members>().Make("Ivo", Role.Member, Ct))!, Origin.Page);
        Assert.Empty((await lists.Of(ivo, Ct)).Lists);
        Assert.False(await lists.Ask(ivo, id, Ct));
        Assert.False(await lists.Remove(ivo, id, Ct));
        await house.House.Database.Write(Store.House, writing => house.House.Services.GetServices<IMemberErasure>().OfType<ErasedHistory>().Single().Erase(writing, house.Ada.Member), Ct);
        Assert.Empty((await lists.Of(house.Ada, Ct)).Lists);
    }

    static Task<ImportHouse> Open(Engine engine, ListServer server, TimeProvider time, string? contact = "ada@example.org", bool? on = null) => ImportHouse.Open(engine, time, services =>
    {
        services.AddSingleton(server);
        services.AddSingleton<ListPageClient, LocalLists>();
        services.PostConfigure<OutboundOptions>(options =>
        {
            options.Contact = contact;
            options.Allowed = ["127.0.0.1"];
        });
        services.PostConfigure<ListPageOptions>(options => (options.PauseSeconds, options.On) = (2, on));
    });

    sealed class LocalLists(OutboundClients clients, IOptions<ListPageOptions> options, TimeProvider time, ListServer server)
        : ListPageClient(clients, options, time, list => new Uri(server.Address, list.Path));

    static Task<JobRun> Run(ImportHouse house) => house.Get<InlineJobs>().Run(ListPageRound.Name, new NoArguments(), null, Ct);
}
