using Marquee.Access;
using Marquee.Acquisition.Wishes.Rights;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes;

/// <summary>
/// The one door to wishes. What devices do is there twice: by itself, and inside the caller's transaction on <c>house</c>, for what is
/// written beside it. Whoever asks is judged here, by whatever way they come.
/// </summary>
public sealed class Wishes
{
    /// <summary>Until a delivery that a crash cut off counts as such.</summary>
    internal static readonly TimeSpan InHand = TimeSpan.FromMinutes(5);

    /// <summary>Between two searches of a server that somebody asks for.</summary>
    static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(10);

    readonly Database _database;
    readonly WishLooks _looks;
    readonly WishMoves _moves;
    readonly Sights _sights;
    readonly Facts _facts;
    readonly TimeProvider _time;

    internal Wishes(Database database, WishLooks looks, WishMoves moves, Sights sights, Facts facts, TimeProvider time) =>
        (_database, _looks, _moves, _sights, _facts, _time) = (database, looks, moves, sights, facts, time);

    DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Asks for a title, joins those who asked for the same before, or remembers it when it is only a bookmark.</summary>
    public async Task<WishOutcome> Ask(Viewer viewer, WishRequest request, CancellationToken ct)
    {
        var look = await Look(viewer, request, ct);
        return look.Instead ?? await _database.Write(Store.House, house => Ask(house, viewer, look), ct);
    }

    /// <summary>What has to be read before a transaction that asks.</summary>
    public Task<WishLook> Look(Viewer viewer, WishRequest request, CancellationToken ct) => _looks.Look(viewer, request, ct);

    /// <inheritdoc cref="Ask(Viewer, WishRequest, CancellationToken)"/>
    /// <param name="look">Of the same member, from just before.</param>
    public async Task<WishOutcome> Ask(Writing house, Viewer viewer, WishLook look)
    {
        if (look.Instead is { } instead)
        {
            return instead;
        }

        await Facts.TakeTurn(house);
        var request = look.Request with { Title = await MergedTitles.Current(house, look.Request.Title) };
        if (request.Title.OfImdb)
        {
            request = request with { Tmdb = null, Tvdb = null }; // what is judged is what is got
        }

        look = look with { Request = request };
        var same = request.Id is { } id ? await WishStore.AskedAs(house, id, viewer.Member) : null;
        if (same is not null && (!same.Members.Any(m => m.Member == viewer.Member)
            || (same.Title, same.Part, same.Connection) != (request.Title, request.Part, request.Connection)
            || (request.Bookmark && WishStates.Over.Contains(same.State))))
        {
            return new WishDenied(new Text("wishes.idTaken"));
        }

        if (same is not null && same.IsWantedBy(viewer.Member) && !WishStates.Over.Contains(same.State) && (request.Bookmark || same.State != WishState.Bookmark))
        {
            return new Wished(same, null);
        }

        var alike = (await WishStore.Read(house, "where w.title = @title and w.part = @part order by w.asked_at, w.id", new { title = request.Title.Number, part = request.Part.ToString() }))
            .Where(w => w.Connection == request.Connection).ToList();
        var own = alike.Find(w => w.State == WishState.Bookmark && w.IsWantedBy(viewer.Member));
        if (request.Bookmark)
        {
            return own is not null ? new Wished(own, null) : await Begin(house, viewer, look, request, WishState.Bookmark, WishFacts.Bookmarked);
        }

        var open = alike.Find(w => w.State != WishState.Bookmark && !WishStates.Over.Contains(w.State));
        if (open?.IsWantedBy(viewer.Member) == true)
        {
            return new Wished(open, null);
        }

        var over = alike.FindLast(w => WishStates.Over.Contains(w.State));
        var verdict = await Verdict(house, viewer, look);
        if (verdict.Against is { } against)
        {
            return new WishDenied(against);
        }

        return open is not null ? await Join(house, viewer, request, open, own, verdict)
            : (own ?? over) is { } again ? await Again(house, viewer, request, look, again, verdict)
            : await Begin(house, viewer, look, request, verdict.NeedsHost ? WishState.Approval : WishState.Buffer, WishFacts.Asked);
    }

