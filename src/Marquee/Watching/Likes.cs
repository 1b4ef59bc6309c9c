using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The one door to the titles that a member likes: a heart beside the rating, with no number.</summary>
public sealed class Likes(Database database, KnownTitles known, Facts facts, TimeProvider time)
{
    readonly TitleWordsChange _words = new(database, known, facts, time);

    /// <summary>Liking a title twice keeps the first date.</summary>
    /// <returns>The fact of the change; null when there was nothing to change.</returns>
    public Task<long?> Set(Viewer viewer, TitleId title, bool liked, CancellationToken ct) => _words.Make(
        viewer, title, liked, (WatchingFacts.LikeAdded, WatchingFacts.LikeRemoved), State, (words, now) => words with { LikedAt = liked ? words.LikedAt ?? now : null }, ct);

    /// <summary>The same in the transaction of a caller, who has the title remembered.</summary>
    internal Task<long?> Set(Writing writing, Viewer viewer, TitleId title, bool liked) => _words.Make(
        writing, viewer, title, liked, (WatchingFacts.LikeAdded, WatchingFacts.LikeRemoved), State, (words, now) => words with { LikedAt = liked ? words.LikedAt ?? now : null });

    internal static MarkState? State(TitleWords words) => words.LikedAt is { } at ? new MarkState { At = at } : null;
}
