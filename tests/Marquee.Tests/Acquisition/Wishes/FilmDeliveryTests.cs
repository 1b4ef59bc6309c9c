using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Delivery;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Servarr;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Marquee.Tests.Acquisition.Wishes;

public sealed class FilmDeliveryTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WishHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_film_goes_all_the_way(Engine engine)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(engine);
        var connection = await house.Connect(server, name: "Cellar");
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        await house.Deliver(id);
        var film = Assert.Single(server.Films);
        var number = film["id"]!.GetValue<int>();
        Assert.Equal((true, 4, "/media/second/The Lantern Keepers (2021)"), (film["monitored"]!.GetValue<bool>(), film["qualityProfileId"]!.GetValue<int>(), film["path"]!.GetValue<string>()));
        Assert.Equal("MoviesSearch", Assert.Single(server.Work.Commands)["name"]!.GetValue<string>());
        Assert.Equal((WishState.Searching, connection.Id, number), await Where());

        // The search goes on for some looks, finds nothing, and then something comes.
        for (var look = 0; look < 4; look++)
        {
            await house.Follow();
            house.Time.Move(TimeSpan.FromSeconds(20));
        }

        var waits = await house.Wish(id);
        Assert.Equal((WishState.Sent, "Cellar has found nothing yet, and gets it as soon as there is something."), (waits.State, waits.Why!.In(Language.English)));
        server.Work.Downloads.Add(WishServers.Download(1, "movieId", number, 8_000, 8_000, "d1"));
        await Look();
        Assert.Equal((WishState.Grabbed, null, 8_000L), ((await house.Wish(id)).State, (await house.Wish(id)).Progress, (await house.Wish(id)).Bytes));
        server.Work.Downloads[0]["sizeleft"] = 2_000;
        server.Work.Downloads[0]["status"] = "downloading";
        await Look();
        Assert.Equal((WishState.Downloading, 0.75), ((await house.Wish(id)).State, (await house.Wish(id)).Progress));
        server.Work.Downloads.Clear();
        film["movieFile"] = WishServers.File(number, 8_000);
        await Look();
        Assert.Equal((WishState.Here, connection.Id, number), await Where());
        Assert.Null((await house.Wish(id)).Progress);
        Assert.Equal(
            [WishState.Buffer, WishState.Sent, WishState.Searching, WishState.Sent, WishState.Grabbed, WishState.Downloading, WishState.Here],
            (await house.Get<WishReading>().Steps(id, Ct)).Select(s => s.To));
        Assert.Equal(["wish.asked", "wish.moved", "wish.moved", "wish.moved", "wish.moved"], (await house.Facts(house.Ada)).Where(f => f is "wish.asked" or "wish.moved"));
        Assert.False(await house.Get<WishFollow>().IsDue(Ct));

        async Task<(WishState, long?, int?)> Where() => ((await house.Wish(id)).State, (await house.Wish(id)).SentTo, (await house.Wish(id)).Outside);

        async Task Look()
        {
            house.Time.Move(TimeSpan.FromMinutes(21));
            await house.Follow();
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task S1_2_a_server_with_errors_loses_nothing_is_tried_again_and_given_up_after_so_many_tries(Engine engine)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(engine, services => services.AddSingleton(Options.Create(new WishOptions { Tries = 3 })));
        await house.Connect(server);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        server.Answers(100, WishServers.Status(500));
        await house.Deliver(id);
        var first = await house.Wish(id);
        Assert.Equal((WishState.Buffer, 1, "servarr.ailing"), (first.State, first.Tries, first.Why!.Code));
        Assert.InRange(first.NextTryAt!.Value - house.Time.GetUtcNow(), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60));

        var asked = server.Asked.Count;
        await house.Deliver(id);
        Assert.Equal(asked, server.Asked.Count); // not before its time
        house.Time.Move(TimeSpan.FromSeconds(61));
        await house.Deliver(id);
        var second = await house.Wish(id);
        Assert.Equal((WishState.Buffer, 2), (second.State, second.Tries));
        Assert.InRange(second.NextTryAt!.Value - house.Time.GetUtcNow(), TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(120));
        house.Time.Move(TimeSpan.FromSeconds(121));
        await house.Deliver(id);
        var third = await house.Wish(id);
        Assert.Equal((WishState.GaveUp, "wishes.gaveUp", (DateTimeOffset?)null), (third.State, third.Why!.Code, third.NextTryAt));
        Assert.StartsWith("Given up after 3 tries: Radarr at 127.0.0.1", third.Why.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("wish.moved", await house.Facts(house.Ada));

        server.Tricks.Clear();
        Assert.Equal(WishState.Buffer, Assert.IsType<Wished>(await house.Wishes.TryNow(house.Ada, id, Ct)).Wish.State);
        await house.Deliver(id);
        Assert.Equal((WishState.Searching, 0), ((await house.Wish(id)).State, (await house.Wish(id)).Tries));
        Assert.Single(server.Films);
    }

    public static TheoryData<string, string> Troubles => new()
    {
        { "down", "outbound.unreachable" },
        { "401", "servarr.unauthorized" },
        { "503", "servarr.ailing" },
        { "html", "servarr.notApi" },
        { "half", "servarr.cutOff" },
        { "slow", "outbound.silent" },
    };

    [Theory, MemberData(nameof(Troubles))]
    public async Task Whatever_is_wrong_with_the_server_the_wish_stays_and_says_so(string trouble, string code)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(Engine.Sqlite, time: trouble == "slow" ? new HurriedTime(40) : null);
        await house.Connect(server);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        switch (trouble)
        {
            case "down":
                await server.DisposeAsync();
                break;
            case "401":
                server.Answers(4, WishServers.Status(401));
                break;
            case "503":
                server.Answers(4, WishServers.Status(503, retryAfter: "900"));
                break;
            case "html":
                server.Answers(4, WishServers.Html);
                break;
            case "half":
                server.Answers(4, WishServers.Half);
                break;
            default:
                server.Answers(4, WishServers.Silence);
                break;
        }

        await house.Deliver(id);
        var wish = await house.Wish(id);
        Assert.Equal((WishState.Buffer, 1, code), (wish.State, wish.Tries, wish.Why!.Code));
        Assert.All(Language.All, language => Assert.Contains("127.0.0.1", wish.Why.In(language), StringComparison.Ordinal));
        Assert.InRange(wish.NextTryAt!.Value - house.Now, TimeSpan.FromSeconds(trouble == "503" ? 800 : 1), TimeSpan.FromSeconds(trouble == "503" ? 900 : 60));
        Assert.Null(wish.SendingAt);
        Assert.Empty(server.Films);
        if (trouble is "down" or "slow")
        {
            return; // one has no server any more, the other a clock that cannot be moved
        }

        server.Tricks.Clear();
        house.Time.Move(TimeSpan.FromMinutes(16));
        await house.Sweep();
        await house.Deliver(id);
        Assert.Equal(WishState.Searching, (await house.Wish(id)).State);
        Assert.Single(server.Films);
    }

    [Fact]
    public async Task A_first_try_that_got_through_unheard_makes_no_second_film()
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await house.Connect(server);
        server.Has(900001, monitored: false);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        await house.Deliver(id);
        Assert.True(Assert.Single(server.Films)["monitored"]!.GetValue<bool>());
        Assert.Equal(WishState.Searching, (await house.Wish(id)).State);
    }

    [Fact]
    public async Task What_is_there_with_its_file_is_here_at_once()
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await house.Connect(server);
        server.Has(900002, file: true);
        var id = (await house.Ask(house.Ada, WishHouse.Salt)).Id;
        await house.Deliver(id);
        Assert.Equal(WishState.Here, (await house.Wish(id)).State);
        Assert.Empty(server.Work.Commands);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refused_folder_is_told_in_the_servers_words(Engine engine)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(engine);
        await house.Connect(server);
        server.Settings.RootFolders.Remove("/media/second");
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        await house.Deliver(id);
        Assert.Contains("Root folder '/media/second' does not exist", (await house.Wish(id)).Why!.In(Language.English), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Without_a_server_a_wish_waits_and_is_sent_when_there_is_one(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        await house.Deliver(id);
        var wish = await house.Wish(id);
        Assert.Equal((WishState.Buffer, 0, "wishes.noServer"), (wish.State, wish.Tries, wish.Why!.Code));
        await using var server = await RadarrStandIn.Begin();
        var connection = await house.Connect(server);
        house.Time.Move(TimeSpan.FromMinutes(6));
        await house.Deliver(id);
        Assert.Equal(WishState.Searching, (await house.Wish(id)).State);

        // The server is taken away with what it had.
        Assert.True(await house.Get<Marquee.Acquisition.Servers.Connections>().Remove(connection.Id, Ct));
        Assert.Equal((WishState.GaveUp, "wishes.serverRemoved"), ((await house.Wish(id)).State, (await house.Wish(id)).Why!.Code));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_sweep_finds_what_a_crash_left_behind_and_starts_it_once(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        await house.House.Database.Write(Store.House, w => w.Execute("delete from house.intent"), Ct);
        Assert.True(await house.Get<WishSweep>().IsDue(Ct));
        await house.Sweep();
        await house.Sweep();
        Assert.False(await house.Get<WishSweep>().IsDue(Ct));
        Assert.Equal(1, await house.House.Database.Write(Store.House, w => w.First<long>("select count(*) from house.intent where job = @Name and intent_key = @id", new { DeliverWish.Name, id }), Ct));

        // A time that a clock far ahead has written is none.
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set look_at = null, next_try_at = 99999999999"), Ct);
        Assert.True(await house.Get<WishSweep>().IsDue(Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_being_sent_is_neither_withdrawn_nor_refused(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        var wish = await house.Ask(house.Ada, WishHouse.Lantern);
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set sending_at = @now", new { now = house.Time.GetUtcNow().ToUnixTimeSeconds() }), Ct);
        Assert.Equal("wishes.sentAlready", Assert.IsType<WishDenied>(await house.Wishes.Withdraw(house.Ada, wish.Id, Ct)).Why.Code);
        Assert.Equal("wishes.sentAlready", Assert.IsType<WishDenied>(await house.Wishes.Refuse(house.Ada, wish.Id, null, Ct)).Why.Code);
        house.Time.Move(TimeSpan.FromMinutes(6)); // whoever sent it is gone
        Assert.IsType<Wished>(await house.Wishes.Withdraw(house.Ada, wish.Id, Ct));
    }

    [Fact]
    public async Task A_wish_for_one_of_two_servers_goes_there_with_its_own_quality_and_folder()
    {
        await using var first = await RadarrStandIn.Begin();
        await using var second = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await house.Connect(first);
        var connection = await house.Connect(second, name: "4K");
        var request = new WishRequest { Title = WishHouse.Lantern, Connection = connection.Id, QualityProfile = 1, RootFolder = "/media/first" };
        await house.Give(house.Ivo, new WishRights { Films = true, Approved = true });
        Assert.Equal("wishes.noChoice", Assert.IsType<WishDenied>(await house.Wishes.Ask(house.Ivo, request, Ct)).Why.Code);
        Assert.Equal("wishes.noSuchServer", Assert.IsType<WishDenied>(await house.Wishes.Ask(house.Ada, request with { Connection = 99 }, Ct)).Why.Code);
        Assert.Equal("wishes.noSuchServer", Assert.IsType<WishDenied>(await house.Wishes.Ask(house.Ada, request with { Title = WishHouse.Harbour }, Ct)).Why.Code);
        var there = Assert.IsType<Wished>(await house.Wishes.Ask(house.Ada, request, Ct)).Wish;
        var usual = await house.Ask(house.Ivo, WishHouse.Lantern);
        Assert.NotEqual(there.Id, usual.Id);
        await house.Deliver(there.Id);
        await house.Deliver(usual.Id);
        Assert.Equal((1, "/media/first/The Lantern Keepers (2021)"), (Assert.Single(second.Films)["qualityProfileId"]!.GetValue<int>(), second.Films.First()["path"]!.GetValue<string>()));
        Assert.Equal(4, Assert.Single(first.Films)["qualityProfileId"]!.GetValue<int>());

        // What a host refused for one server needs a host for the other, also after it was withdrawn.
        await house.Give(house.Ivo, new WishRights { Films = true, Choose = true, Approved = true });
        var salt = await house.Ask(house.Ivo, WishHouse.Salt);
        Assert.IsType<Wished>(await house.Wishes.Refuse(house.Ada, salt.Id, null, Ct));
        Assert.IsType<Wished>(await house.Wishes.Withdraw(house.Ivo, salt.Id, Ct));
        var beside = Assert.IsType<Wished>(await house.Wishes.Ask(house.Ivo, new WishRequest { Title = WishHouse.Salt, Connection = connection.Id }, Ct)).Wish;
        Assert.Equal(WishState.Approval, beside.State);
    }

    [Fact]
    public async Task A_film_that_IMDb_knows_is_found_by_its_number_whatever_else_came_along()
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await house.Connect(server);
        var wish = Assert.IsType<Wished>(await house.Wishes.Ask(house.Ada, new WishRequest { Title = WishHouse.Lantern, Tmdb = 900002 }, Ct)).Wish;
        Assert.Null(wish.Tmdb);
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set tmdb = 900002"), Ct); // of a time when it was kept
        await house.Deliver(wish.Id);
        Assert.Equal("tt9000001", Assert.Single(server.Films)["imdbId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(9000001, "tt9000001", true)]
    [InlineData(9000001, "tt9000002", false)]
    [InlineData(9000001, "", true)]
    [InlineData(9000001, null, true)]
    [InlineData(1_000_000_000_007, null, true)]
    [InlineData(1_000_000_000_007, "tt9000001", false)]
    public void What_a_server_found_is_the_title_unless_IMDb_numbers_it_otherwise(long title, string? imdb, bool isTitle) =>
        Assert.Equal(isTitle, FoundThere.IsTitle(new Marquee.Catalog.TitleId(title), imdb));

    [Fact]
    public void Pauses_double_up_to_the_longest()
    {
        var options = new WishOptions();
        Assert.Equal([1, 2, 4, 8, 16], Enumerable.Range(1, 5).Select(n => (int)options.Pause(n).TotalMinutes));
        Assert.Equal(TimeSpan.FromHours(6), options.Pause(19));
        Assert.InRange(Enumerable.Range(1, 19).Sum(n => options.Pause(n).TotalHours), 60, 100);
    }
}
