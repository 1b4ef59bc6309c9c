namespace Marquee.Sync.Changes;

/// <summary>How a feed is read.</summary>
public enum FeedKind
{
    /// <summary>What there is now.</summary>
    Normal,

    /// <summary>Waits for something when there is nothing, then ends.</summary>
    LongPoll,

    /// <summary>A line a change, for as long as the reader stays.</summary>
    Continuous,

    /// <summary>The same as server-sent events.</summary>
    EventSource,
}

/// <summary>What somebody wants to know of a database's changes.</summary>
/// <param name="Since">The last change that they have seen.</param>
/// <param name="Limit">Changes at most; null: all.</param>
/// <param name="Descending">The latest first; of what there is now only.</param>
/// <param name="AllLeaves">All leaves of a document instead of the winner.</param>
/// <param name="Documents">What the documents say, too.</param>
/// <param name="Ids">Only these documents; null: all.</param>
/// <param name="SequenceEvery">Only the first of each so many changes says its sequence.</param>
/// <param name="Heartbeat">A sign of life is sent when nothing else was for so long; null: none.</param>
/// <param name="Timeout">A feed that waits ends after so long without a change; null: never.</param>
public sealed record ChangeQuery(
    FeedKind Feed, long Since, int? Limit, bool Descending, bool AllLeaves, Documents.Shown? Documents,
    IReadOnlyCollection<string>? Ids, int SequenceEvery, TimeSpan? Heartbeat, TimeSpan? Timeout);
