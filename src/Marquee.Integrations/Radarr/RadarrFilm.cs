using System.Text.Json.Serialization;
using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Radarr;

/// <summary><c>movie</c>: a film as Radarr has it, or would have it when it comes from a lookup.</summary>
public sealed record RadarrFilm : IServarrItem
{
    /// <summary>Of this Radarr; 0 for one that it does not have.</summary>
    public int Id { get; init; }

    public string? Title { get; init; }

    /// <summary>0 when unknown.</summary>
    public int Year { get; init; }

    /// <summary>Radarr knows films by it.</summary>
    public int TmdbId { get; init; }

    /// <summary>Null or empty when unknown.</summary>
    public string? ImdbId { get; init; }

    [JsonRequired] public bool Monitored { get; init; }

    /// <summary><c>tba</c>, <c>announced</c>, <c>inCinemas</c>, <c>released</c>, <c>deleted</c>.</summary>
    public string? Status { get; init; }

    /// <summary>By its minimum availability, so that it would be searched for.</summary>
    public bool IsAvailable { get; init; }

    /// <summary>The folder of the film.</summary>
    public string? Path { get; init; }

    public int QualityProfileId { get; init; }

    public IReadOnlyList<int>? Tags { get; init; }

    public DateTimeOffset? Added { get; init; }

    /// <summary>Null while there is none.</summary>
    public ServarrFile? MovieFile { get; init; }

    [JsonIgnore] public bool IsWhole => Id > 0 && TmdbId > 0;
}
