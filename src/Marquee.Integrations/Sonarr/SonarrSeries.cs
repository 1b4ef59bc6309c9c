using System.Text.Json.Serialization;
using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Sonarr;

/// <summary><c>series</c>: a series as Sonarr has it, or would have it when it comes from a lookup.</summary>
public sealed record SonarrSeries : IServarrItem
{
    /// <summary>Of this Sonarr; 0 for one that it does not have.</summary>
    public int Id { get; init; }

    public string? Title { get; init; }

    /// <summary>0 when unknown.</summary>
    public int Year { get; init; }

    /// <summary>Sonarr knows series by it.</summary>
    public int TvdbId { get; init; }

    /// <summary>0 when unknown.</summary>
    public int TmdbId { get; init; }

    /// <summary>Null or empty when unknown.</summary>
    public string? ImdbId { get; init; }

    [JsonRequired] public bool Monitored { get; init; }

    /// <summary><c>continuing</c>, <c>ended</c>, <c>upcoming</c>, <c>deleted</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The folder of the series.</summary>
    public string? Path { get; init; }

    public int QualityProfileId { get; init; }

    public IReadOnlyList<SonarrSeason>? Seasons { get; init; }

    public IReadOnlyList<int>? Tags { get; init; }

    public DateTimeOffset? Added { get; init; }

    [JsonIgnore] public bool IsWhole => Id > 0 && TvdbId > 0;
}

/// <param name="SeasonNumber">0 for specials.</param>
/// <param name="Monitored">Episodes that come later follow it; each episode has its own mark besides.</param>
public sealed record SonarrSeason([property: JsonRequired] int SeasonNumber, [property: JsonRequired] bool Monitored);
