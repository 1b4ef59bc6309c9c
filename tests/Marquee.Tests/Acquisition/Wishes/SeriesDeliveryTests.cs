using System.Text.Json.Nodes;
using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Delivery;
using Marquee.Integrations.Sonarr;
using Marquee.Integrations.Tests.Sonarr;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Tests.Acquisition.Wishes;

public sealed class SeriesDeliveryTests
{
    [Theory]
    [InlineData("v3", false)]
    [InlineData("v5", false)]
    [InlineData("v3", true)]
    [InlineData("v5", true)]
    public async Task S1_5_the_first_episode_alone_is_monitored_and_searched(string version, bool wasThere)
    {
        await using var server = await SonarrStandIn.Begin(version);
        await using var house = await Open(server);
        if (wasThere)
        {
            await Sent(house, server, WishPart.Future); // adds it
            foreach (var episode in server.Episodes)
            {
                episode["monitored"] = false;
            }
        }

        server.LooksInVain = 2;
        var wish = await Sent(house, server, WishPart.FirstEpisode);
        Assert.Equal(WishState.Searching, wish.State);
        Assert.Equal(["1x1"], server.Monitored);
        var command = Assert.Single(server.Work.Commands);
        Assert.Equal(("EpisodeSearch", Numbers(server, "1x1")), (command["name"]!.GetValue<string>(), command["episodeIds"]!.ToJsonString()));
        Assert.Empty(server.MonitoredSeasons);
        Assert.Single(server.Series);
    }

    [Theory]
    [InlineData("all", "1x1 1x2 1x3 1x4 2x1 2x2 2x3 2x4 3x1 3x2 3x3", "SeriesSearch")]
    [InlineData("firstSeason", "1x1 1x2 1x3 1x4", "SeasonSearch 1")]
    [InlineData("seasons:1,2", "1x1 1x2 1x3 1x4 2x1 2x2 2x3 2x4", "SeasonSearch 1, SeasonSearch 2")]
    [InlineData("seasons:3", "3x1 3x2 3x3", "")]
    [InlineData("future", "3x1 3x2 3x3", "")]
    [InlineData("episodes:0x2,1x3,2x1", "0x2 1x3 2x1", "EpisodeSearch")]
    public async Task What_is_wished_for_is_monitored_and_searched_and_nothing_else(string part, string monitored, string searches)
    {
        foreach (var (version, wasThere) in new[] { ("v3", false), ("v5", false), ("v3", true), ("v5", true) })
        {
            await using var server = await SonarrStandIn.Begin(version);
            await using var house = await Open(server);
            if (wasThere)
            {
                await Sent(house, server, WishPart.OfEpisodes([new WishedEpisode(0, 1)])!);
                Assert.Single(server.Episodes, e => e["monitored"]!.GetValue<bool>())["monitored"] = false;
                server.Series.First()["monitored"] = false;
                server.Work.Restart();
            }

            var wish = await Sent(house, server, WishPart.Parse(part)!);
            Assert.Equal(monitored, string.Join(' ', server.Monitored));
            Assert.True(Assert.Single(server.Series)["monitored"]!.GetValue<bool>());
            Assert.Equal(searches, string.Join(", ", server.Work.Commands.Select(c => $"{c["name"]} {c["seasonNumber"]}".Trim())));
            Assert.Equal(searches.Length == 0 ? (WishState.Sent, "wishes.notOut") : (WishState.Searching, null), (wish.State, wish.Why?.Code));
        }
    }

    [Fact]
    public async Task A_series_that_IMDb_knows_is_found_by_its_number_whatever_else_came_along()
    {
        await using var server = await SonarrStandIn.Begin("v3");
        await using var house = await Open(server);
        var wish = Assert.IsType<Wished>(await house.Wishes.Ask(house.Ada, new WishRequest { Title = WishHouse.Harbour, Tvdb = 5, Tmdb = 6 }, CancellationToken.None)).Wish;
        Assert.Equal((null, null), (wish.Tvdb, wish.Tmdb));
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set tvdb = 5, tmdb = 6"), CancellationToken.None); // of a time when they were kept
        await house.Deliver(wish.Id);
        Assert.Single(server.Series);
    }

