using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary>One line of <c>queue</c>: a download on its way. The older API of Sonarr has one line for each episode of a season pack.</summary>
public sealed record Download
{
    [JsonRequired] public int Id { get; init; }

    /// <summary>Of Radarr; null when it belongs to no film.</summary>
    public int? MovieId { get; init; }

    /// <summary>Of Sonarr; null when it belongs to no series.</summary>
    public int? SeriesId { get; init; }

    /// <summary>As the older API of Sonarr says it.</summary>
    [JsonInclude] internal int? EpisodeId { get; init; }

    /// <summary>As the newer one does.</summary>
    [JsonInclude] internal IReadOnlyList<int>? EpisodeIds { get; init; }

    /// <summary>Numbers of the server.</summary>
    [JsonIgnore] public IReadOnlyList<int> Episodes => EpisodeIds ?? (EpisodeId is { } one ? [one] : []);

    /// <summary>The name of the release.</summary>
    public string? Title { get; init; }

    /// <summary>In bytes; the server writes it as a fraction.</summary>
    public double Size { get; init; }

    /// <summary>Bytes still to come.</summary>
    public double SizeLeft { get; init; }

    /// <summary>Of the download client: <c>queued</c>, <c>paused</c>, <c>downloading</c>, <c>completed</c>, <c>failed</c>, <c>warning</c>, <c>delay</c>, <c>downloadClientUnavailable</c>, ...</summary>
    public string? Status { get; init; }

    /// <summary>Of the server: <c>downloading</c>, <c>importBlocked</c>, <c>importPending</c>, <c>importing</c>, <c>imported</c>, <c>failedPending</c>, <c>failed</c>, <c>ignored</c>.</summary>
    public string? TrackedDownloadState { get; init; }

    /// <summary><c>ok</c>, <c>warning</c> or <c>error</c>.</summary>
    public string? TrackedDownloadStatus { get; init; }

    public IReadOnlyList<DownloadMessage>? StatusMessages { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>Of the download client; the same stands in webhooks and in the history.</summary>
    public string? DownloadId { get; init; }

    public string? DownloadClient { get; init; }

    public string? Indexer { get; init; }

    public DateTimeOffset? EstimatedCompletionTime { get; init; }

    public ServarrQuality? Quality { get; init; }

    /// <summary>From 0 to 1; null when nothing is known of its size.</summary>
    [JsonIgnore] public double? Progress => Size > 0 ? Math.Clamp(1 - (SizeLeft / Size), 0, 1) : null;
}

/// <summary>What the server has to say about a download.</summary>
public sealed record DownloadMessage
{
    public string? Title { get; init; }

    public IReadOnlyList<string>? Messages { get; init; }
}
