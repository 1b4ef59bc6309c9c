using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary><c>tag</c>: lower case letters, digits and hyphens.</summary>
public sealed record ServarrTag
{
    [JsonRequired] public int Id { get; init; }

    public string? Label { get; init; }
}