    [Fact]
    public async Task Episodes_that_nobody_knows_are_told_and_those_not_read_yet_are_waited_for()
    {
        await using var server = await SonarrStandIn.Begin("v3");
        await using var house = await Open(server, new WishOptions { EpisodesSeconds = 1 });
        server.LooksInVain = 100;
        var wish = await Sent(house, server, WishPart.FirstSeason);
        Assert.Equal((WishState.Buffer, "wishes.episodesUnread"), (wish.State, wish.Why!.Code));
        server.LooksInVain = 0;
        var none = await Sent(house, server, WishPart.OfEpisodes([new WishedEpisode(7, 7)])!);
        Assert.Equal(WishState.Buffer, none.State);
        Assert.Contains(none.Why!.Code, new[] { "wishes.episodesUnread", "wishes.noSuchEpisodes" });
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_season_comes_in_parts_and_a_pack_is_one_download(Engine engine)
    {
        await using var server = await SonarrStandIn.Begin("v3");
        await using var house = await WishHouse.Open(engine);
        await house.Connect(server);
        var sent = await Sent(house, server, WishPart.FirstSeason);
        var (id, estimated) = (sent.Id, sent.Bytes);
        var series = server.Series.First()["id"]!.GetValue<int>();
        var season = server.Episodes.Where(e => Season(e) == 1).ToList();

        // The older API has a line for each episode of a pack.
        foreach (var (episode, line) in season.Select((e, i) => (e, i)))
        {
            server.Work.Downloads.Add(WishServers.Download(line, "seriesId", series, 4_000, 1_000, "pack", episode["id"]!.GetValue<int>()));
        }

        server.Work.Downloads.Add(WishServers.Download(99, "seriesId", series, 9_000_000, 9_000_000, "another season", server.Episodes.First(e => Season(e) == 2)["id"]!.GetValue<int>()));
        await Look();
        var downloading = await house.Wish(id);
        Assert.Equal((WishState.Downloading, 0.75, estimated), (downloading.State, downloading.Progress, downloading.Bytes)); // four kilobytes are little of it
        server.Work.Downloads[0]["size"] = estimated + 1;
        await Look();
        Assert.Equal(estimated + 1, (await house.Wish(id)).Bytes);
        server.Work.Downloads[0]["size"] = 4_000;

        server.Work.Downloads[0]["trackedDownloadState"] = "importBlocked";
        server.Work.Downloads[0]["statusMessages"] = new JsonArray(new JsonObject { ["title"] = "pack", ["messages"] = new JsonArray("No files found") });
        await Look();
        Assert.Equal("The download waits for a person: No files found", (await house.Wish(id)).Why!.In(Language.English));

        server.Work.Downloads.Clear();
        season[0]["hasFile"] = true;
        server.Work.Restart();
        await Look();
        Assert.Equal((WishState.Partly, "wishes.restMissing"), ((await house.Wish(id)).State, (await house.Wish(id)).Why!.Code));
        season.ForEach(e => e["hasFile"] = true);
        await Look();
        Assert.Equal(WishState.Here, (await house.Wish(id)).State);

        async Task Look()
        {
            house.Time.Move(TimeSpan.FromMinutes(21));
            await house.Follow();
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_taken_off_the_server_is_given_up_and_a_server_that_is_down_changes_nothing(Engine engine)
    {
        await using var server = await SonarrStandIn.Begin("v3");
        await using var house = await WishHouse.Open(engine);
        await house.Connect(server);
        var id = (await Sent(house, server, WishPart.All)).Id;
        server.Answers(4, WishServers.Status(502));
        house.Time.Move(TimeSpan.FromMinutes(1));
        await house.Follow();
        Assert.Equal((WishState.Searching, "servarr.ailing"), ((await house.Wish(id)).State, (await house.Wish(id)).Why!.Code));
        server.Tricks.Clear();
        server.Tricks.Enqueue(_ => Task.FromResult(false)); // its queue
        server.Answers(1, WishServers.Status(404));
        house.Time.Move(TimeSpan.FromMinutes(2));
        await house.Follow();
        Assert.Equal((WishState.GaveUp, "wishes.goneThere"), ((await house.Wish(id)).State, (await house.Wish(id)).Why!.Code));
    }

    [Theory]
    [InlineData("all", "1x1+ 1x2+ 2x1?", false, "here")]
    [InlineData("all", "1x1+ 1x2- 2x1?", false, "partly")]
    [InlineData("all", "1x1- 1x2-", false, null)]
    [InlineData("seasons:2", "1x1+ 2x1+ 2x2?", false, "partly")]
    [InlineData("seasons:2", "1x1- 2x1+ 2x2+", false, "here")]
    [InlineData("firstEpisode", "0x1- 1x1+ 1x2-", false, "here")]
    [InlineData("episodes:1x2", "1x1- 1x2+", false, "here")]
    public void How_far_a_wish_is_goes_by_the_episodes_that_it_is_for(string part, string episodes, bool ended, string? reached)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var all = episodes.Split(' ').Select(word => new SonarrEpisode
        {
            SeasonNumber = word[0] - '0',
            EpisodeNumber = word[2] - '0',
            HasFile = word[3] == '+',
            Monitored = true,
            AirDateUtc = word[3] == '?' ? now.AddDays(9) : now.AddDays(-9),
        });
        var wish = WishPart.Parse(part)!;
        Assert.Equal(reached, WantedEpisodes.Reached(wish, WantedEpisodes.Of(wish, now.AddDays(-1), all), ended, now)?.Code());
    }

    public static TheoryData<Engine> Engines => WishHouse.Engines;

    static async Task<WishHouse> Open(SonarrStandIn server, WishOptions? options = null)
    {
        var house = await WishHouse.Open(Engine.Sqlite, services =>
        {
            if (options is not null)
            {
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, Microsoft.Extensions.Options.Options.Create(options));
            }
        });
        await house.Connect(server);
        return house;
    }

    static async Task<Wish> Sent(WishHouse house, SonarrStandIn server, WishPart part)
    {
        server.Work.Restart();
        var wish = await house.Ask(house.Ada, WishHouse.Harbour, part);
        await house.Deliver(wish.Id);
        return await house.Wish(wish.Id);
    }

    static int Season(JsonObject episode) => episode["seasonNumber"]!.GetValue<int>();

    static string Numbers(SonarrStandIn server, params string[] episodes) =>
        new JsonArray([.. server.Episodes.Where(e => episodes.Contains($"{e["seasonNumber"]}x{e["episodeNumber"]}")).Select(e => JsonValue.Create(e["id"]!.GetValue<int>()))]).ToJsonString();
}
