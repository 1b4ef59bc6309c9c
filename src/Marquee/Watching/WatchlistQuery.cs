using Marquee.Catalog;

namespace Marquee.Watching;

/// <summary>How a watchlist is ordered.</summary>
public enum WatchlistSort
{
    /// <summary>Latest first, those without a date last.</summary>
    Added,

    /// <summary>Newest films first.</summary>
    Year,

    /// <summary>IMDb's best first, those without votes last.</summary>
    Rating,

    Title,

    /// <summary>Shortest first, unknown ones last.</summary>
    Runtime,

    /// <summary>The most urgent first, those without a priority last; among equals the latest first.</summary>
    Priority,
}

/// <summary>Which part of a watchlist is asked for, and in which order.</summary>
public sealed record WatchlistQuery
{
    public WatchlistSort Sort { get; init; }

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<TitleKind> Kinds { get; init; } = [];

    /// <summary>Titles that have all of them.</summary>
    public Genres Genres { get; init; }

    /// <summary>Part of the title or of the original title; null for any.</summary>
    public string? Text { get; init; }

    /// <summary>Only what the member has neither watched nor rated.</summary>
    public bool Unseen { get; init; }

    /// <summary>What the rows are ordered by, ascending; the title's number decides between equals.</summary>
    internal string Key => Sort switch
    {
        WatchlistSort.Year => $"-coalesce({ListedTitles.Year}, 0)",
        // Ten digits are more than anything has votes.
        WatchlistSort.Rating => $"-({ListedTitles.Rating} * 10000000000 + {ListedTitles.Votes})",
        WatchlistSort.Title => ListedTitles.Title,
        WatchlistSort.Runtime => $"coalesce({ListedTitles.Runtime}, 1000000000)",
        // Eleven digits are more than any instant has.
        WatchlistSort.Priority => "coalesce(e.priority, 1000000) * 100000000000 - coalesce(e.added_at, -1)",
        _ => "-coalesce(e.added_at, -1)",
    };

    /// <summary>Only rows behind a place. SQLite searches an index over an expression for a bound, but not for a pair of values.</summary>
    internal string Behind => $"and {Key} >= @key and ({Key} > @key or e.title > @title)";

    /// <summary>The rows of the member that fit.</summary>
    internal string From(bool adult) =>
        $"from house.watchlist_entry e {ListedTitles.Join("e.title")} where e.member = @member and {ListedTitles.Known}"
        + (adult ? "" : $" and {ListedTitles.NotAdult}")
        + (Kinds.Count == 0 ? "" : $" and {ListedTitles.Kind} in ({string.Join(", ", Kinds.Select(k => (int)k))})")
        + (Genres.IsEmpty ? "" : $" and ({ListedTitles.Genres} & @genres) = @genres")
        + (Text is null ? "" : $" and ({ListedTitles.Title} like @text escape '!' or {ListedTitles.Original} like @text escape '!')")
        + (Unseen
            ? " and not exists (select 1 from house.rating r where r.member = e.member and r.title = e.title)"
            + " and not exists (select 1 from house.watch w where w.member = e.member and w.title = e.title)"
            : "");

    internal object Parameters(long member, int limit, WatchlistCursor? after) => new
    {
        member,
        limit,
        genres = Genres.Bits,
        text = Text is null ? null : $"%{Escaped(Text)}%",
        key = after is null ? null : Sort == WatchlistSort.Title ? after.Key : (object?)after.Number,
        title = after?.Title.Number,
    };

    static string Escaped(string text) => text.ToLowerInvariant()
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
