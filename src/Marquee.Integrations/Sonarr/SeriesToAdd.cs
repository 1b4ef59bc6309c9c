using System.Text.Json.Serialization;

namespace Marquee.Integrations.Sonarr;

/// <summary>A series that Sonarr is to have.</summary>
public sealed record SeriesToAdd
{
    /// <summary>As <see cref="SonarrClient.Lookup(int, CancellationToken)"/> found it: with all its seasons, since Sonarr takes the list that it gets for all there are.</summary>
    public required SonarrSeries Found { get; init; }

    public required int QualityProfileId { get; init; }

    /// <summary>One of <c>rootfolder</c>.</summary>
    public required string RootFolder { get; init; }

    public required SeriesMonitoring Monitoring { get; init; }

    /// <summary>Search for what is monitored and missing, when Sonarr has read the episodes.</summary>
    public bool Search { get; init; } = true;

    public SeriesType Type { get; init; }

    public IReadOnlyList<int> Tags { get; init; } = [];
}

/// <param name="WasThere">Sonarr had it already, with a profile and marks of its own; nothing was changed.</param>
public sealed record AddedSeries(SonarrSeries Series, bool WasThere);

/// <summary>How episodes are numbered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeriesType>))]
public enum SeriesType
{
    [JsonStringEnumMemberName("standard")]
    Standard,

    /// <summary>By date, such as talk shows.</summary>
    [JsonStringEnumMemberName("daily")]
    Daily,

    /// <summary>Through all seasons.</summary>
    [JsonStringEnumMemberName("anime")]
    Anime,
}
