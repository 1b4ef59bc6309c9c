using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;

namespace Marquee.Watching;

/// <summary>A rating as facts tell it.</summary>
public sealed record RatingState
{
    public int Rating { get; init; }

    public DateTimeOffset? RatedAt { get; init; }
}

/// <summary>A watch as facts tell it.</summary>
public sealed record WatchState
{
    public long Id { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Device { get; init; }
}

/// <summary>A watchlist entry as facts tell it.</summary>
public sealed record WatchlistState
{
    public DateTimeOffset? AddedAt { get; init; }

    public string? Note { get; init; }

    public int? Priority { get; init; }
}

/// <summary>A list as facts tell it.</summary>
public sealed record ListState
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>What was browsed, as an address spells it.</summary>
    public string? Query { get; init; }

    /// <summary>Asked anew each time; without entries.</summary>
    public bool Live { get; init; }

    public string? Description { get; init; }

    /// <summary>The others of the house may see it.</summary>
    public bool Shared { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Title numbers in order; only where a whole list is made or removed.</summary>
    public IReadOnlyList<long>? Titles { get; init; }

    /// <summary>What is noted beside titles, by their numbers; null when nothing is.</summary>
    public IReadOnlyDictionary<long, string>? Notes { get; init; }
}

/// <summary>A title of a list as facts tell it.</summary>
public sealed record ListEntryState
{
    public long List { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Counted from 1.</summary>
    public int Position { get; init; }

    public string? Note { get; init; }
}

/// <summary>A whole file as facts tell it; the counts are those of its preview.</summary>
public sealed record ImportTold(long Import, string FileName, string Source, int New, int Changed, int Known, int NotInCatalog, int Unreadable);

/// <summary>How states are written into facts, and the names of the facts.</summary>
static class WatchingFacts
{
    public const string RatingSet = "rating.set";
    public const string RatingRemoved = "rating.removed";
    public const string WatchAdded = "watch.added";
    public const string WatchRemoved = "watch.removed";
    public const string WatchMoved = "watch.moved";
    public const string RatingMoved = "rating.moved";
    public const string EpisodesAdded = "watch.episodesAdded";
    public const string EpisodesRemoved = "watch.episodesRemoved";
    public const string LikeAdded = "like.added";
    public const string LikeRemoved = "like.removed";
    public const string InterestLost = "interest.lost";
    public const string InterestBack = "interest.back";
    public const string NoteSet = "note.set";
    public const string NoteRemoved = "note.removed";
    public const string WatchlistChanged = "watchlist.changed";
    public const string WatchlistAdded = "watchlist.added";
    public const string WatchlistRemoved = "watchlist.removed";
    public const string ListMade = "list.made";
    public const string ListRenamed = "list.renamed";
    public const string ListChanged = "list.changed";
    public const string ListRemoved = "list.removed";
    public const string ListEntryAdded = "list.entryAdded";
    public const string ListEntryRemoved = "list.entryRemoved";
    public const string ListEntryChanged = "list.entryChanged";
    public const string ImportApplied = "import.applied";
    public const string ImportUndone = "import.undone";
    public const string ImportRowUndone = "import.rowUndone";

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string? Told<T>(T? state) where T : class => state is null ? null : JsonSerializer.Serialize(state, Options);

    public static T? Read<T>(string? told) where T : class => told is null ? null : JsonSerializer.Deserialize<T>(told, Options);

    public static FactDraft Draft<T>(Viewer viewer, TitleId? title, string kind, T? before, T? after, long? undoes = null) where T : class => new()
    {
        Member = viewer.Member,
        Kind = kind,
        Title = title?.Number,
        Before = Told(before),
        After = Told(after),
        Origin = Word(viewer.Origin),
        OriginId = viewer.Device,
        Undoes = undoes,
    };

    public static string Word(Origin origin) => origin.ToString().ToLowerInvariant();
}

/// <summary>Instants as the tables keep them.</summary>
static class Instants
{
    public static DateTimeOffset? Instant(long? seconds) => seconds is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

    public static long? Seconds(DateTimeOffset? instant) => instant?.ToUnixTimeSeconds();

    /// <summary>A day whose time nobody knows: its noon (UTC) is the same day for nearly every member, wherever they live.</summary>
    public static long? Noon(DateOnly? day) => day is { } known ? new DateTimeOffset(known, new TimeOnly(12, 0), TimeSpan.Zero).ToUnixTimeSeconds() : null;
}
