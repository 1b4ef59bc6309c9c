using Marquee.Catalog;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.Discovery;

/// <summary>What a list was made from.</summary>
public enum TonightBasis
{
    /// <summary>What the member likes.</summary>
    History,

    /// <summary>Everybody's votes: the member has no history yet.</summary>
    Votes,

    /// <summary>A seeded tour through countries and decades: there are neither votes nor a history.</summary>
    Rotation,
}

/// <summary>Why a title is on the list: the part that counted most in its score, in words and in pieces to make other words from.</summary>
public sealed record TonightReason
{
    /// <summary><c>director</c>, <c>writer</c>, <c>actor</c>, <c>genre</c>, <c>decade</c>, <c>country</c>, <c>acclaimed</c> or <c>rotation</c>.</summary>
    public string Code { get; init; } = "";

    /// <summary>The pieces by name: genre, decade, country (ISO code), rating, votes.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole sentence, in the language of who asks.</summary>
    public required Text Text { get; init; }

    /// <summary>The member's own titles that it rests on, best liked first; null when it rests on none.</summary>
    public IReadOnlyList<TonightBecause>? Because { get; init; }

    public TonightPerson? Person { get; init; }
}

/// <param name="Rating">The member's own; null when it was watched and not rated.</param>
public sealed record TonightBecause(string Id, string Title, double? Rating);

public sealed record TonightPerson(string Id, string Name);

public sealed record TonightPick(TitleFacts Title, double Score, TonightReason Reason);

public sealed record TonightAnswer
{
    public IReadOnlyList<TonightPick> Picks { get; init; } = [];

    public TonightBasis Basis { get; init; }

    public HistorySize History { get; init; } = new();

    /// <summary>Values that give something when filtered by.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    public IReadOnlyList<int> Decades { get; init; } = [];

    public IReadOnlyList<string> Countries { get; init; } = [];
}
