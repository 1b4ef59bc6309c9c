using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The one door to the titles that a member does not want to be shown: no suggestion names them, and no "next up".</summary>
public sealed class NotInterested(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    readonly TitleWordsChange _words = new(database, known, facts, time);

    /// <returns>The fact of the change; null when there was nothing to change.</returns>
    public Task<long?> Set(Viewer viewer, TitleId title, bool hidden, CancellationToken ct) => _words.Make(
        viewer, title, hidden, (WatchingFacts.InterestLost, WatchingFacts.InterestBack), State, (words, now) => words with { NotInterestedAt = hidden ? words.NotInterestedAt ?? now : null }, ct);

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    internal Task<long?> Set(Writing writing, Viewer viewer, TitleId title, bool hidden) => _words.Make(
        writing, viewer, title, hidden, (WatchingFacts.InterestLost, WatchingFacts.InterestBack), State, (words, now) => words with { NotInterestedAt = hidden ? words.NotInterestedAt ?? now : null });

    internal static MarkState? State(TitleWords words) => words.NotInterestedAt is { } at ? new MarkState { At = at } : null;
}
