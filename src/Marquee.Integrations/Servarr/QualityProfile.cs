using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary><c>qualityprofile</c>.</summary>
public sealed record QualityProfile
{
    [JsonRequired] public int Id { get; init; }

    public string? Name { get; init; }
}
