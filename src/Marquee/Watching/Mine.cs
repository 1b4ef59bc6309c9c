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

    /// <summary>Of the watchlist entry.</summary>
    public string? ListNote { get; init; }

    /// <summary>Of the watchlist entry; 1 is the most urgent.</summary>
    public int? Priority { get; init; }

    public bool Liked { get; init; }

    /// <summary>Not to be suggested.</summary>
    public bool NotInterested { get; init; }

    /// <summary>What the member wrote about the title.</summary>
    public string? Note { get; init; }

    /// <summary>Of the member's document of the title; 0 where there never was one.</summary>
    public long Revision { get; init; }
}

public sealed record RatedTitle(TitleId Title, int Rating, DateTimeOffset? RatedAt);
