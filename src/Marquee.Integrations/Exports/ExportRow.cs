namespace Marquee.Integrations.Exports;

/// <summary>Something to tell a member about a file or a row.</summary>
/// <param name="Code">Stays the same from release to release.</param>
/// <param name="Values">What belongs into a sentence about it, by name: strings and numbers.</param>
public sealed record ExportRemark(string Code, params IReadOnlyList<(string Name, object Value)> Values);

/// <summary>What a row is about, as far as its program tells it.</summary>
public enum ExportKind
{
    Unknown,
    Film,
    Series,
    Season,
    Episode,
}

/// <summary>What a list shows to others, as far as its program says so.</summary>
public enum ExportPrivacy
{
    Unknown,
    Private,
    Friends,
    Public,
}

/// <summary>
/// What one row of any program's export says about one title. It may say several things at once: a diary row watched, rated
/// and liked. Nothing here knows our catalog.
/// </summary>
public sealed record ExportRow
{
    /// <summary>Line of the file on which the row starts, from 1; in JSON the how-manieth entry. Rows of one entry share it.</summary>
    public required int Line { get; init; }

    /// <summary>The file in the archive; empty when the file stands alone.</summary>
    public string Part { get; init; } = "";

    /// <summary>The cells as they stand in the file, for the rejects; cells longer than any real one are cut. Of JSON: the entry's text.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>Why nothing can be made of the row; null when it can be used.</summary>
    public ExportRemark? Problem { get; init; }

    /// <summary>What was doubtful although the row can be used, such as a date that has two readings.</summary>
    public ExportRemark? Remark { get; init; }

    /// <summary>
    /// The number in <c>tt0111161</c>: of the film or, for seasons and episodes, of the series. Where a file names nothing but
    /// an episode's own id (IMDb's do), it stands here. Null when unknown, never 0.
    /// </summary>
    public long? ImdbTitle { get; init; }

    /// <summary>An episode's own number, where the file knows it is one. It names the title more exactly than <see cref="ImdbTitle"/>.</summary>
    public long? ImdbEpisode { get; init; }

    /// <summary>Of the film or the series; whether it is a film's or a series' number only <see cref="Kind"/> tells.</summary>
    public int? Tmdb { get; init; }

    public int? TmdbEpisode { get; init; }

    /// <summary>Of the series, or of the film.</summary>
    public int? Tvdb { get; init; }

    public int? TvdbEpisode { get; init; }

    /// <summary>The source's own id or address of the title: <c>https://boxd.it/2b4m</c>, <c>trakt:movie:481</c>.</summary>
    public string? OwnKey { get; init; }

    /// <summary>The source's own id of this one play. Two rows of one source with the same key are the same play.</summary>
    public string? PlayKey { get; init; }

    /// <summary>Of the film or, for seasons and episodes, of the series.</summary>
    public string Name { get; init; } = "";

    public string? Original { get; init; }

    public int? Year { get; init; }

    public ExportKind Kind { get; init; }

    /// <summary>In the spelling of IMDb's dumps (<c>tvMiniSeries</c>), where the file tells kinds as finely; else null.</summary>
    public string? ImdbKind { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public string? EpisodeName { get; init; }

    /// <summary>Minutes.</summary>
    public int? Runtime { get; init; }

    /// <summary>In the spelling of IMDb's dumps: <c>Sci-Fi</c>, also where the file says <c>sci_fi</c>.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>The member has seen it; when is another question.</summary>
    public bool Watched { get; init; }

    /// <summary>An instant, where the file has one; then <see cref="WatchedOn"/> is null.</summary>
    public DateTimeOffset? WatchedAt { get; init; }

    /// <summary>A day without a time.</summary>
    public DateOnly? WatchedOn { get; init; }

    /// <summary>How often, where the file gives a count instead of a row for each play; the date is that of the last one.</summary>
    public int? Plays { get; init; }

    /// <summary>The member says it was not the first time.</summary>
    public bool Rewatch { get; init; }

    public string? Device { get; init; }

    /// <summary>Who noted the play, in an archive of ours: <c>page</c>, <c>import</c>; null where a file cannot know.</summary>
    public string? Origin { get; init; }

    /// <summary>Whose history it is, where one file holds several people's.</summary>
    public string? Profile { get; init; }

    /// <summary>The member's own, 1 to 10; null when the row has none.</summary>
    public int? Rating { get; init; }

    public DateTimeOffset? RatedAt { get; init; }

    public DateOnly? RatedOn { get; init; }

    public bool Watchlisted { get; init; }

    /// <summary>On the watchlist, from 1 for the first; null for none.</summary>
    public int? Priority { get; init; }

    /// <summary>When it was put on the watchlist or list, liked, or noted at the source.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    public DateOnly? AddedOn { get; init; }

    public bool Liked { get; init; }

    public bool NotInterested { get; init; }

    /// <summary>What the member wrote: a review, a comment, the description beside the title on a list.</summary>
    public string? Note { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The name of the list that the title is on; null when the row is of none.</summary>
    public string? List { get; init; }

    /// <summary>Place on <see cref="List"/>, from 1.</summary>
    public int? Position { get; init; }

    public ExportPrivacy Privacy { get; init; }

    /// <summary>Of an archive of ours: an entry that says nothing about what the member has of a single title, as JSON; its section is the first of the cells.</summary>
    public string? Beside { get; init; }
}
