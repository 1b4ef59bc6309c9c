using Marquee.Acquisition.Wishes;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Acquisition.Wishes;

public sealed class WishesTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    static readonly WishRights Both = new() { Films = true, Series = true };

    public static TheoryData<Engine> Engines => WishHouse.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_may_anything_until_a_host_says_so(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        Assert.Equal("wishes.noFilms", await house.Denied(house.Ivo, WishHouse.Lantern));
        await house.Give(house.Ivo, new WishRights { Films = true });
        Assert.Equal("wishes.noSeries", await house.Denied(house.Ivo, WishHouse.Harbour));
        Assert.Equal(WishState.Approval, (await house.Ask(house.Ivo, WishHouse.Lantern)).State);
        Assert.Equal(WishState.Buffer, (await house.Ask(house.Ada, WishHouse.Harbour)).State);
        await house.Get<HouseRules>().SetGets(house.Ada, false, Ct);
        Assert.Equal("wishes.houseOff", await house.Denied(house.Ada, WishHouse.Salt));
        Assert.Equal("wishes.otherKind", await house.Denied(house.Ada, new TitleId(9000009)));
        Assert.Equal("wishes.filmIsWhole", await house.Denied(house.Ada, WishHouse.Salt, WishPart.FirstSeason));
        Assert.IsType<NoSuchWish>(await house.Wishes.Ask(house.Ada, new WishRequest { Title = new TitleId(1234567) }, Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Several_members_stand_behind_one_wish_and_all_are_told(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both);
        await house.Give(house.Uma, Both);
        var first = await house.Ask(house.Ivo, WishHouse.Harbour, WishPart.FirstSeason, "phone-of-ivo-1");
        var second = await house.Ask(house.Uma, WishHouse.Harbour, WishPart.FirstSeason, "phone-of-uma-1");
        Assert.Equal("phone-of-ivo-1", second.Id);
        Assert.Equal([house.Ivo.Member, house.Uma.Member], second.Wanted);
        Assert.NotEqual(first.Id, (await house.Ask(house.Uma, WishHouse.Harbour, WishPart.OfSeasons([1])!)).Id);

        Assert.Equal(WishState.Buffer, Assert.IsType<Wished>(await house.Wishes.Approve(house.Ada, first.Id, Ct)).Wish.State);
        Assert.Equal(["wish.asked", "wish.moved"], await house.Facts(house.Ivo));
        Assert.Equal(["wish.joined", "wish.asked", "wish.moved"], await house.Facts(house.Uma));
        Assert.Contains("wish.approved", await house.Facts(house.Ada));

        // One of them leaves by the id that she gave; the other one's wish goes on.
        var left = Assert.IsType<Wished>(await house.Wishes.Withdraw(house.Uma, "phone-of-uma-1", Ct)).Wish;
        Assert.Equal((WishState.Buffer, house.Ivo.Member), (left.State, Assert.Single(left.Wanted)));
        Assert.Equal(WishState.Withdrawn, Assert.IsType<Wished>(await house.Wishes.Withdraw(house.Ivo, first.Id, Ct)).Wish.State);
        Assert.Equal(
            [(null, WishState.Approval, house.Ivo.Member), (WishState.Approval, WishState.Buffer, house.Ada.Member), (WishState.Buffer, WishState.Withdrawn, (long?)house.Ivo.Member)],
            (await house.Get<WishReading>().Steps(first.Id, Ct)).Select(s => (s.From, s.To, s.Member)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_id_twice_is_one_wish_and_another_members_id_is_taken(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both);
        await house.Give(house.Uma, Both);
        var request = new WishRequest { Id = "wish-00000001", Title = WishHouse.Lantern };
        Assert.NotNull(Assert.IsType<Wished>(await house.Wishes.Ask(house.Ivo, request, Ct)).Fact);
        Assert.Null(Assert.IsType<Wished>(await house.Wishes.Ask(house.Ivo, request, Ct)).Fact);
        Assert.Equal("wishes.idTaken", Assert.IsType<WishDenied>(await house.Wishes.Ask(house.Uma, request with { Title = WishHouse.Salt }, Ct)).Why.Code);
        Assert.Equal("wishes.idRule", Assert.IsType<WishDenied>(await house.Wishes.Ask(house.Uma, request with { Id = "a'b" }, Ct)).Why.Code);
        Assert.IsType<NoSuchWish>(await house.Wishes.Withdraw(house.Uma, request.Id, Ct));
        Assert.IsType<NoSuchWish>(await house.Wishes.Approve(house.Ivo, request.Id, Ct));
        Assert.IsType<NoSuchWish>(await house.Wishes.Refuse(house.Uma, request.Id, "mine", Ct));
        Assert.IsType<NoSuchWish>(await house.Wishes.TryNow(house.Uma, request.Id, Ct));
        Assert.Single(await house.Get<WishReading>().All(null, 0, 10, Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refusal_says_why_and_what_was_refused_needs_a_host_when_it_is_wished_again(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both with { Approved = true });
        var wish = await house.Ask(house.Ivo, WishHouse.Salt);
        Assert.Equal(WishState.Buffer, wish.State);
        var refused = Assert.IsType<Wished>(await house.Wishes.Refuse(house.Ada, wish.Id, " no room ", Ct)).Wish;
        Assert.Equal((WishState.Refused, "A host said no: no room"), (refused.State, refused.Why!.In(Marquee.Texts.Language.English)));

        var again = await house.Ask(house.Ivo, WishHouse.Salt);
        Assert.Equal((wish.Id, WishState.Approval, (object?)null), (again.Id, again.State, again.Why));
        Assert.Equal(WishState.Buffer, Assert.IsType<Wished>(await house.Wishes.Approve(house.Ada, wish.Id, Ct)).Wish.State);
        Assert.Equal(4, (await house.Get<WishReading>().Steps(wish.Id, Ct)).Count);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_child_always_needs_a_host_and_wishes_for_nothing_that_it_does_not_see(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        Assert.Equal("wishes.noFilms", await house.Denied(house.Cleo, WishHouse.Lantern));
        await house.Give(house.Cleo, Both with { Approved = true });
        await house.Get<HouseRules>().Add(house.Ada, new WishRule(), Ct);
        var wish = await house.Ask(house.Cleo, WishHouse.Lantern);
        Assert.Equal(WishState.Approval, wish.State);
        Assert.IsType<NoSuchWish>(await house.Wishes.Ask(house.Cleo, new WishRequest { Title = WishHouse.Salt }, Ct));
        Assert.IsType<NoSuchWish>(await house.Wishes.Ask(house.Cleo, new WishRequest { Title = WishHouse.Salt, Bookmark = true }, Ct));
        await house.Get<Marquee.Catalog.Ceilings.ChildCeilings>().SetTitle(house.Ada, house.Cleo.Member, WishHouse.Lantern, false, Ct);
        Assert.IsType<NoSuchWish>(await house.Wishes.Withdraw(house.Cleo, wish.Id, Ct));
        Assert.IsType<NoSuchWish>(await house.Wishes.TryNow(house.Cleo, wish.Id, Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_rule_approves_what_fits_it_all(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both);
        await house.Give(house.Uma, Both);
        var rules = house.Get<HouseRules>();
        var id = await rules.Add(house.Ada, new WishRule { Member = house.Ivo.Member, Kind = WishKind.Film, MinRating = 70, MinVotes = 100, FromYear = 2000, MostBytes = 8_000_000_000 }, Ct);
        Assert.Equal(WishState.Approval, (await house.Ask(house.Ivo, WishHouse.Salt)).State);
        Assert.Equal(WishState.Approval, (await house.Ask(house.Uma, WishHouse.Lantern)).State);
        // A member whose wish is approved by a rule carries the others along.
        Assert.Equal(WishState.Buffer, (await house.Ask(house.Ivo, WishHouse.Lantern)).State);
        Assert.True(await rules.Remove(house.Ada, id, Ct));
        Assert.False(await rules.Remove(house.Ada, id, Ct));
        Assert.Empty(await rules.Rules(Ct));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Quotas_count_what_is_wanted_in_so_many_days(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both with { Count = 1, Days = 7 });
        var first = await house.Ask(house.Ivo, WishHouse.Lantern);
        Assert.Equal("wishes.quotaCount", await house.Denied(house.Ivo, WishHouse.Salt));
        await house.Wishes.Withdraw(house.Ivo, first.Id, Ct);
        await house.Ask(house.Ivo, WishHouse.Salt);
        Assert.Equal("wishes.quotaCount", await house.Denied(house.Ivo, WishHouse.Lantern));
        house.Time.Move(TimeSpan.FromDays(8));
        await house.Ask(house.Ivo, WishHouse.Lantern);

        // 100 minutes are about 6 GB.
        await house.Give(house.Uma, Both with { Bytes = 10_000_000_000 });
        Assert.Equal(6_000_000_000, (await house.Ask(house.Uma, WishHouse.Lantern)).Bytes);
        Assert.Equal("wishes.quotaBytes", await house.Denied(house.Uma, WishHouse.Salt));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_does_not_watch_what_is_here_wishes_for_nothing_more(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both with { Unwatched = 1, Approved = true });
        var wish = await house.Ask(house.Ivo, WishHouse.Harbour, WishPart.FirstSeason);
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set state = 'here' where id = @Id", new { wish.Id }), Ct);
        Assert.Equal("wishes.watchFirst", await house.Denied(house.Ivo, WishHouse.Salt));
        await house.Get<Watches>().Add(house.Ivo, new TitleId(8000011), null, Ct);
        await house.Ask(house.Ivo, WishHouse.Salt);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_bookmark_asks_for_nothing_and_becomes_a_wish(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        var bookmark = Assert.IsType<Wished>(await house.Wishes.Ask(house.Ivo, new WishRequest { Title = WishHouse.Lantern, Bookmark = true }, Ct)).Wish;
        Assert.Equal(WishState.Bookmark, bookmark.State);
        Assert.Empty(await house.Get<WishReading>().All(null, 0, 10, Ct));
        Assert.Single(await house.Get<WishReading>().Of(house.Ivo.Member, null, 0, 10, Ct));
        await house.Give(house.Ivo, Both);
        var wish = await house.Ask(house.Ivo, WishHouse.Lantern);
        Assert.Equal((bookmark.Id, WishState.Approval), (wish.Id, wish.State));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_episode_is_wished_for_as_a_part_of_its_series(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        var wish = await house.Ask(house.Ada, new TitleId(8000012));
        Assert.Equal((WishHouse.Harbour, "episodes:1x2"), (wish.Title, wish.Part.ToString()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_done_is_taken_back_until_something_followed(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both);
        var asked = Assert.IsType<Wished>(await house.Wishes.Ask(house.Ivo, new WishRequest { Title = WishHouse.Lantern }, Ct));
        var approved = Assert.IsType<Wished>(await house.Wishes.Approve(house.Ada, asked.Wish.Id, Ct));
        Assert.IsType<Undone>(await Undo(house, house.Ada, approved.Fact!.Value));
        Assert.Equal(WishState.Approval, (await house.Wish(asked.Wish.Id)).State);
        Assert.IsType<CannotUndo>(await Undo(house, house.Ada, approved.Fact!.Value));
        var refused = Assert.IsType<Wished>(await house.Wishes.Refuse(house.Ada, asked.Wish.Id, null, Ct));
        Assert.IsType<Undone>(await Undo(house, house.Ada, refused.Fact!.Value));
        Assert.IsType<NoSuchFact>(await Undo(house, house.Uma, asked.Fact!.Value));
        Assert.IsType<Undone>(await Undo(house, house.Ivo, asked.Fact!.Value));
        Assert.Equal(WishState.Withdrawn, (await house.Wish(asked.Wish.Id)).State);

        async Task<UndoOutcome> Undo(WishHouse of, Marquee.Access.Viewer viewer, long id) => await of.Get<WishUndo>().Take(viewer, (await of.Get<Facts>().Find(id, Ct))!, Ct);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_withdrawal_is_taken_back_by_the_rules_of_now(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both with { Approved = true });
        var wish = await house.Ask(house.Ivo, WishHouse.Lantern);
        var withdrawn = await Withdraw();
        await house.Give(house.Ivo, Both);
        Assert.IsType<Undone>(await Undo(withdrawn));
        Assert.Equal(WishState.Approval, (await house.Wish(wish.Id)).State);

        withdrawn = await Withdraw();
        await house.Give(house.Ivo, new WishRights { Series = true });
        Assert.Equal("wishes.noFilms", Assert.IsType<CannotUndo>(await Undo(withdrawn)).Why.Code);
        Assert.Equal((WishState.Withdrawn, false), ((await house.Wish(wish.Id)).State, (await house.Wish(wish.Id)).Wanted.Any()));

        async Task<long> Withdraw() => Assert.IsType<Wished>(await house.Wishes.Withdraw(house.Ivo, wish.Id, Ct)).Fact!.Value;

        async Task<UndoOutcome> Undo(long id) => await house.Get<WishUndo>().Take(house.Ivo, (await house.Get<Facts>().Find(id, Ct))!, Ct);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Trying_what_was_given_up_asks_the_rules_anew(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both with { Approved = true });
        var id = (await house.Ask(house.Ivo, WishHouse.Lantern)).Id;
        await GiveUp("wishes.fileGone");
        await house.Give(house.Ivo, new WishRights { Series = true });
        Assert.Equal("wishes.noFilms", await Denied());
        await house.Give(house.Ivo, Both with { Count = 1 });
        await house.Ask(house.Ivo, WishHouse.Salt);
        Assert.Equal("wishes.quotaCount", await Denied());
        await house.Give(house.Ivo, Both);
        Assert.Equal(WishState.Approval, (await Try(house.Ivo)).State);

        // What was taken off the server is a host's to bring back.
        await house.Give(house.Ivo, Both with { Approved = true });
        await GiveUp("wishes.goneThere");
        Assert.Equal("wishes.goneThereAsk", await Denied());
        Assert.Equal(WishState.Approval, (await house.Ask(house.Ivo, WishHouse.Lantern)).State);
        await GiveUp("wishes.goneThere");
        var back = await Try(house.Ada);
        Assert.Equal((WishState.Buffer, null, null), (back.State, back.SentTo, back.Outside));

        // A server searches again, but not as often as somebody taps.
        await Set("state = 'sent', sent_to = 1, outside = 1");
        await Try(house.Ivo);
        await Set("state = 'partly', next_try_at = null");
        Assert.Equal("wishes.justTried", await Denied());
        house.Time.Move(TimeSpan.FromMinutes(11));
        Assert.Equal(WishState.Buffer, (await Try(house.Ivo)).State);

        Task GiveUp(string why) => Set("state = 'gaveUp', sent_to = 1, outside = 1, reason = '" + Marquee.Texts.StoredText.Write(new Marquee.Texts.Text(why)) + "'");

        Task Set(string what) => house.House.Database.Write(Store.House, w => w.Execute($"update house.wish set {what} where id = @id", new { id }), Ct);

        async Task<string> Denied() => Assert.IsType<WishDenied>(await house.Wishes.TryNow(house.Ivo, id, Ct)).Why.Code;

        async Task<Wish> Try(Marquee.Access.Viewer viewer) => Assert.IsType<Wished>(await house.Wishes.TryNow(viewer, id, Ct)).Wish;
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_id_is_of_one_wish_for_good(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        var request = new WishRequest { Id = "wish-00000001", Title = WishHouse.Harbour };
        await house.Wishes.Ask(house.Ada, request, Ct);
        await Taken(request with { Title = WishHouse.Lantern });
        await Taken(request with { Part = WishPart.FirstSeason });
        await house.Wishes.Withdraw(house.Ada, request.Id, Ct);
        await Taken(request with { Title = WishHouse.Lantern });
        await Taken(request with { Bookmark = true });
        Assert.Equal((WishHouse.Harbour, WishState.Withdrawn), ((await house.Wish(request.Id)).Title, (await house.Wish(request.Id)).State));
        Assert.Equal(WishState.Buffer, Assert.IsType<Wished>(await house.Wishes.Ask(house.Ada, request, Ct)).Wish.State);

        async Task Taken(WishRequest other) => Assert.Equal("wishes.idTaken", Assert.IsType<WishDenied>(await house.Wishes.Ask(house.Ada, other, Ct)).Why.Code);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_nobody_wants_once_a_member_left_is_over_with_its_history(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both with { Approved = true });
        await house.Give(house.Uma, Both);
        var id = (await house.Ask(house.Ivo, WishHouse.Lantern)).Id;
        await house.Ask(house.Uma, WishHouse.Lantern);
        await house.Wishes.Withdraw(house.Uma, id, Ct);
        await house.Deliver(id);
        Assert.Equal("wishes.noServer", (await house.Wish(id)).Why!.Code);
        Assert.Equal(Marquee.Access.MemberChange.Done, await house.Get<Marquee.Access.MemberRemoval>().Remove(house.Ivo.Member, Ct));
        var left = await house.Wish(id);
        Assert.Equal((WishState.Withdrawn, null, null), (left.State, (object?)left.Why, left.NextTryAt));
        Assert.Equal([WishState.Buffer, WishState.Withdrawn], (await house.Get<WishReading>().Steps(id, Ct)).Select(s => s.To));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_who_ask_at_once_make_one_wish_and_no_quota_is_passed(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both with { Count = 1 });
        await house.Give(house.Uma, Both);
        var both = await Task.WhenAll(new[] { house.Ivo, house.Uma }.SelectMany(who => Enumerable.Range(0, 4).Select(_ => house.Wishes.Ask(who, new WishRequest { Title = WishHouse.Lantern }, Ct))));
        Assert.Single(both.Select(o => Assert.IsType<Wished>(o).Wish.Id).Distinct());
        await house.Wishes.Withdraw(house.Ivo, ((Wished)both[0]).Wish.Id, Ct);
        var two = await Task.WhenAll(new[] { WishHouse.Lantern, WishHouse.Salt }.Select(title => house.Wishes.Ask(house.Ivo, new WishRequest { Title = title }, Ct)));
        Assert.Single(two.OfType<WishDenied>());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_leaves_takes_their_wishes_along_and_leaves_the_others_theirs(Engine engine)
    {
        await using var house = await WishHouse.Open(engine);
        await house.Give(house.Ivo, Both);
        await house.Give(house.Uma, Both);
        var own = await house.Ask(house.Ivo, WishHouse.Salt);
        var both = await house.Ask(house.Ivo, WishHouse.Lantern);
        await house.Ask(house.Uma, WishHouse.Lantern);
        var sent = await house.Ask(house.Ivo, WishHouse.Harbour);
        await house.House.Database.Write(Store.House, w => w.Execute("update house.wish set state = 'sent' where id = @Id", new { sent.Id }), Ct);
        Assert.Equal(Marquee.Access.MemberChange.Done, await house.Get<Marquee.Access.MemberRemoval>().Remove(house.Ivo.Member, Ct));
        Assert.Null(await house.Get<WishReading>().Find(own.Id, Ct));
        Assert.Equal([house.Uma.Member], (await house.Wish(both.Id)).Wanted);
        Assert.Equal((WishState.Sent, 0), ((await house.Wish(sent.Id)).State, (await house.Wish(sent.Id)).Members.Count));
        Assert.All(await house.Get<WishReading>().Steps(both.Id, Ct), step => Assert.Null(step.Member));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_listens_hears_every_change_in_its_transaction(Engine engine)
    {
        var heard = new List<string>();
        await using var house = await WishHouse.Open(engine, services => services.AddSingleton<IWishNews>(new Ear(heard)));
        await house.Give(house.Ivo, Both);
        var wish = await house.Ask(house.Ivo, WishHouse.Lantern);
        await house.Ask(house.Ada, WishHouse.Lantern);
        await Assert.ThrowsAsync<Refusal>(() => house.House.Database.Write(Store.House, async w =>
        {
            await house.Wishes.Refuse(w, house.Ada, wish.Id, "never said");
            throw new Refusal("wishes.refused");
        }, Ct));
        Assert.Equal(WishState.Buffer, (await house.Wish(wish.Id)).State);
        Assert.Equal(["approval 1", "approval 2", "buffer 2", "refused 2"], heard);
    }

    sealed class Ear(List<string> heard) : IWishNews
    {
        public Task Changed(Writing house, Wish wish)
        {
            heard.Add($"{wish.State.Code()} {wish.Wanted.Count()}");
            return Task.CompletedTask;
        }
    }
}
