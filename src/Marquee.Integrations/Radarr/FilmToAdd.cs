using System.Text.Json.Serialization;

namespace Marquee.Integrations.Radarr;

/// <summary>A film that Radarr is to have.</summary>
public sealed record FilmToAdd
{
    public required int TmdbId { get; init; }

    /// <summary>Radarr takes its own; this is what it says while it has none.</summary>
    public required string Title { get; init; }

    public required int QualityProfileId { get; init; }

    /// <summary>One of <c>rootfolder</c>.</summary>
    public required string RootFolder { get; init; }

    public bool Monitored { get; init; } = true;

    /// <summary>Search for it at once.</summary>
    public bool Search { get; init; } = true;

    /// <summary>From when on a film is searched for.</summary>
    public MinimumAvailability From { get; init; } = MinimumAvailability.Released;

    public IReadOnlyList<int> Tags { get; init; } = [];
}

/// <param name="WasThere">Radarr had it already, with a profile and a folder of its own; nothing was changed.</param>
public sealed record AddedFilm(RadarrFilm Film, bool WasThere);

[JsonConverter(typeof(JsonStringEnumConverter<MinimumAvailability>))]
public enum MinimumAvailability
{
    [JsonStringEnumMemberName("announced")]
    Announced,
    [JsonStringEnumMemberName("inCinemas")]
    InCinemas,
    [JsonStringEnumMemberName("released")]
    Released,
}
