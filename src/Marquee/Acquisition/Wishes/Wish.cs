using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Acquisition.Wishes;

/// <summary>One wish as it stands.</summary>
public sealed record Wish
{
    public required string Id { get; init; }

    /// <summary>A film or a series; single episodes are wished for as a part of their series.</summary>
    public required TitleId Title { get; init; }

    public required WishPart Part { get; init; }

    /// <summary>The server that was asked for; null leaves it to the house.</summary>
    public long? Connection { get; init; }

    /// <summary>Of that server; null as the connection says.</summary>
    public int? QualityProfile { get; init; }

    /// <inheritdoc cref="QualityProfile"/>
    public string? RootFolder { get; init; }

    /// <summary>For titles that IMDb does not know; the others are found by IMDb's number alone.</summary>
    public int? Tmdb { get; init; }

    /// <inheritdoc cref="Tmdb"/>
    public int? Tvdb { get; init; }

    public required WishState State { get; init; }

    /// <summary>Why it is not further, or what a host said; null when there is nothing to say.</summary>
    public Text? Why { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Tries that failed since it last began to wait.</summary>
    public int Tries { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>When its server is asked how far it has come; null when it is not with a server.</summary>
    public DateTimeOffset? LookAt { get; init; }

    /// <summary>A delivery has it in hand since then.</summary>
    public DateTimeOffset? SendingAt { get; init; }

    /// <summary>The connection that has it; null while none has.</summary>
    public long? SentTo { get; init; }

    /// <summary>The number of the film or series on that server.</summary>
    public int? Outside { get; init; }

    /// <summary>Its searches on that server.</summary>
    public IReadOnlyList<int> Commands { get; init; } = [];

    /// <summary>0 to 1 while it is downloading.</summary>
    public double? Progress { get; init; }

    /// <summary>Estimated, until the server has grabbed something.</summary>
    public long Bytes { get; init; }

    /// <summary>Everybody who ever asked, the first one first.</summary>
    public IReadOnlyList<WishMember> Members { get; init; } = [];

    /// <summary>The members who want it now.</summary>
    public IEnumerable<long> Wanted => Members.Where(m => m.LeftAt is null).Select(m => m.Member);

    public bool IsWantedBy(long member) => Members.Any(m => m.Member == member && m.LeftAt is null);

    /// <summary>A server has it: it is on its way, or it is only to be searched for there once more.</summary>
    public bool IsWithServer => WishStates.UnderWay.Contains(State) || (State == WishState.Buffer && SentTo is not null);

    /// <summary>Somebody took it off its server, so that only a host may have it got again.</summary>
    public bool IsGoneThere => State == WishState.GaveUp && Why?.Code == GoneThere;

    internal const string GoneThere = "wishes.goneThere";
}

/// <param name="AskedAs">The id that the member gave: another one's wish for the same may have been there.</param>
/// <param name="LeftAt">The member withdrew then.</param>
public sealed record WishMember(long Member, string AskedAs, DateTimeOffset AskedAt, string Origin, DateTimeOffset? LeftAt);

/// <summary>One step of a wish's history.</summary>
/// <param name="From">Null for its beginning.</param>
/// <param name="Member">Who did it; null for the house itself.</param>
public sealed record WishStep(DateTimeOffset At, WishState? From, WishState To, long? Member, string Origin, Text? Why);

/// <summary>What somebody asks for.</summary>
public sealed record WishRequest
{
    /// <summary>8 to 64 letters, digits, hyphens and underscores; null makes one. The same id twice is one wish.</summary>
    public string? Id { get; init; }

    /// <summary>Of a film, a series, or an episode (which becomes a part of its series).</summary>
    public required TitleId Title { get; init; }

    public WishPart Part { get; init; } = WishPart.All;

    /// <summary>Which server; null leaves it to the house. Only who may choose can name one.</summary>
    public long? Connection { get; init; }

    public int? QualityProfile { get; init; }

    public string? RootFolder { get; init; }

    /// <summary>For titles that IMDb does not know; of the others it counts for nothing.</summary>
    public int? Tmdb { get; init; }

    /// <inheritdoc cref="Tmdb"/>
    public int? Tvdb { get; init; }

    /// <summary>Only to be remembered.</summary>
    public bool Bookmark { get; init; }
}

/// <summary>What became of something that somebody did with a wish.</summary>
public abstract record WishOutcome;

/// <summary>It is done, or was so already.</summary>
/// <param name="Wish">As it is now; its id may be another one than that of the request, when others wanted the same before.</param>
/// <param name="Fact">The fact of the change, to be taken back by; null when there was nothing to change.</param>
public sealed record Wished(Wish Wish, long? Fact) : WishOutcome;

/// <summary>There is no such wish or title, or not for the one who asks.</summary>
public sealed record NoSuchWish : WishOutcome;

/// <summary>The rules of the house do not let it be.</summary>
public sealed record WishDenied(Text Why) : WishOutcome;

/// <summary>
/// Hears of each change of a wish in its transaction, also of those that the house makes itself. Must be quick, and must not
/// change wishes.
/// </summary>
public interface IWishNews
{
    Task Changed(Storage.Writing house, Wish wish);
}
