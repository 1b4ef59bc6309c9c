using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A watch with what else is known of it.</summary>
sealed record OwnWatch(long Id, DateTimeOffset? At, string Origin);

/// <summary>Everything that a member has of one title.</summary>
/// <param name="Decided">When the rating was decided; null when there is none.</param>
sealed record OwnTitle(RatingState? Rating, DateTimeOffset? Decided, IReadOnlyList<OwnWatch> Watches, WatchlistState? Entry, TitleWords Words, DateTimeOffset ChangedAt)
{
    public bool IsNothing => Rating is null && Entry is null && Watches.Count == 0 && Words == TitleWords.None;
}

/// <summary>Reads what a member has of titles inside a transaction: a handful of queries for any number of titles.</summary>
static class OwnTitles
{
    /// <returns>An entry for each asked title.</returns>
    public static async Task<IReadOnlyDictionary<TitleId, OwnTitle>> Read(Writing writing, long member, IReadOnlyCollection<TitleId> titles)
    {
        var within = IdList.In(writing.Dialect);
        var some = IdList.Of(writing.Dialect, [.. titles.Select(t => t.Number)], new { member });
        var ratings = (await writing.Query<Row>($"select title, value as Number, rated_at as At, changed_at as Since from house.rating where member = @member and title {within}", some)).ToDictionary(r => r.Title);
        var watches = (await writing.Query<Row>($"select title, id as Number, at, origin as Word from house.watch where member = @member and title {within} order by coalesce(at, -9000000000000), id", some)).ToLookup(r => r.Title);
        var entries = (await writing.Query<Row>($"select title, priority as Number, added_at as At, note as Word from house.watchlist_entry where member = @member and title {within}", some)).ToDictionary(r => r.Title);
        var words = (await writing.Query<Row>(
            $"select title, liked_at as At, not_interested_at as Other, note as Word, changed_at as Since from house.member_title where member = @member and title {within}", some)).ToDictionary(r => r.Title);
        return titles.Distinct().ToDictionary(title => title, title => Together(
            ratings.GetValueOrDefault(title.Number), watches[title.Number], entries.GetValueOrDefault(title.Number), words.GetValueOrDefault(title.Number)));
    }

    public static async Task<OwnTitle> Read(Writing writing, long member, TitleId title) => (await Read(writing, member, [title]))[title];

    static OwnTitle Together(Row? rating, IEnumerable<Row> watches, Row? entry, Row? words) => new(
        rating is null ? null : new RatingState { Rating = (int)rating.Number!, RatedAt = Instants.Instant(rating.At) },
        Instants.Instant(rating?.Since),
        [.. watches.Select(w => new OwnWatch(w.Number!.Value, Instants.Instant(w.At), w.Word!))],
        entry is null ? null : new WatchlistState { AddedAt = Instants.Instant(entry.At), Note = entry.Word, Priority = (int?)entry.Number },
        words is null ? TitleWords.None : new TitleWords { LikedAt = Instants.Instant(words.At), NotInterestedAt = Instants.Instant(words.Other), Note = words.Word },
        Instants.Instant(words?.Since ?? 0)!.Value);

    sealed record Row
    {
        public long Title { get; init; }

        public long? Number { get; init; }

        public long? At { get; init; }

        public long? Other { get; init; }

        public string? Word { get; init; }

        public long? Since { get; init; }
    }
}
