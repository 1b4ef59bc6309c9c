using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr.Events;

/// <summary>A webhook as both programs write it: one record with what any of their events carries.</summary>
sealed record EventWire
{
    [JsonRequired] public string EventType { get; init; } = "";

    public string? InstanceName { get; init; }

    public TitleWire? Movie { get; init; }

    /// <summary>The film as the release names it; of a grab of a film that Radarr has under no number.</summary>
    public TitleWire? RemoteMovie { get; init; }

    public TitleWire? Series { get; init; }

    public IReadOnlyList<EpisodeWire>? Episodes { get; init; }

    public FileWire? MovieFile { get; init; }

    public FileWire? EpisodeFile { get; init; }

    public IReadOnlyList<FileWire>? EpisodeFiles { get; init; }

    public IReadOnlyList<FileWire>? RenamedMovieFiles { get; init; }

    public IReadOnlyList<FileWire>? RenamedEpisodeFiles { get; init; }

    /// <summary>The files behind an upgrade, or, of a film or series that is removed, whether its files went too.</summary>
    public JsonElement? DeletedFiles { get; init; }

    public ReleaseWire? Release { get; init; }

    public ReleaseWire? DownloadInfo { get; init; }

    public bool IsUpgrade { get; init; }

    public string? DownloadId { get; init; }

    public string? DownloadClient { get; init; }

    public string? DeleteReason { get; init; }

    public string? Message { get; init; }

    public string? Level { get; init; }

    public string? Type { get; init; }

    public string? NewVersion { get; init; }

    public IReadOnlyList<DownloadMessage>? DownloadStatusMessages { get; init; }
}

sealed record TitleWire
{
    public int Id { get; init; }

    public int TmdbId { get; init; }

    public int TvdbId { get; init; }

    public string? ImdbId { get; init; }

    public string? Title { get; init; }

    public int Year { get; init; }

    /// <summary>Of a film.</summary>
    public string? FolderPath { get; init; }

    /// <summary>Of a series.</summary>
    public string? Path { get; init; }
}

sealed record EpisodeWire
{
    public int Id { get; init; }

    [JsonRequired] public int SeasonNumber { get; init; }

    [JsonRequired] public int EpisodeNumber { get; init; }

    public int TvdbId { get; init; }

    public string? Title { get; init; }
}

sealed record FileWire
{
    public int Id { get; init; }

    public string? Path { get; init; }

    /// <summary>Below the folder of the film or series.</summary>
    public string? RelativePath { get; init; }

    public string? PreviousPath { get; init; }

    public string? Quality { get; init; }

    public long Size { get; init; }
}

sealed record ReleaseWire
{
    /// <summary>Of <c>release</c>.</summary>
    public string? ReleaseTitle { get; init; }

    /// <summary>Of <c>downloadInfo</c>.</summary>
    public string? Title { get; init; }

    public string? Indexer { get; init; }

    public string? Quality { get; init; }

    public long? Size { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 24)]
[JsonSerializable(typeof(EventWire))]
[JsonSerializable(typeof(IReadOnlyList<FileWire>))]
sealed partial class EventJson : JsonSerializerContext;