    /// <summary>Ends a member's wish. Others who want the same keep it; what a server has already is not called back.</summary>
    public async Task<WishOutcome> Withdraw(Viewer viewer, string id, CancellationToken ct) =>
        await Seen(viewer, id, ct) is null ? new NoSuchWish() : await _database.Write(Store.House, house => Withdraw(house, viewer, id), ct);

    /// <inheritdoc cref="Withdraw(Viewer, string, CancellationToken)"/>
    public async Task<WishOutcome> Withdraw(Writing house, Viewer viewer, string id)
    {
        await Facts.TakeTurn(house);
        if (await WishStore.AskedAs(house, id, viewer.Member) is not { } wish || wish.Members.FirstOrDefault(m => m.Member == viewer.Member) is not { } member)
        {
            return new NoSuchWish();
        }

        if (member.LeftAt is not null)
        {
            return new Wished(wish, null);
        }

        var alone = wish.Wanted.Count() == 1;
        if (alone && (wish.IsWithServer || IsInHand(wish)))
        {
            return new WishDenied(new Text("wishes.sentAlready"));
        }

        var left = await _moves.Member(house, wish, member with { LeftAt = Now });
        var ended = alone && WishStates.May(wish.State, WishState.Withdrawn)
            ? await _moves.Move(house, left, left with { State = WishState.Withdrawn, Why = null, NextTryAt = null }, viewer)
            : left;
        return new Wished(ended, await Fact(house, viewer, WishFacts.Withdrawn, wish, ended));
    }

    /// <summary>A host says yes, also to what was refused before.</summary>
    public Task<WishOutcome> Approve(Viewer viewer, string id, CancellationToken ct) => _database.Write(Store.House, house => Approve(house, viewer, id), ct);

    /// <inheritdoc cref="Approve(Viewer, string, CancellationToken)"/>
    public async Task<WishOutcome> Approve(Writing house, Viewer viewer, string id)
    {
        await Facts.TakeTurn(house);
        if (viewer.Role != Role.Host || await WishStore.Find(house, id) is not { State: not WishState.Bookmark } wish)
        {
            return new NoSuchWish();
        }

        switch (wish.State)
        {
            case WishState.Approval or WishState.Refused when !await HouseRules.Gets(house):
                return new WishDenied(new Text("wishes.houseOff"));
            case WishState.Approval or WishState.Refused:
                var approved = await _moves.Move(house, wish, Waiting(wish), viewer);
                return new Wished(approved, await Fact(house, viewer, WishFacts.Approved, wish, approved));
            case WishState.Withdrawn:
                return new WishDenied(new Text("wishes.nobodyAsks"));
            default:
                return new Wished(wish, null);
        }
    }

    /// <summary>A host says no.</summary>
    /// <param name="words">Why, for those who asked; null or blank for none.</param>
    public Task<WishOutcome> Refuse(Viewer viewer, string id, string? words, CancellationToken ct) => _database.Write(Store.House, house => Refuse(house, viewer, id, words), ct);

    /// <inheritdoc cref="Refuse(Viewer, string, string?, CancellationToken)"/>
    public async Task<WishOutcome> Refuse(Writing house, Viewer viewer, string id, string? words)
    {
        await Facts.TakeTurn(house);
        if (viewer.Role != Role.Host || await WishStore.Find(house, id) is not { State: not WishState.Bookmark } wish)
        {
            return new NoSuchWish();
        }

        if (wish.State == WishState.Refused)
        {
            return new Wished(wish, null);
        }

        if (wish.State is not (WishState.Approval or WishState.Buffer) || wish.IsWithServer || IsInHand(wish))
        {
            return new WishDenied(new Text(WishStates.Over.Contains(wish.State) ? "wishes.nobodyAsks" : "wishes.sentAlready"));
        }

        var why = string.IsNullOrWhiteSpace(words) ? new Text("wishes.refused") : new Text("wishes.refusedSaying", ("words", words.Trim()));
        var refused = await _moves.Move(house, wish, wish with { State = WishState.Refused, Why = why, NextTryAt = null }, viewer);
        return new Wished(refused, await Fact(house, viewer, WishFacts.Refused, wish, refused));
    }

