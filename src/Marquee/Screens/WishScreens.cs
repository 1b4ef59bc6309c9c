using Marquee.Access;
using Marquee.Acquisition.Servers;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Screens;

/// <summary>A wish as the one who asks may know it.</summary>
/// <param name="Part"><c>all</c>, <c>future</c>, <c>firstEpisode</c>, <c>firstSeason</c>, <c>seasons</c> or <c>episodes</c>.</param>
/// <param name="Episodes">As <c>1x3</c>.</param>
/// <param name="Why">Why it is not further, in a sentence; null when there is nothing to say.</param>
/// <param name="Code">The same for programs.</param>
/// <param name="Progress">0 to 1 while it is downloading.</param>
/// <param name="Bytes">Estimated, until the server has grabbed something.</param>
/// <param name="Server">The one that has it, or that was asked for; null leaves it to the house.</param>
/// <param name="Connection">The number of the server that was asked for, as the next two: what wishing again asks for. Null leaves it to the house, and for others than hosts and those who asked.</param>
/// <param name="Mine">The asking member wants it.</param>
/// <param name="Members">Everybody who wants it; for those who are no hosts, themselves alone.</param>
/// <param name="Others">How many others want it.</param>
/// <param name="Can">What the asking member can do with it now: <c>withdraw</c>, <c>tryNow</c>, <c>again</c>, <c>approve</c>, <c>refuse</c>.</param>
public sealed record WishCard(
    string Id, TitleCard Title, string Part, IReadOnlyList<int> Seasons, IReadOnlyList<string> Episodes, WishState State, Text? Why, TextCode? Code, DateTimeOffset? NextTryAt, int Tries,
    double? Progress, long Bytes, string? Server, long? Connection, int? QualityProfile, string? RootFolder, DateTimeOffset AskedAt, DateTimeOffset ChangedAt, bool Mine, IReadOnlyList<WishPerson> Members, int Others, IReadOnlyList<string> Can);

public sealed record WishPerson(long Id, string Name);

/// <param name="From">Null for its beginning.</param>
/// <param name="Member">Who did it, where the one who asks may know.</param>
/// <param name="ByHouse">Nobody did: the house made the step by itself.</param>
public sealed record WishStepCard(DateTimeOffset At, WishState? From, WishState To, string? Member, bool ByHouse, Text? Why);

public sealed record WishHistory(WishCard Wish, IReadOnlyList<WishStepCard> Steps);

/// <param name="Next">How many to skip for the next page; null on the last.</param>
/// <param name="Waiting">How many of the house wait for a host; only for hosts.</param>
public sealed record WishCards(IReadOnlyList<WishCard> Items, int? Next, int? Waiting);

/// <summary>Shows wishes: to members their own, to hosts everybody's, to a child none of a title that it does not see.</summary>
public sealed class WishScreens(WishReading reading, TitleCards cards, Members members, Connections connections)
{
    public async Task<WishCards> Mine(Viewer viewer, IReadOnlyCollection<WishState>? states, int skip, int limit, CancellationToken ct) =>
        await Page(viewer, await reading.Of(viewer.Member, states, skip, limit + 1, ct), skip, limit, ct);

    /// <summary>For hosts.</summary>
    public async Task<WishCards> All(Viewer host, IReadOnlyCollection<WishState>? states, int skip, int limit, CancellationToken ct) =>
        await Page(host, await reading.All(states, skip, limit + 1, ct), skip, limit, ct);

    async Task<WishCards> Page(Viewer viewer, IReadOnlyList<Wish> found, int skip, int limit, CancellationToken ct) => new(
        await Of(viewer, [.. found.Take(limit)], ct), found.Count > limit ? skip + limit : null, viewer.Role == Role.Host ? await reading.WaitingForHost(ct) : null);

    /// <summary>Without those whose title the viewer does not see.</summary>
    public async Task<IReadOnlyList<WishCard>> Of(Viewer viewer, IReadOnlyList<Wish> wishes, CancellationToken ct)
    {
        if (wishes.Count == 0)
        {
            return [];
        }

        var names = (await members.All(ct)).ToDictionary(m => m.Id, m => m.Name);
        var servers = (await connections.All(ct)).ToDictionary(c => c.Id, c => c.Name);
        return await cards.Each(viewer, wishes, w => w.Title, (title, wish) => Card(viewer, wish, title, names, servers), ct);
    }

