using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Delivery;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Storage;

namespace Marquee.Tests.Acquisition.Wishes;

/// <summary>What comes between a wish and its server on our own side: a switch, a withdrawal, a server taken away, a fault.</summary>
public sealed class DeliveryTroubleTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<Engine> Engines => WishHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_house_that_is_switched_off_sends_nothing_until_it_is_on_again(Engine engine)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(engine);
        await house.Connect(server);
        await house.Give(house.Ivo, new WishRights { Films = true });
        var (id, waits) = ((await house.Ask(house.Ada, WishHouse.Lantern)).Id, (await house.Ask(house.Ivo, WishHouse.Salt)).Id);
        await house.Get<HouseRules>().SetGets(house.Ada, false, Ct);
        await house.Deliver(id);
        var wish = await house.Wish(id);
        Assert.Equal((WishState.Buffer, 0, "wishes.houseOff"), (wish.State, wish.Tries, wish.Why!.Code));
        Assert.Equal("wishes.houseOff", Assert.IsType<WishDenied>(await house.Wishes.TryNow(house.Ada, id, Ct)).Why.Code);
        Assert.Equal("wishes.houseOff", Assert.IsType<WishDenied>(await house.Wishes.Approve(house.Ada, waits, Ct)).Why.Code);
        Assert.Empty(server.Films);

        await house.Get<HouseRules>().SetGets(house.Ada, true, Ct);
        Assert.IsType<Wished>(await house.Wishes.TryNow(house.Ada, id, Ct));
        await house.Deliver(id);
        Assert.Single(server.Films);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_is_withdrawn_while_it_is_taken_stays_withdrawn(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await using var server = await RadarrStandIn.Begin();
        await house.Connect(server);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        var (withdrawn, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var leaves = house.House.Database.Write(Store.House, async w =>
        {
            Assert.IsType<Wished>(await house.Wishes.Withdraw(w, house.Ada, id));
            withdrawn.SetResult();
            await go.Task;
        }, Ct);
        await withdrawn.Task;
        var delivers = Task.Run(() => house.Deliver(id), Ct);
        await Task.Delay(500, Ct); // it has come to the transaction that is open
        go.SetResult();
        await leaves;
        await delivers;
        Assert.Equal(WishState.Withdrawn, (await house.Wish(id)).State);
        Assert.Empty(server.Films);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_server_that_goes_while_it_is_told_leaves_the_wish_to_another(Engine engine)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(engine);
        var connection = await house.Connect(server);
        var id = Assert.IsType<Wished>(await house.Wishes.Ask(house.Ada, new WishRequest { Title = WishHouse.Lantern, Connection = connection.Id, QualityProfile = 1, RootFolder = "/media/first" }, Ct)).Wish.Id;
        for (var request = 0; request < 3; request++)
        {
            server.Tricks.Enqueue(_ => Task.FromResult(false)); // looked up, looked for, added
        }

        server.Tricks.Enqueue(async _ => !await house.Get<Connections>().Remove(connection.Id, Ct));
        await house.Deliver(id);
        Assert.Single(server.Films);
        var wish = await house.Wish(id);
        Assert.Equal((WishState.Buffer, null, null, null), (wish.State, wish.SentTo, wish.Outside, wish.SendingAt));
        Assert.Equal((null, null, null), (wish.Connection, wish.QualityProfile, wish.RootFolder)); // those were of that server

        // One whose server was gone before that was told to wishes is looked at once, and not every few seconds.
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set state = 'sent', sent_to = 99, outside = 1, look_at = 0"), Ct);
        Assert.True(await house.Get<WishFollow>().IsDue(Ct));
        await house.Follow();
        Assert.False(await house.Get<WishFollow>().IsDue(Ct));
        Assert.Equal((WishState.GaveUp, "wishes.serverRemoved"), ((await house.Wish(id)).State, (await house.Wish(id)).Why!.Code));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_breaks_here_is_a_try_that_failed(Engine engine)
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(engine);
        await house.Connect(server);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        await house.House.Database.Write(Store.House, w => w.Execute("drop table house.sent_change"), Ct);
        await house.Deliver(id);
        var wish = await house.Wish(id);
        Assert.Equal((WishState.Buffer, 1, "wishes.wentWrong", (DateTimeOffset?)null), (wish.State, wish.Tries, wish.Why!.Code, wish.SendingAt));
        Assert.True(wish.NextTryAt > house.Now.AddSeconds(30));
    }

    [Fact]
    public async Task The_same_trouble_once_more_is_no_change()
    {
        await using var server = await RadarrStandIn.Begin();
        await using var house = await WishHouse.Open(Engine.Sqlite);
        await house.Connect(server);
        var id = (await house.Ask(house.Ada, WishHouse.Lantern)).Id;
        await house.Deliver(id);
        var (first, second) = (await Look(), await Look());
        Assert.Equal(("servarr.unauthorized", first.ChangedAt), (second.Why!.Code, second.ChangedAt));
        Assert.True(second.LookAt > first.LookAt);

        async Task<Wish> Look()
        {
            server.Answers(4, WishServers.Status(401));
            house.Time.Move(TimeSpan.FromMinutes(2));
            await house.Follow();
            server.Tricks.Clear();
            return await house.Wish(id);
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_waits_to_be_searched_for_again_is_with_its_server(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        var wish = await house.Ask(house.Ada, WishHouse.Lantern);
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set sent_to = 1, outside = 1"), Ct);
        Assert.Equal("wishes.sentAlready", Assert.IsType<WishDenied>(await house.Wishes.Withdraw(house.Ada, wish.Id, Ct)).Why.Code);
        Assert.Equal("wishes.sentAlready", Assert.IsType<WishDenied>(await house.Wishes.Refuse(house.Ada, wish.Id, null, Ct)).Why.Code);
    }
}