    /// <summary>Sends it to its server now, or lets the server search again. What was given up is judged like a new wish.</summary>
    public async Task<WishOutcome> TryNow(Viewer viewer, string id, CancellationToken ct)
    {
        if (await Seen(viewer, id, ct) is not { } wish)
        {
            return new NoSuchWish();
        }

        var look = await LookAgain(viewer, wish, ct);
        return await _database.Write(Store.House, house => TryNow(house, viewer, id, look), ct);
    }

    async Task<WishOutcome> TryNow(Writing house, Viewer viewer, string id, WishLook look)
    {
        await Facts.TakeTurn(house);
        if (await WishStore.AskedAs(house, id, viewer.Member) is not { } wish || (!wish.IsWantedBy(viewer.Member) && (viewer.Role != Role.Host || wish.State == WishState.Bookmark)))
        {
            return new NoSuchWish();
        }

        if (wish.State is not (WishState.Buffer or WishState.GaveUp or WishState.Sent or WishState.Partly))
        {
            return new WishDenied(new Text("wishes.nothingToTry"));
        }

        if (IsInHand(wish))
        {
            return new Wished(wish, null);
        }

        if (!await HouseRules.Gets(house))
        {
            return new WishDenied(new Text("wishes.houseOff"));
        }

        if (wish.State == WishState.GaveUp)
        {
            return await Revive(house, viewer, wish, look);
        }

        if (wish.State != WishState.Buffer && await WishStore.WasTriedAgain(house, wish.Id, Now - BetweenTries))
        {
            return new WishDenied(new Text("wishes.justTried", ("minutes", (int)BetweenTries.TotalMinutes)));
        }

        var tried = wish.State == WishState.Buffer ? await _moves.Again(house, wish with { NextTryAt = Now }) : await _moves.Move(house, wish, Waiting(wish), viewer);
        return new Wished(tried, await Fact(house, viewer, WishFacts.TriedNow, wish, tried));
    }

    async Task<WishOutcome> Revive(Writing house, Viewer viewer, Wish wish, WishLook look)
    {
        if (wish.IsGoneThere && viewer.Role != Role.Host)
        {
            return new WishDenied(new Text("wishes.goneThereAsk"));
        }

        if (look.Instead is { } instead)
        {
            return instead;
        }

        var verdict = await Verdict(house, viewer, look);
        if (verdict.Against is { } against)
        {
            return new WishDenied(against);
        }

        if (wish.Members.FirstOrDefault(m => m.Member == viewer.Member) is { } member)
        {
            wish = await _moves.Member(house, wish, member with { AskedAt = Now }); // counts for the quota as a new one does
        }

        var waiting = wish.IsGoneThere ? Waiting(wish) with { SentTo = null, Outside = null } : Waiting(wish);
        var tried = await _moves.Move(house, wish, verdict.NeedsHost ? waiting with { State = WishState.Approval, NextTryAt = null } : waiting, viewer);
        return new Wished(tried, await Fact(house, viewer, WishFacts.TriedNow, wish, tried));
    }

    bool IsInHand(Wish wish) => wish.SendingAt is { } since && Now - since < InHand && since <= Now;

    /// <summary>At the beginning of the way to a server, without what an earlier way left.</summary>
    Wish Waiting(Wish wish) => wish with
    {
        State = WishState.Buffer,
        Why = null,
        Tries = 0,
        NextTryAt = Now,
        LookAt = null,
        SendingAt = null,
        Commands = [],
        Progress = null,
    };

    /// <summary>What has to be read before a wish that is there is judged once more.</summary>
    internal Task<WishLook> LookAgain(Viewer viewer, Wish wish, CancellationToken ct) => _looks.Look(
        viewer,
        new WishRequest
        {
            Title = wish.Title,
            Part = wish.Part,
            Connection = wish.Connection,
            QualityProfile = wish.QualityProfile,
            RootFolder = wish.RootFolder,
            Tmdb = wish.Tmdb,
            Tvdb = wish.Tvdb,
        },
        ct);