    /// <returns>Null when it is not there for the viewer.</returns>
    public async Task<WishCard?> Of(Viewer viewer, Wish wish, CancellationToken ct) => await Of(viewer, [wish], ct) is [var card] ? card : null;

    /// <returns>Null when there is no such wish, or it is neither the viewer's nor the viewer a host.</returns>
    public async Task<WishHistory?> History(Viewer viewer, string id, CancellationToken ct)
    {
        // A bookmark is nobody else's business, a host's neither.
        if (await reading.Find(id, ct) is not { } wish
            || (!wish.Members.Any(m => m.Member == viewer.Member) && (viewer.Role != Role.Host || wish.State == WishState.Bookmark))
            || await Of(viewer, wish, ct) is not { } card)
        {
            return null;
        }

        var names = (await members.All(ct)).ToDictionary(m => m.Id, m => m.Name);
        return new WishHistory(card, [.. (await reading.Steps(wish.Id, ct)).Select(step => new WishStepCard(
            step.At, step.From, step.To, step.Member is { } who && (viewer.Role == Role.Host || who == viewer.Member) ? names.GetValueOrDefault(who) : null, step.Origin == "job", step.Why))]);
    }

    /// <summary>Of one title, what is the viewer's, and what others have begun and one can join.</summary>
    public async Task<IReadOnlyList<WishCard>> OfTitle(Viewer viewer, TitleId title, CancellationToken ct) => await Of(
        viewer, [.. (await reading.Of(title, ct)).Where(w => w.IsWantedBy(viewer.Member) || (w.State != WishState.Bookmark && !WishStates.Over.Contains(w.State)))], ct);

    static WishCard Card(Viewer viewer, Wish wish, TitleCard title, Dictionary<long, string> names, Dictionary<long, string> servers)
    {
        var shown = wish.Wanted.Where(m => viewer.Role == Role.Host || m == viewer.Member).Where(names.ContainsKey).Select(m => new WishPerson(m, names[m])).ToList();
        var asked = viewer.Role == Role.Host || wish.Members.Any(m => m.Member == viewer.Member) ? wish : null;
        return new WishCard(
            wish.Id, title, wish.Part.Word, wish.Part.Seasons, [.. wish.Part.Episodes.Select(e => e.ToString())], wish.State, wish.Why, TextCode.Of(wish.Why), wish.NextTryAt, wish.Tries, wish.Progress, wish.Bytes,
            (wish.SentTo ?? wish.Connection) is { } server ? servers.GetValueOrDefault(server) : null, asked?.Connection, asked?.QualityProfile, asked?.RootFolder, wish.AskedAt, wish.ChangedAt, wish.IsWantedBy(viewer.Member), shown,
            wish.Wanted.Count(m => m != viewer.Member), [.. Can(viewer, wish)]);
    }

    static IEnumerable<string> Can(Viewer viewer, Wish wish)
    {
        var mine = wish.IsWantedBy(viewer.Member);
        var host = viewer.Role == Role.Host;
        if (mine && (wish.Wanted.Count() > 1 || !(wish.IsWithServer || wish.State == WishState.Withdrawn)))
        {
            yield return "withdraw";
        }

        var onlyHosts = wish.IsGoneThere && !host;
        if ((mine || host) && !onlyHosts && wish.State is (WishState.Buffer or WishState.GaveUp or WishState.Sent or WishState.Partly))
        {
            yield return "tryNow";
        }

        if ((onlyHosts || wish.State is (WishState.Refused or WishState.Withdrawn)) && wish.Members.Any(m => m.Member == viewer.Member))
        {
            yield return "again";
        }

        if (host && wish.State is (WishState.Approval or WishState.Refused))
        {
            yield return "approve";
        }

        if (host && wish.State is (WishState.Approval or WishState.Buffer) && !wish.IsWithServer)
        {
            yield return "refuse";
        }
    }
}
