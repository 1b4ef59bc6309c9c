using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary><c>system/status</c>.</summary>
public sealed record ServarrStatus
{
    /// <summary>Which program it is; one cannot rename it.</summary>
    [JsonRequired] public string AppName { get; init; } = "";

    /// <summary>What its host calls it, and its webhooks do.</summary>
    public string? InstanceName { get; init; }

    public string? Version { get; init; }
}
