namespace Marquee.Integrations.Archive;

// The entries of an archive as they stand in the file: docs/guide/archive.md says the same to people. Every field is always written;
// null says that nobody knows. Titles are named by id: "tt0111161", or "own:N" for one that IMDb does not know.

/// <param name="Kind">In the spelling of IMDb's dumps: <c>tvMiniSeries</c>.</param>
/// <param name="Original">Null when it is the name.</param>
/// <param name="Runtime">Minutes.</param>
/// <param name="Series">Of an episode: the id of its series, which need not be among the titles.</param>
public sealed record ArchiveTitle(
    string Id, string Kind, string Name, string? Original, int? Year, int? EndYear, int? Runtime, IReadOnlyList<string> Genres, bool Adult,
    string? Series, string? SeriesName, int? Season, int? Episode);

/// <param name="Origin">Who noted it: <c>page</c>, <c>api</c>, <c>cli</c>, <c>import</c>, <c>job</c> or <c>phone</c>.</param>
public sealed record ArchiveWatch(string Title, DateTimeOffset? At, string? Device, string Origin);

/// <param name="Rating">1 to 10.</param>
public sealed record ArchiveRating(string Title, int Rating, DateTimeOffset? At);

public sealed record ArchiveWish(string Title, DateTimeOffset? At, string? Note, int? Priority);

/// <summary>A like, or "not interested".</summary>
public sealed record ArchiveMark(string Title, DateTimeOffset? At);

public sealed record ArchiveNote(string Title, string Note);

/// <param name="Live">The query is the list; there are no entries.</param>
/// <param name="Entries">In order.</param>
public sealed record ArchiveList(
    string Name, string? Description, bool Shared, bool Live, string? Query, DateTimeOffset? CreatedAt, IReadOnlyList<ArchiveEntry> Entries);

public sealed record ArchiveEntry(string Title, string? Note);

/// <summary>Which title a member said that rows of files mean.</summary>
/// <param name="Key">Of a source's own id, or of a folded name with year and kind.</param>
/// <param name="Title">Null: none that there is.</param>
public sealed record ArchiveAnswer(string Key, string? Title, DateTimeOffset? At);

/// <summary>What a member said was about another title.</summary>
/// <param name="Title">Where it was.</param>
/// <param name="Into">What it is about.</param>
/// <param name="What"><c>watch</c> or <c>rating</c>.</param>
/// <param name="At">Of the watch or of the rating.</param>
/// <param name="Rating">Null for a watch.</param>
public sealed record ArchiveCorrection(string Title, string Into, string What, DateTimeOffset? At, int? Rating, DateTimeOffset? MadeAt);

/// <param name="WithoutAsking">Files of this program that land in the inbox are applied at once.</param>
public sealed record ArchiveInbox(string Source, bool WithoutAsking);

/// <summary>What the member chose; null where nothing was chosen.</summary>
public sealed record ArchivePreferences(string? Language, string? TimeZone, string? Theme, string? RatingStyle, bool ShowAdult);
