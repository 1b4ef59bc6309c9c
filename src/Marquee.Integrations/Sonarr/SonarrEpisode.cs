using System.Text.Json.Serialization;
using Marquee.Integrations.Servarr;

namespace Marquee.Integrations.Sonarr;

/// <summary><c>episode</c>, with its file.</summary>
public sealed record SonarrEpisode : IServarrItem
{
    /// <summary>Of this Sonarr.</summary>
    public int Id { get; init; }

    public int SeriesId { get; init; }

    /// <summary>0 when unknown.</summary>
    public int TvdbId { get; init; }

    /// <summary>0 for specials. By TVDB's counting, which IMDb's may differ from.</summary>
    [JsonRequired] public int SeasonNumber { get; init; }

    [JsonRequired] public int EpisodeNumber { get; init; }

    public string? Title { get; init; }

    /// <summary>Null when no date is known.</summary>
    public DateTimeOffset? AirDateUtc { get; init; }

    [JsonRequired] public bool HasFile { get; init; }

    [JsonRequired] public bool Monitored { get; init; }

    /// <summary>Null while there is none. One file may hold several episodes.</summary>
    public ServarrFile? EpisodeFile { get; init; }

    [JsonIgnore] public bool IsWhole => Id > 0 && SeriesId > 0;
}
