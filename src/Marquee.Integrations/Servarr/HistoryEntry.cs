using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary>One line of <c>history</c>.</summary>
public sealed record HistoryEntry : IServarrItem
{
    public int Id { get; init; }

    /// <summary>Of Radarr; 0 in Sonarr.</summary>
    public int MovieId { get; init; }

    /// <summary>Of Sonarr; 0 in Radarr.</summary>
    public int SeriesId { get; init; }

    public int EpisodeId { get; init; }

    /// <summary>The name of the release or file.</summary>
    public string? SourceTitle { get; init; }

    [JsonRequired] public DateTimeOffset Date { get; init; }

    /// <summary><c>grabbed</c>, <c>downloadFolderImported</c>, <c>downloadFailed</c>, <c>movieFileDeleted</c>, <c>episodeFileDeleted</c>, ...</summary>
    public string? EventType { get; init; }

    public string? DownloadId { get; init; }

    public ServarrQuality? Quality { get; init; }

    [JsonIgnore] public bool IsWhole => Id > 0;
}
