using Marquee.Catalog;

namespace Marquee.Watching;

/// <summary>What one member has of one title.</summary>
public sealed record Mine
{
    public static readonly Mine Nothing = new();

    /// <summary>1 to 10.</summary>
    public int? Rating { get; init; }

    /// <summary>Null also for a rating whose day nobody knows. A day without a time is its noon (UTC).</summary>
    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>Watched or rated: whoever rates a title has seen it, though nobody noted when.</summary>
    public bool Seen { get; init; }

    public bool Watchlist { get; init; }

    /// <summary>When it was put on the watchlist; null when it is not on it, or a file did not say.</summary>
    public DateTimeOffset? AddedAt { get; init; }
}

public sealed record RatedTitle(TitleId Title, int Rating, DateTimeOffset? RatedAt);