    /// <summary>What a host refused, or took off a server, needs a host again.</summary>
    internal async Task<WishVerdict> Verdict(Writing house, Viewer viewer, WishLook look)
    {
        var request = look.Request;
        var refusedBefore = await WishStore.WasRefused(house, request.Title, request.Part)
            || (await WishStore.Read(house, "where w.title = @title and w.part = @part and w.state = 'gaveUp'", new { title = request.Title.Number, part = request.Part.ToString() })).Any(w => w.IsGoneThere);
        var rights = await HouseRules.Of(house, viewer);
        var use = await WishReading.Use(house, viewer.Member, Now.AddDays(-rights.Days), look.Unwatched);
        return WishVerdict.Of(
            viewer, await HouseRules.Gets(house), rights, use, await HouseRules.Rules(house), look.Kind, look.Title!, look.Bytes,
            chooses: request is not { Connection: null, QualityProfile: null, RootFolder: null }, refusedBefore);
    }

    async Task<WishOutcome> Begin(Writing house, Viewer viewer, WishLook look, WishRequest request, WishState state, string fact)
    {
        var id = request.Id ?? Guid.NewGuid().ToString("N");
        var wish = new Wish
        {
            Id = id,
            Title = request.Title,
            Part = request.Part,
            Connection = request.Connection,
            QualityProfile = request.QualityProfile,
            RootFolder = request.RootFolder,
            Tmdb = request.Tmdb,
            Tvdb = request.Tvdb,
            State = state,
            AskedAt = Now,
            NextTryAt = state == WishState.Buffer ? Now : null,
            Bytes = look.Bytes,
            Members = [Asking(viewer, id)],
        };
        await WishStore.Write(house, id, wish.Members[0]);
        wish = await _moves.Move(house, null, wish, viewer);
        return new Wished(wish, await _facts.Write(house, WishFacts.Draft(viewer, wish.Title, fact, null, WishFacts.Told(wish))));
    }

    /// <summary>Others want it; with somebody whose wishes need no host's word among them it needs none any more.</summary>
    async Task<WishOutcome> Join(Writing house, Viewer viewer, WishRequest request, Wish open, Wish? bookmark, WishVerdict verdict)
    {
        if (bookmark is not null)
        {
            await Withdraw(house, viewer, bookmark.Id);
        }

        var joined = await _moves.Member(house, open, Asking(viewer, request.Id ?? open.Id));
        if (joined.State == WishState.Approval && !verdict.NeedsHost)
        {
            joined = await _moves.Move(house, joined, Waiting(joined), viewer);
        }

        return new Wished(joined, await _facts.Write(house, WishFacts.Draft(viewer, joined.Title, WishFacts.Joined, null, WishFacts.Told(joined))));
    }

    /// <summary>What was refused, given up, withdrawn or only remembered is asked for once more; its history goes on.</summary>
    async Task<WishOutcome> Again(Writing house, Viewer viewer, WishRequest request, WishLook look, Wish again, WishVerdict verdict)
    {
        await WishStore.Write(house, again.Id, Asking(viewer, request.Id ?? again.Id));
        var before = (await WishStore.Find(house, again.Id))!;
        var asked = Waiting(before) with
        {
            QualityProfile = request.QualityProfile,
            RootFolder = request.RootFolder,
            Tmdb = request.Tmdb ?? before.Tmdb,
            Tvdb = request.Tvdb ?? before.Tvdb,
            SentTo = null,
            Outside = null,
            Bytes = look.Bytes,
            AskedAt = Now,
        };
        var wish = await _moves.Move(house, before, verdict.NeedsHost ? asked with { State = WishState.Approval, NextTryAt = null } : asked, viewer);
        return new Wished(wish, await _facts.Write(house, WishFacts.Draft(viewer, wish.Title, WishFacts.Asked, WishFacts.Told(again), WishFacts.Told(wish))));
    }

    WishMember Asking(Viewer viewer, string askedAs) => new(viewer.Member, askedAs, Now, WishFacts.Word(viewer.Origin), null);

    Task<long> Fact(Writing house, Viewer viewer, string kind, Wish before, Wish after) =>
        _facts.Write(house, WishFacts.Draft(viewer, after.Title, kind, WishFacts.Told(before), WishFacts.Told(after)));

    /// <summary>What a child does not see is not there for it, also when it asked for it once.</summary>
    async Task<Wish?> Seen(Viewer viewer, string id, CancellationToken ct)
    {
        await using var connection = await _database.Read(ct);
        return await WishStore.Read(connection, _database.Dialect, WishStore.MeantBy, new { id, member = viewer.Member }, ct) is [var wish, ..] && (await _sights.Of(viewer, ct)).Shows(wish.Title) ? wish : null;
    }
}
