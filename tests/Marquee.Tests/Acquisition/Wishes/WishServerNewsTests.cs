using Marquee.Acquisition.News;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Sonarr;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Acquisition.Wishes;

/// <summary>S1.3: what servers tell moves wishes, in either order, repeated, and for titles that nobody wished for.</summary>
public sealed class WishServerNewsTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WishHouse.Engines;

    [Theory]
    [InlineData("Grabbed Imported", WishState.Here)]
    [InlineData("Imported Grabbed", WishState.Here)]
    [InlineData("Grabbed Grabbed", WishState.Grabbed)]
    [InlineData("Imported Imported Upgraded", WishState.Here)]
    [InlineData("Grabbed NeedsHand", WishState.Grabbed)]
    [InlineData("Added Monitored", WishState.Searching)]
    [InlineData("Imported FileDeleted", WishState.GaveUp)]
    [InlineData("FileDeleted", WishState.Searching)]
    [InlineData("Grabbed Removed Removed", WishState.GaveUp)]
    public async Task A_film_goes_by_its_news(string kinds, WishState state)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(Engine.Sqlite);
        var connection = await house.Connect(server);
        var wish = await Sent(house, WishPart.All, film: true);
        foreach (var kind in kinds.Split(' ').Select(Enum.Parse<NewsKind>))
        {
            await Hear(house, connection, kind, size: 9_000);
        }

        var now = await house.Wish(wish.Id);
        Assert.Equal(state, now.State);
        Assert.Equal(kinds.Contains("Grabbed", StringComparison.Ordinal) || kinds.Contains("Imported", StringComparison.Ordinal) ? 9_000 : wish.Bytes, now.Bytes);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_a_series_only_what_was_wished_for_counts_and_a_look_follows(Engine engine)
    {
        await using var server = await SonarrStandIn.Begin("v3");
        await using var house = await WishHouse.Open(engine);
        var connection = await house.Connect(server);
        var wish = await Sent(house, WishPart.OfSeasons([2])!, film: false);
        await Hear(house, connection, NewsKind.Grabbed, new EpisodeNumber(1, 1));
        Assert.Equal(WishState.Searching, (await house.Wish(wish.Id)).State);
        await Hear(house, connection, NewsKind.Imported, new EpisodeNumber(2, 1));
        Assert.InRange((await house.Wish(wish.Id)).LookAt!.Value, house.Now.AddSeconds(-5), house.Now);
        server.Episodes.First(e => e["seasonNumber"]!.GetValue<int>() == 2)["hasFile"] = true;
        server.Work.Restart();
        await house.Follow();
        Assert.Equal(WishState.Partly, (await house.Wish(wish.Id)).State);
        await Hear(house, connection, NewsKind.Removed);
        Assert.Equal((WishState.GaveUp, "wishes.goneThere"), ((await house.Wish(wish.Id)).State, (await house.Wish(wish.Id)).Why!.Code));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Of_other_servers_and_other_titles_nothing_is_heard_and_a_film_that_is_imported_before_a_host_decided_is_here(Engine engine)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(engine);
        var first = await house.Connect(server);
        var second = await house.Connect(server, name: "Second");
        var wish = await Sent(house, WishPart.All, film: true);
        await Hear(house, second, NewsKind.Imported);
        await Tell(house, new ServerNews { Connection = first, Kind = NewsKind.Imported, At = house.Now, Title = WishHouse.Salt });
        await Tell(house, new ServerNews { Connection = first, Kind = NewsKind.Imported, At = house.Now, Tmdb = 5 });
        Assert.Equal(WishState.Searching, (await house.Wish(wish.Id)).State);

        await house.Give(house.Ivo, new Marquee.Acquisition.Wishes.Rights.WishRights { Films = true });
        var waiting = await house.Ask(house.Ivo, WishHouse.Salt);
        await Tell(house, new ServerNews { Connection = second, Kind = NewsKind.Imported, At = house.Now, Title = WishHouse.Salt });
        Assert.Equal(WishState.Here, (await house.Wish(waiting.Id)).State);
        Assert.Equal(["wish.asked", "wish.moved"], await house.Facts(house.Ivo));
    }

    static async Task<Wish> Sent(WishHouse house, WishPart part, bool film)
    {
        var wish = await house.Ask(house.Ada, film ? WishHouse.Lantern : WishHouse.Harbour, part);
        await house.Deliver(wish.Id);
        return await house.Wish(wish.Id);
    }

    static Task Hear(WishHouse house, Connection connection, NewsKind kind, params EpisodeNumber[] episodes) => Hear(house, connection, kind, null, episodes);

    static Task Hear(WishHouse house, Connection connection, NewsKind kind, long? size, params EpisodeNumber[] episodes) => Tell(house, new ServerNews
    {
        Connection = connection,
        Kind = kind,
        At = house.Now,
        Title = connection.Kind == Integrations.Servarr.ServarrProgram.Radarr ? WishHouse.Lantern : WishHouse.Harbour,
        Size = size,
        Episodes = episodes,
    });

    static Task Tell(WishHouse house, ServerNews news) => house.House.Database.Write(Store.House, async w =>
    {
        foreach (var listener in house.House.Services.GetServices<IServerNews>())
        {
            await listener.Heard(w, news);
        }
    }, Ct);
}
